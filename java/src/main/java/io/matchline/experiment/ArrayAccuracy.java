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
    int shots = episode.support()[0].length;
    int stored = episode.ways() * shots;
    float[][] noisy = embeddings.noisy(episode, number, sigma);
    float[][] support = Arrays.copyOf(noisy, stored);
    float[][] queries = Arrays.copyOfRange(noisy, stored, noisy.length);
    int[] label = new int[queries.length];
    Arrays.setAll(label, q -> q / episode.query()[0].length);
    return layer.search(support, shots, queries, FIRST_CHIP + number).accuracy(label);
  }
}
