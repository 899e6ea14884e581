package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

/// Match lines with tabulated cells; twin of `tcam/tabulated.c`.
final class TabulatedLine {
  private static final int ARRAYS = 18;
  private static final int STEPS = 16;
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
    double sample(MatchLine line, TabulatedRow row, double at);
  }

  private static void forEach(MatchLine line, TabulatedCells cells, Span blocks, Samples samples, Sampler sampler) {
    long end = Math.min(blocks.end() * AnalogCells.LANES, cells.rows());
    for (long row = blocks.begin() * AnalogCells.LANES; row < end; row++) {
      TabulatedRow one = new TabulatedRow(line, cells, row / AnalogCells.LANES, (int) (row % AnalogCells.LANES));
      for (int i = 0; i < samples.count(); i++) {
        double at = samples.at().getAtIndex(JAVA_DOUBLE_UNALIGNED, i);
        samples.value().setAtIndex(JAVA_DOUBLE_UNALIGNED, i * samples.stride() + row, sampler.sample(line, one, at));
      }
    }
  }

  private static double voltage(MatchLine line, TabulatedRow row, double time) {
    if (time == 0) {
      return line.prechargeV();
    }
    row.start();
    for (int step = 0; step < STEPS + row.splits(); step++) {
      row.advance(time * (1.0 / STEPS), step);
    }
    return row.endV();
  }

  private static double idealCrossing(MatchLine line, TabulatedRow row, double level) {
    double[][] weights = row.weigh();
    double dv = (line.prechargeV() - level) * (1.0 / PIECES);
    double sum = 0;
    for (int n = 0; n < PIECES; n++) {
      sum = sum + row.idealSlownessSPerV(Math.fma(n + 0.5, dv, level), weights);
    }
    return sum * dv;
  }

  private static double crossing(MatchLine line, TabulatedRow row, double level) {
    if (level == line.prechargeV()) {
      return 0;
    }
    double ideal = idealCrossing(line, row, level);
    if (!(ideal <= Double.MAX_VALUE)) {
      return Double.POSITIVE_INFINITY;
    }
    double h = ideal * (1.0 / STEPS);
    double time = 0;
    double v = line.prechargeV();
    row.start();
    for (int step = 0; step < MOST; step++) {
      h = step >= PATIENCE ? h * GROWTH : h;
      double middle = row.advance(h, step);
      double next = row.endV();
      if (next <= level) {
        return time + within(v, middle, next, level, row.lengthS());
      }
      v = next;
      time = time + row.lengthS();
    }
    return Double.POSITIVE_INFINITY;
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
