package io.matchline.nn;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import java.util.List;

/// Learning rates over time and the size of steps.
public final class Rates {
  private Rates() {}

  /// Half a cosine from `start` at step 0 to 0 at `steps`.
  ///
  /// Source: Loshchilov, Hutter, *SGDR*, ICLR 2017, equation 5 without restarts.
  public static double cosine(double start, int step, int steps) {
    return 0.5 * start * (1 + StrictMath.cos(Math.PI * Math.min(step, steps) / steps));
  }

  /// `start` times `factor` for every `every` steps that are over.
  public static double stairs(double start, double factor, int every, int step) {
    return start * StrictMath.pow(factor, step / every);
  }

  /// Scales the gradients so that the root of the sum of all squares is at most `most`; returns what it was.
  ///
  /// @param graph whose kernels and threads do the work
  public static double clip(Graph graph, List<Tensor> gradients, double most) {
    double sum = 0;
    for (Tensor gradient : gradients) {
      for (int i = 0; i < gradient.size(); i++) {
        sum += (double) gradient.get(i) * gradient.get(i);
      }
    }
    double norm = Math.sqrt(sum);
    if (norm > most) {
      float scale = (float) (most / norm);
      for (Tensor gradient : gradients) {
        for (int i = 0; i < gradient.size(); i++) {
          gradient.set(i, scale * gradient.get(i));
        }
      }
    }
    return norm;
  }

  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value < most)) {
      throw new IllegalArgumentException("%s = %s is outside [%s, %s)".formatted(name, value, least, most));
    }
  }
}
