package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.AdamStep;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Adam, with weight decay beside the gradient's moments (AdamW), in float: {@link io.matchline.kernel.Kernels#adam}.
///
/// Sources: Kingma, Ba, *Adam*, ICLR 2015, algorithm 1; Loshchilov, Hutter, *Decoupled weight decay regularization*,
/// ICLR 2019, algorithm 2.
public final class Adam implements Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double decay;
  private final Moments means = new Moments("mean");
  private final Moments squares = new Moments("square");
  private int steps;

  /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, no decay.
  public Adam() {
    this(0.9, 0.999, 1e-8, 0);
  }

  /// @param decay weight decay, at least 0: w ← w − rate · decay · w in every step
  public Adam(double beta1, double beta2, double epsilon, double decay) {
    Rates.check("beta1", beta1, 0, 1);
    Rates.check("beta2", beta2, 0, 1);
    Rates.check("epsilon", epsilon, Double.MIN_VALUE, Double.MAX_VALUE);
    Rates.check("decay", decay, 0, Double.MAX_VALUE);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.decay = decay;
  }

  @Override
  public void step(Graph graph, Collection<Tensor> parameters, List<Tensor> gradients, double rate) {
    steps++;
    AdamStep step = step(rate);
    int index = 0;
    for (Tensor w : parameters) {
      Tensor g = gradients.get(index);
      Tensor m = means.of(index, w.shape());
      Tensor v = squares.of(index++, w.shape());
      Updates.run(graph, w.size(), span -> graph.kernels().adam(
          step,
          Updates.count(span),
          Updates.part(g, span),
          Updates.part(w, span),
          Updates.part(m, span),
          Updates.part(v, span)));
    }
  }

  private AdamStep step(double rate) {
    double first = 1 - StrictMath.pow(beta1, steps);
    double root = Math.sqrt(1 - StrictMath.pow(beta2, steps));
    return new AdamStep(
        (float) (rate / first),
        (float) (1 / root),
        (float) beta1,
        (float) beta2,
        (float) (1 - beta1),
        (float) (1 - beta2),
        (float) epsilon,
        (float) (rate * decay));
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    means.save(state);
    squares.save(state);
    return state;
  }

  @Override
  public void resume(Map<String, float[]> state, int steps) {
    means.resume(state);
    squares.resume(state);
    this.steps = steps;
  }

  @Override
  public int steps() {
    return steps;
  }
}
