package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Gradient descent with momentum: v ← momentum · v + g + decay · w, w ← w − rate · v.
public final class Sgd implements Optimizer {
  private final float momentum;
  private final float decay;
  private final Moments moments = new Moments();
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
    int index = 0;
    for (Tensor w : parameters) {
      Tensor g = gradients.get(index);
      float[] v = moments.of("velocity", index++, w.size());
      for (int i = 0; i < v.length; i++) {
        v[i] = momentum * v[i] + (g.get(i) + decay * w.get(i));
        w.set(i, w.get(i) - (float) rate * v[i]);
      }
    }
    steps++;
  }

  @Override
  public Map<String, float[]> state() {
    return moments.all();
  }

  @Override
  public void resume(Map<String, float[]> state, int steps) {
    moments.resume(state);
    this.steps = steps;
  }

  @Override
  public int steps() {
    return steps;
  }
}
