package io.matchline.spice;

/// Settings of an ngspice small-signal run at one frequency around the operating point.
///
/// @param frequencyHz > 0 Hz
/// @param point how the operating point is found
public record SmallSignal(double frequencyHz, OperatingPoint point) implements Analysis {
  public SmallSignal {
    if (!(frequencyHz > 0 && Double.isFinite(frequencyHz))) {
      throw new IllegalArgumentException("frequencyHz = %s Hz is not a finite number above 0 Hz".formatted(frequencyHz));
    }
  }

  @Override
  public String options() {
    return point.options();
  }

  @Override
  public String command() {
    return ".ac lin 1 " + frequencyHz + " " + frequencyHz;
  }

  @Override
  public String name() {
    return "ac";
  }
}
