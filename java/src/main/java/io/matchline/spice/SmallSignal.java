package io.matchline.spice;

/// Settings of an ngspice small-signal run around the operating point, at equally spaced frequencies from nearly 0 on.
///
/// @param frequencyHz the highest, > 0 Hz
/// @param point how the operating point is found
public record SmallSignal(double frequencyHz, OperatingPoint point) implements Analysis {
  /// Frequencies of a run.
  static final int POINTS = 5;

  /// The lowest over the highest: everything in a cell has settled.
  private static final double LOWEST = 1e-6;

  public SmallSignal {
    if (!(frequencyHz > 0 && Double.isFinite(frequencyHz))) {
      throw new IllegalArgumentException("frequencyHz = %s Hz is not a finite number above 0 Hz".formatted(frequencyHz));
    }
  }

  /// Angular frequency number `k`, 1/s.
  double omega(int k) {
    double lowest = LOWEST * frequencyHz;
    return 2 * Math.PI * (lowest + k * (frequencyHz - lowest) / (POINTS - 1));
  }

  @Override
  public String options() {
    return point.options();
  }

  @Override
  public String command() {
    return ".ac lin " + POINTS + " " + LOWEST * frequencyHz + " " + frequencyHz;
  }

  @Override
  public String name() {
    return "ac";
  }
}
