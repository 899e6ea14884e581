package io.matchline.spice;

/// Settings of an ngspice operating point: the state at constant sources.
///
/// @param relativeTolerance ngspice's `reltol`, 1e-14 … 0.1; a linear circuit is solved directly, whatever it is
/// @param elements what the circuit consists of
public record OperatingPoint(double relativeTolerance, Elements elements) implements Analysis {
  private static final double STANDARD_TOLERANCE = 1e-9;

  public OperatingPoint {
    if (!(relativeTolerance >= 1e-14 && relativeTolerance <= 0.1)) {
      throw new IllegalArgumentException("relativeTolerance = %s is outside 1e-14 … 0.1".formatted(relativeTolerance));
    }
  }

  /// The state of an ohmic circuit.
  public OperatingPoint(double relativeTolerance) {
    this(relativeTolerance, Elements.OHMIC);
  }

  /// At `reltol` 1e-9.
  public static OperatingPoint standard() {
    return new OperatingPoint(STANDARD_TOLERANCE);
  }

  /// The absolute tolerances are far below the cell currents; without transistors no conductance is added to any node.
  @Override
  public String options() {
    return ".options reltol=" + relativeTolerance + " " + elements.staticTolerances();
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
