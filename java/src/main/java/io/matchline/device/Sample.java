package io.matchline.device;

/// Mean and standard deviation of values that come one by one, by Welford's recurrence.
final class Sample {
  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /// Standard deviation with count − 1 in the denominator; NaN for fewer than two values.
  double deviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }
}
