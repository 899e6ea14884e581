package io.matchline.target;

import io.matchline.kernel.MatchLine;
import io.matchline.spice.LineTransient;
import io.matchline.spice.MatchLineNetlist;
import io.matchline.spice.Ngspice;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TernaryWords;
import java.util.List;

/// ngspice as a target: every row of every query is a transient of its own, so that each has a time step of its own.
///
/// Voltages are within 1e-5 of the precharge voltage of the exact ladder, crossing times within 1e-5.
///
/// @param ngspice in this process or as a subprocess
public record NgspiceLines(Ngspice ngspice) implements LineTarget {
  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
    return new ShownLines(line, cells, queries)
        .ask(timesS.length, (shownS, row, query) -> line(line, shownS).voltagesV(timesS));
  }

  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    return new ShownLines(line, cells, queries)
        .ask(levelsV.length, (shownS, row, query) -> line(line, shownS).crossingsS(levelsV));
  }

  private LineTransient line(MatchLine line, List<Double> shownS) {
    return new LineTransient(
        line,
        ShownLines.sum(shownS),
        settings -> ngspice.waveforms(MatchLineNetlist.line(line, shownS, settings)).getFirst());
  }
}
