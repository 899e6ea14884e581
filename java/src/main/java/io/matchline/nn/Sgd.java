package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.SgdStep;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gradient descent with momentum: v ← momentum · v + (g + decay · w), w ← w − rate · v, in float
/// ({@link io.matchline.kernel.Kernels#sgd}). Without momentum it has no state.
public final class Sgd implements Optimizer {
  private final float momentum;
  private final float decay;
  private final Moments velocities = new Moments("velocity");
  private int steps;

  /// @param momentum 0 … 1, exclusive of 1
  /// @param decay weight decay, at least 0
  public Sgd(double momentum, double decay) {
    Rates.check("momentum", momentum, 0, 1);
    Rates.check("decay", decay, 0, Double.MAX_VALUE);
    this.momentum = (float) momentum;
    this.decay = (float) decay;
  }

  @Override
  public void step(Graph graph, Collection<Tensor> parameters, List<Tensor> gradients, double rate) {
    SgdStep step = new SgdStep((float) rate, momentum, decay);
    int index = 0;
    for (Tensor w : parameters) {
      Tensor g = gradients.get(index);
      Tensor v = momentum > 0 ? velocities.of(index, w.shape()) : null;
      index++;
      Updates.run(graph, w.size(), span -> graph.kernels().sgd(
          step,
          Updates.count(span),
          Updates.part(g, span),
          Updates.part(w, span),
          v == null ? MemorySegment.NULL : Updates.part(v, span)));
    }
    steps++;
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    velocities.save(state);
    return state;
  }

  @Override
  public void resume(Map<String, float[]> state, int steps) {
    velocities.resume(state);
    this.steps = steps;
  }

  @Override
  public int steps() {
    return steps;
  }
}
