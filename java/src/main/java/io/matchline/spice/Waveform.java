package io.matchline.spice;

import java.util.Arrays;

/// A voltage or a current over time at the instants that the simulator chose, read in between by a cubic through the
/// four nearest.
///
/// At steps of 1/2000 of a decay that spans a few time constants the cubic is off by less than 1e-11 of the start.
public final class Waveform {
  private static final int POINTS = 4;
  private static final int BISECTIONS = 60;

  private final double[] timeS;
  private final double[] value;

  /// @param timeS rising times, at least two, s
  /// @param value value at each time, V or A
  public Waveform(double[] timeS, double[] value) {
    if (timeS.length < 2 || timeS.length != value.length) {
      throw new IllegalArgumentException(
          "%d times and %d values; a waveform has at least two of each".formatted(timeS.length, value.length));
    }
    for (int i = 1; i < timeS.length; i++) {
      if (!(timeS[i] > timeS[i - 1])) {
        throw new IllegalArgumentException(
            "time %d = %s s is not above the one before, %s s".formatted(i, timeS[i], timeS[i - 1]));
      }
    }
    this.timeS = timeS.clone();
    this.value = value.clone();
  }

  /// The waveform of a run from a given initial state, which ngspice leaves out of its result.
  ///
  /// @param start value at t = 0
  static Waveform fromStart(double[] timeS, double[] value, double start) {
    if (timeS[0] == 0) {
      return new Waveform(timeS, value);
    }
    double[] t = new double[timeS.length + 1];
    double[] v = new double[value.length + 1];
    System.arraycopy(timeS, 0, t, 1, timeS.length);
    System.arraycopy(value, 0, v, 1, value.length);
    v[0] = start;
    return new Waveform(t, v);
  }

  public double startS() {
    return timeS[0];
  }

  public double endS() {
    return timeS[timeS.length - 1];
  }

  public int size() {
    return timeS.length;
  }

  /// The value at a time between start and end, V or A.
  public double at(double atS) {
    if (!(atS >= startS() && atS <= endS())) {
      throw new IllegalArgumentException("time %s s is outside %s … %s s".formatted(atS, startS(), endS()));
    }
    int found = Arrays.binarySearch(timeS, atS);
    return found >= 0 ? value[found] : between(-found - 1, atS);
  }

  /// The first time at which the value is at or below a level, s; +∞ when it stays above.
  public double fallsTo(double level) {
    if (value[0] <= level) {
      return timeS[0];
    }
    for (int i = 1; i < value.length; i++) {
      if (value[i] <= level) {
        return bisect(i, level);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private double bisect(int next, double level) {
    double above = timeS[next - 1];
    double below = timeS[next];
    for (int k = 0; k < BISECTIONS; k++) {
      double middle = above + (below - above) / 2;
      if (between(next, middle) > level) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return below;
  }

  /// Neville's scheme on the points around the interval that ends at `next`.
  private double between(int next, double atS) {
    int count = Math.min(POINTS, timeS.length);
    int first = Math.clamp(next - POINTS / 2, 0, timeS.length - count);
    double[] p = Arrays.copyOfRange(value, first, first + count);
    for (int width = 1; width < count; width++) {
      for (int i = 0; i < count - width; i++) {
        double left = timeS[first + i];
        double right = timeS[first + i + width];
        p[i] = ((right - atS) * p[i] + (atS - left) * p[i + 1]) / (right - left);
      }
    }
    return p[0];
  }
}
