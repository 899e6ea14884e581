package io.matchline.spice;

/// Settings of an ngspice operating point: the state at constant sources.
///
/// @param relativeTolerance ngspice's `reltol`, 1e-14 … 0.1; a linear circuit is solved directly, whatever it is
public record OperatingPoint(double relativeTolerance) implements Analysis {
  private static final double STANDARD_TOLERANCE = 1e-9;

  public OperatingPoint {
    if (!(relativeTolerance >= 1e-14 && relativeTolerance <= 0.1)) {
      throw new IllegalArgumentException("relativeTolerance = %s is outside 1e-14 … 0.1".formatted(relativeTolerance));
    }
  }

  /// At `reltol` 1e-9.
  public static OperatingPoint standard() {
    return new OperatingPoint(STANDARD_TOLERANCE);
  }

  /// The absolute tolerances are far below the cell currents, and no conductance is added to any node.
  @Override
  public String options() {
    return ".options reltol=" + relativeTolerance + " abstol=1e-18 vntol=1e-14 gmin=1e-30";
  }

  @Override
  public String command() {
    return ".op";
  }

  @Override
  public String name() {
    return "op";
  }
}
