package io.matchline.cli;

import java.util.Arrays;

/// How long something takes.
final class MedianTime {
  private static final double WARM_UP_SHARE = 0.15;
  private static final int FEWEST = 5;
  private static final int MOST = 1001;

  private MedianTime() {}

  /// Median time of `work`, s, over a few repeats at least and about `longestS` at most, after a warm-up.
  static double seconds(Runnable work, double longestS) {
    long begin = System.nanoTime();
    do {
      work.run();
    } while (secondsSince(begin) < WARM_UP_SHARE * longestS);
    double[] times = new double[MOST];
    int count = 0;
    begin = System.nanoTime();
    do {
      long start = System.nanoTime();
      work.run();
      times[count++] = secondsSince(start);
    } while (count < FEWEST || count < MOST && secondsSince(begin) < longestS);
    Arrays.sort(times, 0, count);
    return times[count / 2];
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) * 1e-9;
  }
}
