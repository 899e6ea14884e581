package io.matchline.device;

/// A moment between two of the times at which something was measured, in the logarithm of time.
///
/// @param before index of the time before it, or of its own
/// @param after index of the time after it, or of its own
/// @param share 0 at the time before … 1 at the time after
record TimeShare(int before, int after, double share) {
  /// @param timesS measured times in s, above 0 and ascending
  /// @throws IllegalArgumentException for a moment before the first or after the last of them; the message names `law`
  static TimeShare of(double elapsedS, double[] timesS, String law) {
    Ageing.requireTime(elapsedS, timesS[0], timesS[timesS.length - 1], law);
    int after = 0;
    while (timesS[after] < elapsedS) {
      after++;
    }
    if (timesS[after] == elapsedS) {
      return new TimeShare(after, after, 0);
    }
    double widthLog = StrictMath.log(timesS[after] / timesS[after - 1]);
    return new TimeShare(after - 1, after, StrictMath.log(elapsedS / timesS[after - 1]) / widthLog);
  }

  double between(double valueBefore, double valueAfter) {
    return valueBefore + share * (valueAfter - valueBefore);
  }
}
