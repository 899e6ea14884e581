package io.matchline.nn;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Tensor;
import io.matchline.kernel.SumShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
    double sum;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment squares = arena.allocate(JAVA_DOUBLE);
      for (Tensor gradient : gradients) {
        graph.kernels().sums(SumShape.ofSquares(gradient.size()), gradient.data(), squares);
      }
      sum = squares.get(JAVA_DOUBLE, 0);
    }
    double norm = Math.sqrt(sum);
    if (norm > most) {
      float scale = (float) (most / norm);
      for (Tensor gradient : gradients) {
        Updates.run(graph, gradient.size(), span -> graph.kernels().affine(
            scale, 0, Updates.part(gradient, span), Updates.part(gradient, span), Updates.count(span)));
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
