package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// A match line of `cells` cells: nodes 0 … M, wire segments between them, cell `j` at node `j`.
///
/// Precharged to `prechargeV` and released at t = 0. The same line serves every model; `seriesResistanceOhm` is read by
/// {@link LineModel#LUMPED} only.
///
/// @param cells M, 1 … 65,536
/// @param sense end of the sense amplifier
/// @param wireResistanceOhm resistance of one segment, ≥ 0 Ω
/// @param nodeCapacitanceF wire and cell capacitance at each node 1 … M, ≥ 0 F
/// @param nearCapacitanceF capacitance of node 0 (sense amplifier, precharge), ≥ 0 F
/// @param farCapacitanceF capacitance of node M besides its own, ≥ 0 F
/// @param prechargeV precharge voltage, > 0 V
/// @param seriesResistanceOhm Rp of the lumped model with one series resistance, 0 for the plain one, ≥ 0 Ω
public record MatchLine(
    int cells,
    SenseEnd sense,
    double wireResistanceOhm,
    double nodeCapacitanceF,
    double nearCapacitanceF,
    double farCapacitanceF,
    double prechargeV,
    double seriesResistanceOhm) {
  public static final int MAX_CELLS = 65_536;

  /// Lowest accepted reference level over the precharge voltage. Crossing times of the ladder are within 1e-5 from here
  /// to {@link #MAX_LEVEL_RATIO}.
  public static final double MIN_LEVEL_RATIO = 2e-4;

  /// Highest accepted reference level over the precharge voltage, save that voltage itself, which is crossed at t = 0.
  /// The voltage error of 2.1e-12 over what the line has fallen is the error in time.
  public static final double MAX_LEVEL_RATIO = 0.999999;

  public MatchLine {
    require(cells >= 1 && cells <= MAX_CELLS, "cells = %d is outside 1 … %d", cells, MAX_CELLS);
    nonNegative("wireResistanceOhm", wireResistanceOhm, "Ω");
    nonNegative("nodeCapacitanceF", nodeCapacitanceF, "F");
    nonNegative("nearCapacitanceF", nearCapacitanceF, "F");
    nonNegative("farCapacitanceF", farCapacitanceF, "F");
    nonNegative("seriesResistanceOhm", seriesResistanceOhm, "Ω");
    require(
        nodeCapacitanceF + nearCapacitanceF + farCapacitanceF > 0, "the line has no capacitance; it needs more than 0 F");
    require(prechargeV > 0 && Double.isFinite(prechargeV), "prechargeV = %s V is not above 0 V", prechargeV);
  }

  /// Capacitance of the whole line, F: node 0, then M nodes, then the far end.
  public double totalCapacitanceF() {
    return nearCapacitanceF + cells * nodeCapacitanceF + farCapacitanceF;
  }

  /// Capacitance of the node with the sense amplifier, F.
  public double senseCapacitanceF() {
    return sense == SenseEnd.NEAR ? nearCapacitanceF : nodeCapacitanceF + farCapacitanceF;
  }

  /// Whether the kernels give a crossing time for the level.
  public boolean acceptsLevel(double levelV) {
    return levelV == prechargeV || levelV >= lowestLevelV() && levelV <= highestLevelV();
  }

  public double lowestLevelV() {
    return MIN_LEVEL_RATIO * prechargeV;
  }

  /// The highest level below the precharge voltage.
  public double highestLevelV() {
    return MAX_LEVEL_RATIO * prechargeV;
  }

  private static void nonNegative(String name, double value, String unit) {
    require(value >= 0 && Double.isFinite(value), "%s = %s %s is not a finite number of at least 0", name, value, unit);
  }
}
