package io.matchline.device;

import java.util.Arrays;
import java.util.List;

/// Law of measured curves: monotone cubics between the points of a curve, and mixtures of neighbouring curves between
/// them, neighbours being curves in the order of their conductance at 0 V. The state is a place among the curves: 1.25 is
/// three quarters of the curve 1 and a quarter of the curve 2.
final class CurveLaw implements StateLaw {
  private final List<MonotoneCurve> curves;
  private final double[] conductanceS;
  private final VoltageRange voltages;

  /// @param curves at least two, in A over V, through the origin, with rising slopes there
  CurveLaw(List<MonotoneCurve> curves) {
    this.curves = List.copyOf(curves);
    this.conductanceS = curves.stream().mapToDouble(curve -> curve.slope(0)).toArray();
    this.voltages = new VoltageRange(
        curves.stream().mapToDouble(MonotoneCurve::lowest).max().orElseThrow(),
        curves.stream().mapToDouble(MonotoneCurve::highest).min().orElseThrow());
  }

  @Override
  public String name() {
    return "table";
  }

  @Override
  public ConductanceWindow window() {
    return new ConductanceWindow(conductanceS[0], conductanceS[conductanceS.length - 1]);
  }

  @Override
  public VoltageRange voltages() {
    return voltages;
  }

  @Override
  public double state(double targetS) {
    int found = Arrays.binarySearch(conductanceS, targetS);
    int below = Math.min(found >= 0 ? found : -found - 2, conductanceS.length - 2);
    return below + (targetS - conductanceS[below]) / (conductanceS[below + 1] - conductanceS[below]);
  }

  @Override
  public double currentA(double state, double voltageV) {
    int below = below(state);
    double share = state - below;
    return (1 - share) * curves.get(below).value(voltageV) + share * curves.get(below + 1).value(voltageV);
  }

  @Override
  public double conductanceS(double state, double voltageV) {
    int below = below(state);
    double share = state - below;
    return (1 - share) * curves.get(below).slope(voltageV) + share * curves.get(below + 1).slope(voltageV);
  }

  private int below(double state) {
    return Math.min((int) state, curves.size() - 2);
  }
}
