package io.matchline.experiment;

import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.report.HistogramPlot;
import io.matchline.report.HistogramPlot.Counts;
import java.util.List;

/// How the elements of embeddings are spread, in units of the RMS of plain embeddings.
final class EmbeddingHistogram {
  private static final double MOST = 10;
  private static final int BINS = 100;

  /// Apart from the noise of episodes.
  private static final int ARRAY = (1 << 20) + 1;

  private EmbeddingHistogram() {}

  static double[] edges() {
    return HistogramPlot.edges(-MOST, MOST, BINS);
  }

  /// Counts without noise and with it; elements beyond the edges count in the outermost bins.
  ///
  /// @param sigma deviation of the noise in units of `unit`
  static List<double[]> of(float[][] rows, double unit, double sigma, NoiseFields fields) {
    int elements = rows[0].length;
    float[] normal = new float[rows.length * elements];
    fields.normals(NoiseStream.EMBEDDING_NOISE, ARRAY, 0, new Patch(0, rows.length, 0, elements), normal);
    double[] clean = new double[normal.length];
    double[] noisy = new double[normal.length];
    for (int i = 0; i < clean.length; i++) {
      double value = rows[i / elements][i % elements] / unit;
      clean[i] = Math.clamp(value, -MOST, MOST);
      noisy[i] = Math.clamp(value + sigma * normal[i], -MOST, MOST);
    }
    return List.of(Counts.of("", clean, edges()).counts(), Counts.of("", noisy, edges()).counts());
  }

  /// Root of the mean square of all elements.
  static double rms(float[][] rows) {
    double sum = 0;
    for (float[] row : rows) {
      for (float value : row) {
        sum += (double) value * value;
      }
    }
    return Math.sqrt(sum / ((double) rows.length * rows[0].length));
  }
}
