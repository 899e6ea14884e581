package io.matchline.train;

import io.matchline.nn.BayesianConv;
import io.matchline.nn.BayesianLinear;
import io.matchline.nn.Conv2d;
import io.matchline.nn.Convolution;
import io.matchline.nn.GaussianStart;
import io.matchline.nn.GaussianWeights;
import io.matchline.nn.Layer;
import io.matchline.nn.Linear;
import io.matchline.nn.Parameters;
import java.util.List;
import java.util.Optional;

/// Makes the layers of a network whose weights are numbers or, in Bayesian training, distributions.
///
/// @param hidden how layers before the last begin if their weights are distributions
/// @param last how the last layer begins if its weights are distributions
/// @param distributions where the distributions are added
record LayerMaker(
    Parameters parameters, Optional<GaussianStart> hidden, Optional<GaussianStart> last,
    List<GaussianWeights> distributions) {
  static LayerMaker of(Parameters parameters, Method method, List<GaussianWeights> distributions) {
    Optional<GaussianStart> last = method instanceof Method.Bayesian b
        ? Optional.of(new GaussianStart(b.rho(), b.localReparameterization()))
        : Optional.empty();
    boolean all = method instanceof Method.Bayesian b && !b.lastLayerOnly();
    return new LayerMaker(parameters, all ? last : Optional.empty(), last, distributions);
  }

  Layer linear(String name, int inputs, int outputs, boolean isLast) {
    Optional<GaussianStart> start = isLast ? last : hidden;
    if (start.isEmpty()) {
      return Linear.of(parameters, name, inputs, outputs);
    }
    BayesianLinear linear = BayesianLinear.of(parameters, name, inputs, outputs, start.get());
    distributions.add(linear.weights());
    return linear;
  }

  Convolution conv(String name, int kernel, int inputs, int outputs, boolean isLast) {
    Optional<GaussianStart> start = isLast ? last : hidden;
    if (start.isEmpty()) {
      return Conv2d.of(parameters, name, kernel, inputs, outputs);
    }
    BayesianConv conv = BayesianConv.of(parameters, name, kernel, inputs, outputs, start.get());
    distributions.add(conv.weights());
    return conv;
  }
}
