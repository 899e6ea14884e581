package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// Reads voltages and crossings off the transients of one match line.
///
/// @param line the line
/// @param conductanceS sum of what its cells show to the query, ≥ 0 S; it sets where a search for a crossing begins
/// @param run the voltage of the sense node
public record LineTransient(MatchLine line, double conductanceS, Function<Transient, Waveform> run) {
  /// How far past the last time a run goes.
  private static final double MARGIN = 1.02;

  private static final int MAX_DOUBLINGS = 20;

  /// @param timesS times after the release, ≥ 0 s
  /// @return `[times]` V
  public double[] voltagesV(double... timesS) {
    double lastS = Arrays.stream(timesS).max().orElse(0);
    double[] voltagesV = new double[timesS.length];
    if (lastS == 0) {
      Arrays.fill(voltagesV, line.prechargeV());
    } else {
      Waveform wave = run.apply(Transient.until(MARGIN * lastS));
      Arrays.setAll(voltagesV, k -> wave.at(timesS[k]));
    }
    return voltagesV;
  }

  /// @param levelsV levels that {@link MatchLine#acceptsLevel} accepts, V
  /// @return `[levels]` s, +∞ where the line never falls so far
  public double[] crossingsS(double... levelsV) {
    for (double levelV : levelsV) {
      if (!line.acceptsLevel(levelV)) {
        throw new IllegalArgumentException(
            "level = %s V is not one of %s … %s V or the precharge voltage of %s V"
                .formatted(levelV, line.lowestLevelV(), line.highestLevelV(), line.prechargeV()));
      }
    }
    double lowestV = Arrays.stream(levelsV).min().orElse(line.prechargeV());
    double[] timesS = new double[levelsV.length];
    if (lowestV == line.prechargeV() || conductanceS == 0) {
      Arrays.setAll(timesS, k -> levelsV[k] == line.prechargeV() ? 0 : Double.POSITIVE_INFINITY);
    } else {
      Waveform wave =
          downTo(lowestV)
              .orElseThrow(() -> new SpiceException("ngspice: a line does not fall to %s V".formatted(lowestV)));
      Arrays.setAll(timesS, k -> wave.fallsTo(levelsV[k]));
    }
    return timesS;
  }

  /// The voltage until it is below a level, from runs whose end doubles until the line is there; empty where it is not
  /// there a million estimates later. The estimate is a lumped line that half of the wire's resistance slows down.
  ///
  /// @param levelV level below the precharge voltage, V
  Optional<Waveform> downTo(double levelV) {
    double capacitanceF = line.totalCapacitanceF();
    double timeConstantS = capacitanceF / conductanceS + capacitanceF * line.wireResistanceOhm() * line.cells() / 2;
    double endS = timeConstantS * Math.log(line.prechargeV() / levelV);
    for (int k = 0; k < MAX_DOUBLINGS; k++) {
      Waveform wave = run.apply(Transient.until(endS));
      if (Double.isFinite(wave.fallsTo(levelV))) {
        return Optional.of(wave);
      }
      endS *= 2;
    }
    return Optional.empty();
  }
}
