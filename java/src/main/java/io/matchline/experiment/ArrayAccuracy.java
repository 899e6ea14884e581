package io.matchline.experiment;

import io.matchline.data.Episode;
import io.matchline.hardware.SearchLayer;
import java.util.Arrays;

/// Few-shot classification of embeddings by the search of an array.
///
/// @param embeddings of all images
/// @param layer the search
record ArrayAccuracy(EpisodeAccuracy embeddings, SearchLayer layer) {
  /// Apart from the chips of training, which count from 0.
  private static final int FIRST_CHIP = 1 << 20;

  /// Share of right answers.
  ///
  /// @param sigma deviation of the noise on every embedding
  /// @param number of the episode
  double of(Episode episode, int number, double sigma) {
    return answered(episode, number, sigma, (support, shots, queries, label) ->
        layer.search(support, shots, queries, FIRST_CHIP + number).accuracy(label));
  }

  /// The share that is expected over all chips and all noise of the cells and amplifiers.
  double predicted(Episode episode, int number, double sigma) {
    return answered(episode, number, sigma, layer::predicted);
  }

  @FunctionalInterface
  private interface Answer {
    double of(float[][] support, int shots, float[][] queries, int[] label);
  }

  private double answered(Episode episode, int number, double sigma, Answer answer) {
    int shots = episode.support()[0].length;
    int stored = episode.ways() * shots;
    float[][] noisy = embeddings.noisy(episode, number, sigma);
    float[][] support = Arrays.copyOf(noisy, stored);
    float[][] queries = Arrays.copyOfRange(noisy, stored, noisy.length);
    int[] label = new int[queries.length];
    Arrays.setAll(label, q -> q / episode.query()[0].length);
    return answer.of(support, shots, queries, label);
  }
}
