package io.matchline.data;

import io.matchline.noise.NoiseStream;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;

/// Random N-way K-shot tasks from an image set. Episode `i` depends on the seed and on `i` only, so any of them can be
/// made again without the ones before.
///
/// @param ways classes per episode
/// @param shots support images per class
/// @param queries query images per class
/// @param seed key of the draws
public record Episodes(ImageSet set, int ways, int shots, int queries, long seed) {
  /// @throws InvalidInputException when the set is too small; all rules broken are named
  public Episodes {
    Problems problems = new Problems();
    positive(problems, "ways", ways);
    positive(problems, "shots", shots);
    positive(problems, "queries", queries);
    if (ways > set.classes()) {
      problems.add(set.name(), "ways = %d is above its %d classes", ways, set.classes());
    }
    for (int c = 0; c < set.classes(); c++) {
      if ((long) shots + queries > set.images(c)) {
        problems.add(
            set.name(), "shots + queries = %d + %d is above the %d images of class %s",
            shots, queries, set.images(c), set.classNames().get(c));
      }
    }
    problems.throwIfAny();
  }

  private static void positive(Problems problems, String name, int value) {
    if (value < 1) {
      problems.add("episodes", "%s = %d is below 1", name, value);
    }
  }

  /// Episode number `index`: different classes, different images within each.
  public Episode episode(int index) {
    int[] classes = new Draws(seed, NoiseStream.EPISODE_SAMPLING, index, 0).distinct(ways, set.classes());
    int[][] support = new int[ways][shots];
    int[][] query = new int[ways][queries];
    for (int w = 0; w < ways; w++) {
      Draws draws = new Draws(seed, NoiseStream.EPISODE_SAMPLING, index, 1L + w);
      int[] images = draws.distinct(shots + queries, set.images(classes[w]));
      System.arraycopy(images, 0, support[w], 0, shots);
      System.arraycopy(images, shots, query[w], 0, queries);
    }
    return new Episode(classes, support, query);
  }
}
