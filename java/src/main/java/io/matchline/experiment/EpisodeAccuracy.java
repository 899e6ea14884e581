package io.matchline.experiment;

import io.matchline.data.Episode;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.search.Metric;
import java.util.Arrays;

/// Few-shot classification of embeddings by the nearest mean of the support embeddings of each class.
///
/// @param embedding `[class][image][elements]`
/// @param fields of the test's noise: embedding v of episode e has the numbers of row v, event e
record EpisodeAccuracy(float[][][] embedding, NoiseFields fields) {
  /// Apart from the draws of training, which count from 0.
  private static final int TEST_ARRAY = 1 << 20;

  /// Share of right answers.
  ///
  /// @param sigma deviation of the noise on every embedding
  /// @param bits of class means and queries, which share one scale; 0: floats
  /// @param number of the episode
  double of(Episode episode, int number, Metric metric, double sigma, int bits) {
    int ways = episode.ways();
    int shots = episode.support()[0].length;
    int queries = episode.query()[0].length;
    float[][] noisy = noisy(episode, number, sigma);
    float[][] means = new float[ways][];
    for (int way = 0; way < ways; way++) {
      means[way] = mean(Arrays.copyOfRange(noisy, way * shots, (way + 1) * shots));
    }
    float[][] asked = Arrays.copyOfRange(noisy, ways * shots, noisy.length);
    if (bits > 0) {
      float scale = scale(bits, means, asked);
      round(means, scale);
      round(asked, scale);
    }
    int[] nearest = metric.nearest(means, asked);
    int right = 0;
    for (int q = 0; q < asked.length; q++) {
      right += nearest[q] == q / queries ? 1 : 0;
    }
    return (double) right / asked.length;
  }

  /// Copies of the support embeddings, then of the query embeddings, with noise.
  float[][] noisy(Episode episode, int number, double sigma) {
    int ways = episode.ways();
    int shots = episode.support()[0].length;
    float[][] all = new float[ways * (shots + episode.query()[0].length)][];
    int next = 0;
    for (int[][] part : new int[][][] {episode.support(), episode.query()}) {
      for (int way = 0; way < ways; way++) {
        for (int image : part[way]) {
          all[next++] = embedding[episode.classIndex()[way]][image].clone();
        }
      }
    }
    if (sigma > 0) {
      int elements = all[0].length;
      float[] normal = new float[all.length * elements];
      fields.normals(
          NoiseStream.EMBEDDING_NOISE, TEST_ARRAY, number, new Patch(0, all.length, 0, elements), normal);
      for (int i = 0; i < normal.length; i++) {
        all[i / elements][i % elements] += (float) (sigma * normal[i]);
      }
    }
    return all;
  }

  private static float[] mean(float[][] rows) {
    float[] mean = new float[rows[0].length];
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      for (float[] row : rows) {
        sum += row[j];
      }
      mean[j] = (float) (sum / rows.length);
    }
    return mean;
  }

  /// The step between levels that puts the outermost one at the largest magnitude.
  private static float scale(int bits, float[][]... parts) {
    float largest = 0;
    for (float[][] rows : parts) {
      for (float[] row : rows) {
        for (float value : row) {
          largest = Math.max(largest, Math.abs(value));
        }
      }
    }
    return largest / ((1 << bits - 1) - 1);
  }

  private static void round(float[][] rows, float step) {
    for (float[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = step > 0 ? (float) Math.rint(row[j] / step) : 0;
      }
    }
  }
}
