package io.matchline.data;

/// One few-shot task: a few labelled support images per class and the query images to be labelled.
///
/// The label of a class is its place in `classIndex`.
///
/// @param classIndex `[ways]` classes in the image set
/// @param support `[ways][shots]` image numbers within the class
/// @param query `[ways][queries]` image numbers within the class, none of them a support image
public record Episode(int[] classIndex, int[][] support, int[][] query) {
  /// Run `run` (0 … 19) of {@link Omniglot#runs}: 20 ways, one shot, one query each.
  public static Episode officialRun(int run) {
    if (run < 0 || run >= Omniglot.RUNS) {
      throw new IllegalArgumentException("run = %d is outside 0 … %d".formatted(run, Omniglot.RUNS - 1));
    }
    int[] classes = new int[Omniglot.RUN_WAYS];
    int[][] support = new int[classes.length][];
    int[][] query = new int[classes.length][];
    for (int c = 0; c < classes.length; c++) {
      classes[c] = run * Omniglot.RUN_WAYS + c;
      support[c] = new int[] {0};
      query[c] = new int[] {1};
    }
    return new Episode(classes, support, query);
  }

  public int ways() {
    return classIndex.length;
  }
}
