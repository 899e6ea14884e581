package io.matchline.report;

/// An estimate with its 95 % confidence interval.
///
/// `low` and `high` are both NaN where the data say nothing about the spread (one episode).
///
/// @param value the estimate
/// @param low lower bound, at most `value`
/// @param high upper bound, at least `value`
public record Interval(double value, double low, double high) {
  /// The 97.5 % point of the standard normal distribution.
  public static final double Z95 = 1.959963984540054;

  public Interval {
    boolean unknown = Double.isNaN(low) && Double.isNaN(high);
    if (Double.isNaN(value) || !unknown && !(low <= value && value <= high)) {
      throw new IllegalArgumentException("interval [" + low + ", " + high + "] does not hold its value " + value);
    }
  }

  /// A value without interval.
  public static Interval exact(double value) {
    return new Interval(value, value, value);
  }

  /// Mean over independent episodes, `m ± z s/√n` with the sample standard deviation `s` (divisor n − 1): the normal
  /// approximation. Sums run in the order of the array.
  ///
  /// @throws IllegalArgumentException when there is no episode, or one is not finite
  public static Interval ofMean(double... episodes) {
    if (episodes.length == 0) {
      throw new IllegalArgumentException("a mean needs at least one episode");
    }
    double mean = mean(episodes);
    if (episodes.length == 1) {
      return new Interval(mean, Double.NaN, Double.NaN);
    }
    double squares = 0;
    for (double episode : episodes) {
      squares += (episode - mean) * (episode - mean);
    }
    double half = Z95 * Math.sqrt(squares / (episodes.length - 1) / episodes.length);
    return new Interval(mean, mean - half, mean + half);
  }

  /// Share of successes among independent trials with the score interval of E. B. Wilson (J. Am. Stat. Assoc. 22,
  /// 1927, 209–212): `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`. Not symmetric, never outside 0…1.
  ///
  /// @throws IllegalArgumentException unless `0 ≤ successes ≤ trials` and there is a trial
  public static Interval wilson(long successes, long trials) {
    if (trials <= 0 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials + " trials are not a share");
    }
    double n = trials;
    double p = successes / n;
    double square = Z95 * Z95;
    double centre = p + square / (2 * n);
    double reach = Z95 * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
    double low = Math.clamp((centre - reach) / (1 + square / n), 0, p);
    double high = Math.clamp((centre + reach) / (1 + square / n), p, 1);
    return new Interval(p, successes == 0 ? 0 : low, successes == trials ? 1 : high);
  }

  /// Half of the interval's width: the number after `±`.
  public double halfWidth() {
    return (high - low) / 2;
  }

  /// `{"value": …, "low": …, "high": …}`.
  public JsonValue.Fields toJson() {
    return JsonValue.fields("value", value, "low", low, "high", high);
  }

  /// The two-pass mean: the second pass removes the rounding of the first.
  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double first = sum / values.length;
    if (!Double.isFinite(first)) {
      throw new IllegalArgumentException("an episode's value is not finite");
    }
    double rest = 0;
    for (double value : values) {
      rest += value - first;
    }
    return first + rest / values.length;
  }
}
