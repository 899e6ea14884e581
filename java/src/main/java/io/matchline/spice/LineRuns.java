package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import java.util.List;
import java.util.Optional;

/// Runs single match lines in ngspice.
public record LineRuns(Ngspice ngspice) {
  private static final int MAX_DOUBLINGS = 20;

  /// The voltage of the sense node.
  ///
  /// @param conductanceS `[cells]` S, cell 1 first
  public Waveform until(MatchLine line, List<Double> conductanceS, Transient settings) {
    return ngspice.waveforms(MatchLineNetlist.line(line, conductanceS, settings)).getFirst();
  }

  /// The voltage of the sense node until it is below a level, from runs whose end doubles until the line is there; empty
  /// where it is not there a million estimates later.
  ///
  /// @param conductanceS `[cells]` S, cell 1 first, not all 0 S
  /// @param levelV level below the precharge voltage, V
  public Optional<Waveform> downTo(MatchLine line, List<Double> conductanceS, double levelV) {
    double endS = estimateS(line, conductanceS, levelV);
    for (int k = 0; k < MAX_DOUBLINGS; k++) {
      Waveform run = until(line, conductanceS, Transient.until(endS));
      if (Double.isFinite(run.fallsTo(levelV))) {
        return Optional.of(run);
      }
      endS *= 2;
    }
    return Optional.empty();
  }

  /// The crossing of a lumped line that half of the wire's resistance slows down.
  private static double estimateS(MatchLine line, List<Double> conductanceS, double levelV) {
    double totalS = 0;
    for (double siemens : conductanceS) {
      totalS += siemens;
    }
    double capacitanceF = line.totalCapacitanceF();
    double timeConstantS = capacitanceF / totalS + capacitanceF * line.wireResistanceOhm() * line.cells() / 2;
    return timeConstantS * Math.log(line.prechargeV() / levelV);
  }
}
