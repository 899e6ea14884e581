package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Adam, with weight decay beside the gradient's moments (AdamW).
///
/// Sources: Kingma, Ba, *Adam*, ICLR 2015, algorithm 1; Loshchilov, Hutter, *Decoupled weight decay regularization*,
/// ICLR 2019, algorithm 2.
public final class Adam implements Optimizer {
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double decay;
  private final Moments moments = new Moments();
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
    double first = 1 - StrictMath.pow(beta1, steps);
    double root = Math.sqrt(1 - StrictMath.pow(beta2, steps));
    int index = 0;
    for (Tensor w : parameters) {
      Tensor g = gradients.get(index);
      float[] m = moments.of("mean", index, w.size());
      float[] v = moments.of("square", index++, w.size());
      for (int i = 0; i < m.length; i++) {
        double slope = g.get(i);
        m[i] = (float) (beta1 * m[i] + (1 - beta1) * slope);
        v[i] = (float) (beta2 * v[i] + (1 - beta2) * slope * slope);
        double moved = rate * (m[i] / first / (Math.sqrt(v[i]) / root + epsilon) + decay * w.get(i));
        w.set(i, (float) (w.get(i) - moved));
      }
    }
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
