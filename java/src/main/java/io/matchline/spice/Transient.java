package io.matchline.spice;

/// Settings of an ngspice transient run from a given initial state, or from an operating point with some nodes given.
///
/// @param endS end of the run, > 0 s
/// @param steps the largest time step is `endS / steps`, 10 … 10,000,000
/// @param relativeTolerance ngspice's `reltol`, 1e-14 … 0.1
/// @param elements what the circuit consists of
public record Transient(double endS, int steps, double relativeTolerance, Elements elements) implements Analysis {
  private static final int STANDARD_STEPS = 2000;
  private static final double STANDARD_TOLERANCE = 1e-7;

  public Transient {
    if (!(endS > 0 && Double.isFinite(endS))) {
      throw new IllegalArgumentException("endS = %s s is not a finite number above 0 s".formatted(endS));
    }
    if (steps < 10 || steps > 10_000_000) {
      throw new IllegalArgumentException("steps = %d is outside 10 … 10,000,000".formatted(steps));
    }
    if (!(relativeTolerance >= 1e-14 && relativeTolerance <= 0.1)) {
      throw new IllegalArgumentException("relativeTolerance = %s is outside 1e-14 … 0.1".formatted(relativeTolerance));
    }
  }

  /// A run of an ohmic circuit.
  public Transient(double endS, int steps, double relativeTolerance) {
    this(endS, steps, relativeTolerance, Elements.OHMIC);
  }

  /// 2,000 steps at `reltol` 1e-7.
  public static Transient until(double endS) {
    return new Transient(endS, STANDARD_STEPS, STANDARD_TOLERANCE);
  }

  /// The same run with half the step, also where the error estimate sets it: the trapezoidal rule's error per step goes
  /// with the third power.
  public Transient halved() {
    return new Transient(endS, 2 * steps, relativeTolerance / 8, elements);
  }

  public double maxStepS() {
    return endS / steps;
  }

  /// The `.options` line. ngspice's standard charge tolerance of 1e-14 C is more than a whole match line holds, so the
  /// absolute tolerances shrink to femtofarad circuits, and the error estimate is taken at face value (`trtol=1`).
  @Override
  public String options() {
    return ".options method=trap reltol=" + relativeTolerance + " " + elements.transientTolerances();
  }

  /// The `.tran` line.
  @Override
  public String command() {
    return ".tran " + maxStepS() + " " + endS + " 0 " + maxStepS() + " " + elements.start();
  }

  @Override
  public String name() {
    return "tran";
  }
}
