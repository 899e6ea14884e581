package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// How gradients change parameters. Its state makes training resume to the same bits.
public sealed interface Optimizer permits Sgd, Adam {
  /// @param graph whose kernels and threads do the work
  /// @param gradients one for each parameter, of its shape
  /// @param rate learning rate of this step
  void step(Graph graph, Collection<Tensor> parameters, List<Tensor> gradients, double rate);

  /// A copy of the tensors that the next step depends on, by parameter's index and name; empty before the first step.
  Map<String, float[]> state();

  /// Goes on from a state.
  ///
  /// @param steps taken so far
  void resume(Map<String, float[]> state, int steps);

  int steps();
}
