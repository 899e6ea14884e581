package io.matchline.target;

import io.matchline.kernel.MatchLine;
import io.matchline.spice.Access;
import io.matchline.spice.LineTransient;
import io.matchline.spice.NgspiceLibrary;
import io.matchline.spice.SearchedLineNetlist;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TernaryWords;
import java.util.function.Function;

/// One row in ngspice, its search lines stepped from here, the other rows by another target.
///
/// @param others who answers for the other rows
/// @param ngspice who answers for the row
/// @param row the row in ngspice, from 0 on; an array without it has none there
/// @param access what joins its devices to ground
/// @param drivers what steps its search lines
public record CoSimulatedLines(LineTarget others, NgspiceLibrary ngspice, int row, Access access, Drivers drivers)
    implements LineTarget {
  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
    double[][] answers = others.voltagesV(line, cells, queries, timesS);
    replace(answers, new ShownLines(line, cells, queries), row -> row.voltagesV(timesS));
    return answers;
  }

  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    double[][] answers = others.crossingsS(line, cells, queries, levelsV);
    replace(answers, new ShownLines(line, cells, queries), row -> row.crossingsS(levelsV));
    return answers;
  }

  private void replace(double[][] answers, ShownLines lines, Function<LineTransient, double[]> reading) {
    for (int q = 0; row < lines.cells().rows() && q < lines.queries().rows(); q++) {
      double[] answer = reading.apply(transientOf(lines, q));
      for (int k = 0; k < answer.length; k++) {
        answers[k][q * lines.cells().rows() + row] = answer[k];
      }
    }
  }

  private LineTransient transientOf(ShownLines lines, int query) {
    SearchDrivers search = new SearchDrivers(drivers, lines.queries(), query);
    return new LineTransient(
        lines.line(),
        ShownLines.sum(lines.shownS(row, query)),
        settings ->
            ngspice
                .waveforms(
                    SearchedLineNetlist.of(lines.line(), lines.cells(), row, access, drivers.highV(), settings), search)
                .getFirst());
  }
}
