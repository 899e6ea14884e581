package io.matchline.device;

/// Relaxation as it was measured: normal changes since programming with the mean and the standard deviation of a table.
///
/// @param levels the table
public record MeasuredRelaxation(MeasuredLevels levels) implements Ageing {
  @Override
  public Aged after(double elapsedS, ConductanceSpread included) {
    if (elapsedS == 0) {
      return (targetS, programmedS, normal) -> programmedS;
    }
    TimeShare time = levels.time(elapsedS);
    return (targetS, programmedS, normal) -> {
      double meanS = levels.change(targetS, time, levels.meanS());
      double deviationS = levels.change(targetS, time, levels.deviationS());
      return Math.max(0, programmedS + meanS + deviationS * normal);
    };
  }
}
