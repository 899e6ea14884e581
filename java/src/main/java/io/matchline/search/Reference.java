package io.matchline.search;

/// What a code needs to know about the embeddings it will meet: their middle and their range.
///
/// It is taken from the stored rows (the support set of an episode), which are known before any query, so nothing
/// leaks from the queries; or it is a fixed constant of the model that made the embeddings.
///
/// @param stored `[rows][dimensions]` what it is taken from
/// @param mean `[dimensions]` subtracted by sign codes
/// @param lowest value of the lowest thermometer level
/// @param highest value of the highest thermometer level, at least `lowest`
public record Reference(float[][] stored, float[] mean, float lowest, float highest) {
  public Reference {
    if (!(lowest <= highest)) {
      throw new IllegalArgumentException("a range from %s to %s".formatted(lowest, highest));
    }
  }

  /// The reference that stored rows give, at least one row.
  public static Reference of(float[][] stored) {
    if (stored.length == 0) {
      throw new IllegalArgumentException("no stored rows to take a reference from");
    }
    double[] sum = new double[stored[0].length];
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (float[] row : stored) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += row[i];
        lowest = Math.min(lowest, row[i]);
        highest = Math.max(highest, row[i]);
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / stored.length);
    }
    return new Reference(stored, mean, lowest, highest);
  }

  /// An embedding minus the mean.
  float[] centred(float[] embedding) {
    float[] result = new float[mean.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = embedding[i] - mean[i];
    }
    return result;
  }
}
