package io.matchline.analysis;

import io.matchline.kernel.Workers;
import java.util.Arrays;

/// t-SNE: a layout of points in a plane that keeps neighbours, by gradient descent from their principal plane. The same
/// points and settings give the same bits, on any number of threads; nothing in it is random.
///
/// Sources: van der Maaten, Hinton, "Visualizing data using t-SNE", JMLR 9 (2008) 2579; van der Maaten, "Accelerating t-SNE
/// using tree-based algorithms", JMLR 15 (2014) 3221; learning rate n / (4 · exaggeration), at least 50: Belkina et al.,
/// Nature Communications 10 (2019) 5415.
public final class Tsne {
  private static final double FIRST_SPREAD = 1e-4;
  private static final double LEAST_RATE = 50;
  private static final double LEAST_GAIN = 0.01;

  private Tsne() {}

  /// Where the points come to lie.
  ///
  /// @param x `[points]`
  /// @param y `[points]`
  /// @param divergence what is left of the Kullback–Leibler divergence, nats
  public record Layout(double[] x, double[] y, double divergence) {
    /// `[points][2]`
    public double[][] points() {
      double[][] points = new double[x.length][];
      for (int i = 0; i < points.length; i++) {
        points[i] = new double[] {x[i], y[i]};
      }
      return points;
    }
  }

  /// @param points `[points][dimensions]`, more than three times the perplexity
  /// @throws IllegalArgumentException for fewer points
  public static Layout of(double[][] points, TsneSettings settings, Workers workers) {
    if (points.length <= settings.neighbours()) {
      throw new IllegalArgumentException(
          "%d points have no %d neighbours each, which are three times tsne.perplexity"
              .formatted(points.length, settings.neighbours()));
    }
    double[][] squares = Neighbours.squares(points, workers);
    Affinities affinities = Affinities.of(squares, settings.neighbours(), settings.perplexity(), workers);
    double[][] at = start(points);
    Descent alongX = new Descent(at[0]);
    Descent alongY = new Descent(at[1]);
    double rate = Math.max(points.length / settings.exaggeration() / 4, LEAST_RATE);
    for (int step = 0; step < settings.iterations(); step++) {
      boolean early = step < settings.exaggerated();
      double factor = early ? settings.exaggeration() : 1;
      TsneGradient slope = TsneGradient.of(affinities, at[0], at[1], settings.theta(), factor, workers);
      alongX.step(slope.x(), rate, early ? 0.5 : 0.8);
      alongY.step(slope.y(), rate, early ? 0.5 : 0.8);
    }
    double left = TsneGradient.of(affinities, at[0], at[1], settings.theta(), 1, workers).divergence();
    return new Layout(at[0], at[1], left);
  }

  private static double[][] start(double[][] points) {
    double[][] at = PrincipalAxes.of(points);
    double squares = 0;
    for (double v : at[0]) {
      squares += v * v;
    }
    double scale = squares > 0 ? FIRST_SPREAD / Math.sqrt(squares / points.length) : 0;
    for (int i = 0; i < points.length; i++) {
      at[0][i] *= scale;
      at[1][i] *= scale;
    }
    return at;
  }

  /// Gradient descent of one coordinate with momentum and a gain per point that grows while the slope keeps its sign.
  private record Descent(double[] at, double[] velocity, double[] gain) {
    Descent(double[] at) {
      this(at, new double[at.length], new double[at.length]);
      Arrays.fill(gain, 1);
    }

    void step(double[] slope, double rate, double momentum) {
      double mean = 0;
      for (int i = 0; i < at.length; i++) {
        boolean turned = slope[i] > 0 != velocity[i] > 0;
        gain[i] = Math.max(LEAST_GAIN, turned ? gain[i] + 0.2 : gain[i] * 0.8);
        velocity[i] = momentum * velocity[i] - rate * gain[i] * slope[i];
        at[i] += velocity[i];
        mean += at[i] / at.length;
      }
      for (int i = 0; i < at.length; i++) {
        at[i] -= mean;
      }
    }
  }
}
