package io.matchline.target;

import io.matchline.kernel.MatchLine;
import io.matchline.spice.LineRuns;
import io.matchline.spice.Ngspice;
import io.matchline.spice.SpiceException;
import io.matchline.spice.Transient;
import io.matchline.spice.Waveform;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TernaryWords;
import java.util.Arrays;
import java.util.List;

/// ngspice as a target: every row of every query is a transient of its own, so that each has a time step of its own.
///
/// Voltages are within 1e-5 of the precharge voltage of the exact ladder, crossing times within 1e-5.
///
/// @param ngspice in this process or as a subprocess
public record NgspiceLines(Ngspice ngspice) implements LineTarget {
  /// How far past the last time a run goes.
  private static final double MARGIN = 1.02;

  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
    double lastS = Arrays.stream(timesS).max().orElse(0);
    return new ShownLines(line, cells, queries)
        .ask(timesS.length, (conductanceS, index) -> voltagesV(line, conductanceS, timesS, lastS));
  }

  private double[] voltagesV(MatchLine line, List<Double> conductanceS, double[] timesS, double lastS) {
    double[] voltagesV = new double[timesS.length];
    if (lastS == 0) {
      Arrays.fill(voltagesV, line.prechargeV());
    } else {
      Waveform wave = new LineRuns(ngspice).until(line, conductanceS, Transient.until(MARGIN * lastS));
      Arrays.setAll(voltagesV, k -> wave.at(timesS[k]));
    }
    return voltagesV;
  }

  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    for (double levelV : levelsV) {
      if (!line.acceptsLevel(levelV)) {
        throw new IllegalArgumentException(
            "level = %s V is not one of %s … %s V or the precharge voltage of %s V"
                .formatted(levelV, line.lowestLevelV(), line.highestLevelV(), line.prechargeV()));
      }
    }
    double lowestV = Arrays.stream(levelsV).min().orElse(line.prechargeV());
    return new ShownLines(line, cells, queries)
        .ask(levelsV.length, (conductanceS, index) -> crossingsS(line, conductanceS, levelsV, lowestV));
  }

  private double[] crossingsS(MatchLine line, List<Double> conductanceS, double[] levelsV, double lowestV) {
    double[] timesS = new double[levelsV.length];
    boolean falls = conductanceS.stream().anyMatch(siemens -> siemens > 0);
    if (lowestV == line.prechargeV() || !falls) {
      Arrays.setAll(timesS, k -> levelsV[k] == line.prechargeV() ? 0 : Double.POSITIVE_INFINITY);
    } else {
      Waveform wave = new LineRuns(ngspice)
          .downTo(line, conductanceS, lowestV)
          .orElseThrow(() -> new SpiceException("ngspice: a line does not fall to %s V".formatted(lowestV)));
      Arrays.setAll(timesS, k -> wave.fallsTo(levelsV[k]));
    }
    return timesS;
  }
}
