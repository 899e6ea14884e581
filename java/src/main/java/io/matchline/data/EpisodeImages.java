package io.matchline.data;

/// The images of an episode as a network takes them: support images class by class, then query images class by class.
///
/// @param pixels `[ways · (shots + queries)][side][side]`, 1 = ink
/// @param supportLabel `[ways · shots]`
/// @param queryLabel `[ways · queries]`
public record EpisodeImages(int ways, int side, float[] pixels, int[] supportLabel, int[] queryLabel) {
  /// @param step which of the training steps it is for
  static EpisodeImages of(Episodes episodes, Augmentation augmentation, int step) {
    Episode episode = episodes.episode(step);
    int side = episodes.set().image(episode.classIndex()[0], 0).width();
    int[] supportLabel = labels(episode.ways(), episodes.shots());
    int[] queryLabel = labels(episode.ways(), episodes.queries());
    float[] pixels = new float[(supportLabel.length + queryLabel.length) * side * side];
    int place = 0;
    for (int[][] part : new int[][][] {episode.support(), episode.query()}) {
      for (int way = 0; way < part.length; way++) {
        for (int index : part[way]) {
          Image image = episodes.set().image(episode.classIndex()[way], index);
          float[] ink = augmentation.of(image, episodes.seed(), step, place).ink();
          System.arraycopy(ink, 0, pixels, place++ * ink.length, ink.length);
        }
      }
    }
    return new EpisodeImages(episode.ways(), side, pixels, supportLabel, queryLabel);
  }

  /// Number of images.
  public int images() {
    return supportLabel.length + queryLabel.length;
  }

  private static int[] labels(int ways, int images) {
    int[] labels = new int[ways * images];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / images;
    }
    return labels;
  }
}
