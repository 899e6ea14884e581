package io.matchline.data;

/// Nearest neighbour on raw pixels with one shot, written out plainly; ties go to the lowest class.
final class RawPixels {
  enum Metric {
    COSINE,
    L1,
    L2,
    LINF
  }

  private RawPixels() {}

  /// Queries of an episode whose nearest support image has their label.
  static int right(ImageSet set, Episode episode, Metric metric) {
    int right = 0;
    for (int w = 0; w < episode.ways(); w++) {
      for (int query : episode.query()[w]) {
        float[] q = set.image(episode.classIndex()[w], query).ink();
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int s = 0; s < episode.ways(); s++) {
          double distance = distance(metric, q, set.image(episode.classIndex()[s], episode.support()[s][0]).ink());
          if (distance < least) {
            least = distance;
            best = s;
          }
        }
        right += best == w ? 1 : 0;
      }
    }
    return right;
  }

  private static double distance(Metric metric, float[] a, float[] b) {
    double dot = 0;
    double squareA = 0;
    double squareB = 0;
    double sum = 0;
    double squares = 0;
    double greatest = 0;
    for (int i = 0; i < a.length; i++) {
      double gap = Math.abs(a[i] - b[i]);
      dot += a[i] * b[i];
      squareA += a[i] * a[i];
      squareB += b[i] * b[i];
      sum += gap;
      squares += gap * gap;
      greatest = Math.max(greatest, gap);
    }
    return switch (metric) {
      case COSINE -> 1 - dot / Math.sqrt(squareA * squareB);
      case L1 -> sum;
      case L2 -> Math.sqrt(squares);
      case LINF -> greatest;
    };
  }
}
