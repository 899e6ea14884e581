package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.util.Optional;

/// Match lines with tabulated cells; twin of `tcam/tabulated.c`.
final class TabulatedLine {
  private static final int ARRAYS = 18;
  private static final int STEPS = 16;
  private static final int AFTER_RISE = 10;
  static final double LEAST = 0.25;
  private static final int EARLY = 6;
  private static final double FINEST = 1.0 / 1024;
  private static final int PIECES = 32;
  private static final int PATIENCE = 64;
  private static final int MOST = 512;
  private static final double GROWTH = 1.0625;

  private TabulatedLine() {}

  static long workspaceDoubles(MatchLine line, CellTable table) {
    return (ARRAYS * (line.cells() + 1L) + 2L * table.states() + 1) * AnalogCells.LANES;
  }

  static void voltages(MatchLine line, TabulatedCells cells, Span blocks, Samples samples) {
    forEach(line, cells, blocks, samples, TabulatedLine::voltage);
  }

  static void crossings(MatchLine line, TabulatedCells cells, Span blocks, Samples samples) {
    forEach(line, cells, blocks, samples, TabulatedLine::crossing);
  }

  @FunctionalInterface
  private interface Sampler {
    double sample(MatchLine line, TabulatedRow row, Optional<CellRise> rise, double at);
  }

  private static void forEach(MatchLine line, TabulatedCells cells, Span blocks, Samples samples, Sampler sampler) {
    long end = Math.min(blocks.end() * AnalogCells.LANES, cells.rows());
    for (long row = blocks.begin() * AnalogCells.LANES; row < end; row++) {
      TabulatedRow one = new TabulatedRow(line, cells, row / AnalogCells.LANES, (int) (row % AnalogCells.LANES));
      for (int i = 0; i < samples.count(); i++) {
        double at = samples.at().getAtIndex(JAVA_DOUBLE_UNALIGNED, i);
        samples.value().setAtIndex(JAVA_DOUBLE_UNALIGNED, i * samples.stride() + row, sampler.sample(line, one, cells.rise(), at));
      }
    }
  }

  private static double voltage(MatchLine line, TabulatedRow row, Optional<CellRise> rise, double time) {
    if (time == 0) {
      return line.prechargeV();
    }
    row.start();
    double rest = time;
    if (rise.isPresent()) {
      double h = rise.get().durationS() / rise.get().steps();
      double at = time / h;
      for (int step = 0; step < rise.get().steps(); step++) {
        double v = row.endV();
        row.advance(h, step);
        if (at <= step + 1) {
          return Math.fma(at - step, row.endV() - v, v);
        }
      }
      rest = time - rise.get().durationS();
      if (!(rest > 0)) {
        return row.endV();
      }
      row.restart();
    }
    int steps = rise.isPresent() ? AFTER_RISE : STEPS;
    for (int step = 0; step < steps + row.splits(); step++) {
      row.advance(rest * (1.0 / steps), step);
    }
    return row.endV();
  }

  private static double idealCrossing(MatchLine line, TabulatedRow row, double[][] weights, double level) {
    double dv = (line.prechargeV() - level) * (1.0 / PIECES);
    double sum = 0;
    for (int n = 0; n < PIECES; n++) {
      sum = sum + row.idealSlownessSPerV(Math.fma(n + 0.5, dv, level), weights);
    }
    return sum * dv;
  }

  private static double crossingStep(
      TabulatedRow row, Optional<CellRise> rise, double[][] weights, double ideal, double level) {
    if (rise.isEmpty()) {
      return ideal * (1.0 / STEPS);
    }
    double moved = ideal * row.fallShare(level, weights);
    double rest = Math.fma(-0.5, rise.get().durationS(), moved);
    double least = moved * LEAST;
    return (rest > least ? rest : least) * (1.0 / AFTER_RISE);
  }

  private static double crossing(MatchLine line, TabulatedRow row, Optional<CellRise> rise, double level) {
    if (level == line.prechargeV()) {
      return 0;
    }
    double[][] weights = row.weigh();
    double ideal = idealCrossing(line, row, weights, level);
    if (!(ideal <= Double.MAX_VALUE)) {
      return Double.POSITIVE_INFINITY;
    }
    double h = crossingStep(row, rise, weights, ideal, level);
    double time = marchTo(line, row, rise, h, level);
    double durationS = rise.map(CellRise::durationS).orElse(Double.POSITIVE_INFINITY);
    if (!(time > durationS && time <= Math.fma(EARLY, h, durationS))) {
      return time;
    }
    double finer = (time - durationS) * (1.0 / AFTER_RISE);
    double finest = h * FINEST;
    return marchTo(line, row, rise, finer > finest ? finer : finest, level);
  }

  private static double marchTo(MatchLine line, TabulatedRow row, Optional<CellRise> rise, double step, double level) {
    Search search = new Search(line.prechargeV(), level);
    double h = step;
    row.start();
    if (rise.isPresent()) {
      for (int number = 0; number < rise.get().steps(); number++) {
        if (search.passes(row, rise.get().durationS() / rise.get().steps(), number)) {
          return search.timeS;
        }
      }
      row.restart();
    }
    for (int number = 0; number < MOST; number++) {
      h = number >= PATIENCE ? h * GROWTH : h;
      if (search.passes(row, h, number)) {
        return search.timeS;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /// A search for a crossing on its way.
  private static final class Search {
    private final double levelV;
    private double volt;
    private double timeS;

    Search(double startV, double levelV) {
      this.levelV = levelV;
      volt = startV;
    }

    /// Whether the line passes the level in a step; then the time is that of the crossing.
    boolean passes(TabulatedRow row, double h, int step) {
      double middle = row.advance(h, step);
      double next = row.endV();
      if (next <= levelV) {
        timeS = timeS + within(volt, middle, next, levelV, row.lengthS());
        return true;
      }
      volt = next;
      timeS = timeS + row.lengthS();
      return false;
    }
  }

  /// Time from the start of a step of `h` in which the voltage falls from `a` by way of `m` to `b`.
  private static double within(double a, double m, double b, double level, double h) {
    if (!(a > m && m > b)) {
      return h * ((a - level) / (a - b));
    }
    double x = a - level;
    double y = m - level;
    double z = b - level;
    double atM = TabulatedRow.STAGE_END * ((x * z) / ((m - a) * (m - b)));
    return h * (atM + (x * y) / ((b - a) * (b - m)));
  }
}
