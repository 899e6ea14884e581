package io.matchline.kernel;

import java.util.Arrays;

/// A crossbar's equations at one pole: the twin of one lane of `crossbar/transient_sweeps.h`, where the recurrences are
/// written; same operations, same bits.
final class CrossbarPole {
  static final int STRIPES = 4;

  private final CrossbarLines rows;
  private final CrossbarLines columns;
  private final double[] g;
  private final double poleR;
  private final double poleI;
  private final double weightR;
  private final double weightI;
  private final ComplexArray rowFactors;
  private final ComplexArray columnFactors;
  private final ComplexArray rowSeen;
  private final ComplexArray columnSeen;
  private final ComplexArray flow;
  private final ComplexArray w;
  private final ComplexArray r;
  private final ComplexArray z;
  private final ComplexArray p;
  private final ComplexArray s;

  /// Currents from the rows' terminals, into the columns' terminals, and through the cells of each line.
  final ComplexArray rowCurrent;

  final ComplexArray columnCurrent;
  final ComplexArray rowCells;
  final ComplexArray columnCells;

  private final double[] dotR = new double[STRIPES];
  private final double[] dotI = new double[STRIPES];
  private final double[] size = new double[STRIPES];

  CrossbarPole(CrossbarLines rows, CrossbarLines columns, double[] g, double[] pole, double[] weight) {
    this.rows = rows;
    this.columns = columns;
    this.g = g;
    poleR = pole[0];
    poleI = pole[1];
    weightR = weight[0];
    weightI = weight[1];
    rowFactors = new ComplexArray(g.length);
    columnFactors = new ComplexArray(g.length);
    w = new ComplexArray(g.length);
    r = new ComplexArray(g.length);
    z = new ComplexArray(g.length);
    p = new ComplexArray(g.length);
    s = new ComplexArray(g.length);
    flow = new ComplexArray(rows.nodes());
    rowSeen = new ComplexArray(rows.lines());
    rowCurrent = new ComplexArray(rows.lines());
    rowCells = new ComplexArray(rows.lines());
    columnSeen = new ComplexArray(columns.lines());
    columnCurrent = new ComplexArray(columns.lines());
    columnCells = new ComplexArray(columns.lines());
  }

  void factor(double rowLoadS, double columnLoadS) {
    factor(rows, rowLoadS, rowFactors, rowSeen);
    factor(columns, columnLoadS, columnFactors, columnSeen);
  }

  private void factor(CrossbarLines side, double loadS, ComplexArray factors, ComplexArray seen) {
    double loadR = loadS * poleR;
    double loadI = loadS * poleI;
    for (int i = 0; i < side.lines(); i++) {
      double yr = 0;
      double yi = 0;
      for (int k = side.nodes() - 1; k >= 0; k--) {
        int cell = side.at(i, k);
        yr = yr + (loadR + g[cell]);
        yi = yi + loadI;
        double dr = side.ohm(k) * yr + 1;
        double di = side.ohm(k) * yi;
        double inverse = 1 / Math.fma(dr, dr, di * di);
        double qr = dr * inverse;
        double qi = -di * inverse;
        factors.set(cell, qr, qi);
        if (k == 0) {
          seen.set(i, yr, yi);
        }
        double nextR = Math.fma(-qi, yi, qr * yr);
        yi = Math.fma(qi, yr, qr * yi);
        yr = nextR;
      }
    }
  }

  void clear() {
    w.clear();
  }

  /// The sum of p s, real and imaginary part, of the last {@link #stepRows}; or of r z, of the last sweep of columns.
  double dotR() {
    return striped(dotR);
  }

  double dotI() {
    return striped(dotI);
  }

  /// The sum of g |z| of the last sweep of columns.
  double size() {
    return striped(size);
  }

  private static double striped(double[] stripe) {
    return stripe[0] + stripe[1] + (stripe[2] + stripe[3]);
  }

  /// z = g u from w and the terminals; `volts` may be null.
  void driveRows(double[] volts) {
    columnCells.clear();
    for (int i = 0; i < rows.lines(); i++) {
      gatherRow(i, w);
      double ur = volts == null ? 0 : volts[i] * weightR;
      double ui = volts == null ? 0 : volts[i] * weightI;
      int end = rows.at(i, 0);
      double qr = rowFactors.r[end];
      double qi = rowFactors.i[end];
      double seenR = Math.fma(-qi, rowSeen.i[i], qr * rowSeen.r[i]);
      double seenI = Math.fma(qi, rowSeen.r[i], qr * rowSeen.i[i]);
      rowCurrent.set(
          i,
          Math.fma(-seenI, ui, seenR * ur) - rowCurrent.r[i],
          Math.fma(seenI, ur, seenR * ui) - rowCurrent.i[i]);
      returnRow(i, ur, ui, z);
      addCells(i);
    }
  }

  private void addCells(int i) {
    double sumR = 0;
    double sumI = 0;
    for (int k = 0; k < rows.nodes(); k++) {
      int cell = rows.at(i, k);
      int column = cell - i * rows.nodes();
      double throughR = Math.fma(-g[cell], w.r[cell], z.r[cell]);
      double throughI = Math.fma(-g[cell], w.i[cell], z.i[cell]);
      columnCells.set(column, columnCells.r[column] + throughR, columnCells.i[column] + throughI);
      sumR = sumR + throughR;
      sumI = sumI + throughI;
    }
    rowCells.set(i, sumR, sumI);
  }

  /// r = g u from z, the change of w.
  void beginRows() {
    for (int i = 0; i < rows.lines(); i++) {
      gatherRow(i, z);
      returnRow(i, 0, 0, r);
    }
  }

  /// s = r − g u + β s and p = z + β p; the sum of p s. Not `again`: β and the old s and p do not count.
  void stepRows(double betaR, double betaI, boolean again) {
    Arrays.fill(dotR, 0);
    Arrays.fill(dotI, 0);
    for (int i = 0; i < rows.lines(); i++) {
      gatherRow(i, z);
      double ur = 0;
      double ui = 0;
      for (int k = 0; k < rows.nodes(); k++) {
        int cell = rows.at(i, k);
        double jr = Math.fma(rows.ohm(k), flow.r[k], ur);
        double ji = Math.fma(rows.ohm(k), flow.i[k], ui);
        double qr = rowFactors.r[cell];
        double qi = rowFactors.i[cell];
        ur = Math.fma(-qi, ji, qr * jr);
        ui = Math.fma(qi, jr, qr * ji);
        double imageR = r.r[cell] - g[cell] * ur;
        double imageI = r.i[cell] - g[cell] * ui;
        double wayR = z.r[cell];
        double wayI = z.i[cell];
        if (again) {
          double oldR = s.r[cell];
          double oldI = s.i[cell];
          imageR = Math.fma(-betaI, oldI, Math.fma(betaR, oldR, imageR));
          imageI = Math.fma(betaI, oldR, Math.fma(betaR, oldI, imageI));
          oldR = p.r[cell];
          oldI = p.i[cell];
          wayR = Math.fma(-betaI, oldI, Math.fma(betaR, oldR, wayR));
          wayI = Math.fma(betaI, oldR, Math.fma(betaR, oldI, wayI));
        }
        s.set(cell, imageR, imageI);
        p.set(cell, wayR, wayI);
        int stripe = i % STRIPES;
        dotR[stripe] = Math.fma(-wayI, imageI, Math.fma(wayR, imageR, dotR[stripe]));
        dotI[stripe] = Math.fma(wayI, imageR, Math.fma(wayR, imageI, dotI[stripe]));
      }
    }
  }

  private void gatherRow(int i, ComplexArray v) {
    double flowR = 0;
    double flowI = 0;
    for (int k = rows.nodes() - 1; k >= 0; k--) {
      int cell = rows.at(i, k);
      double jr = Math.fma(g[cell], v.r[cell], flowR);
      double ji = Math.fma(g[cell], v.i[cell], flowI);
      flow.set(k, jr, ji);
      double qr = rowFactors.r[cell];
      double qi = rowFactors.i[cell];
      flowR = Math.fma(-qi, ji, qr * jr);
      flowI = Math.fma(qi, jr, qr * ji);
    }
    rowCurrent.set(i, flowR, flowI);
  }

  private void returnRow(int i, double ur, double ui, ComplexArray into) {
    for (int k = 0; k < rows.nodes(); k++) {
      int cell = rows.at(i, k);
      double jr = Math.fma(rows.ohm(k), flow.r[k], ur);
      double ji = Math.fma(rows.ohm(k), flow.i[k], ui);
      double qr = rowFactors.r[cell];
      double qi = rowFactors.i[cell];
      ur = Math.fma(-qi, ji, qr * jr);
      ui = Math.fma(qi, jr, qr * ji);
      into.set(cell, g[cell] * ur, g[cell] * ui);
    }
  }

  /// w from z and the terminals, z its change; `volts` may be null.
  void driveColumns(double[] volts) {
    Arrays.fill(size, 0);
    for (int k = columns.nodes() - 1; k >= 0; k--) {
      for (int j = 0; j < columns.lines(); j++) {
        int cell = columns.at(j, k);
        gatherColumn(cell, k, z.r[cell], z.i[cell]);
      }
    }
    for (int k = 0; k < columns.nodes(); k++) {
      for (int j = 0; j < columns.lines(); j++) {
        driveColumn(j, k, volts);
      }
    }
  }

  private void driveColumn(int j, int k, double[] volts) {
    int cell = columns.at(j, k);
    double qr = columnFactors.r[cell];
    double qi = columnFactors.i[cell];
    double beforeR = k > 0 ? w.r[cell - columns.step()] : volts == null ? 0 : volts[j] * weightR;
    double beforeI = k > 0 ? w.i[cell - columns.step()] : volts == null ? 0 : volts[j] * weightI;
    double flowR = z.r[cell];
    double flowI = z.i[cell];
    if (k == 0) {
      double seenR = columnSeen.r[j];
      double seenI = columnSeen.i[j];
      double outR = flowR - Math.fma(-seenI, beforeI, seenR * beforeR);
      double outI = flowI - Math.fma(seenI, beforeR, seenR * beforeI);
      columnCurrent.set(j, Math.fma(-qi, outI, qr * outR), Math.fma(qi, outR, qr * outI));
    }
    double vr = Math.fma(columns.ohm(k), flowR, beforeR);
    double vi = Math.fma(columns.ohm(k), flowI, beforeI);
    double nowR = Math.fma(-qi, vi, qr * vr);
    double nowI = Math.fma(qi, vr, qr * vi);
    double changeR = nowR - w.r[cell];
    double changeI = nowI - w.i[cell];
    w.set(cell, nowR, nowI);
    z.set(cell, changeR, changeI);
    addSize(j, cell, changeR, changeI);
  }

  /// z from r; the sums of r z and of g |z|.
  void solveColumns() {
    stepColumns(0, 0, false);
  }

  /// w = w + α p and r = r − α s, then as {@link #solveColumns}.
  void stepColumns(double alphaR, double alphaI) {
    stepColumns(alphaR, alphaI, true);
  }

  private void stepColumns(double alphaR, double alphaI, boolean along) {
    Arrays.fill(dotR, 0);
    Arrays.fill(dotI, 0);
    Arrays.fill(size, 0);
    for (int k = columns.nodes() - 1; k >= 0; k--) {
      for (int j = 0; j < columns.lines(); j++) {
        int cell = columns.at(j, k);
        if (along) {
          advance(cell, alphaR, alphaI);
        }
        gatherColumn(cell, k, r.r[cell], r.i[cell]);
      }
    }
    for (int k = 0; k < columns.nodes(); k++) {
      for (int j = 0; j < columns.lines(); j++) {
        returnColumn(j, k);
      }
    }
  }

  private void advance(int cell, double alphaR, double alphaI) {
    double pr = p.r[cell];
    double pi = p.i[cell];
    w.set(
        cell,
        Math.fma(-alphaI, pi, Math.fma(alphaR, pr, w.r[cell])),
        Math.fma(alphaI, pr, Math.fma(alphaR, pi, w.i[cell])));
    double sr = s.r[cell];
    double si = s.i[cell];
    r.set(
        cell,
        r.r[cell] - Math.fma(-alphaI, si, alphaR * sr),
        r.i[cell] - Math.fma(alphaI, sr, alphaR * si));
  }

  private void gatherColumn(int cell, int k, double jr, double ji) {
    if (k + 1 < columns.nodes()) {
      int next = cell + columns.step();
      double qr = columnFactors.r[next];
      double qi = columnFactors.i[next];
      double nextR = z.r[next];
      double nextI = z.i[next];
      jr = Math.fma(-qi, nextI, Math.fma(qr, nextR, jr));
      ji = Math.fma(qi, nextR, Math.fma(qr, nextI, ji));
    }
    z.set(cell, jr, ji);
  }

  private void returnColumn(int j, int k) {
    int cell = columns.at(j, k);
    double vr = Math.fma(columns.ohm(k), z.r[cell], k > 0 ? z.r[cell - columns.step()] : 0);
    double vi = Math.fma(columns.ohm(k), z.i[cell], k > 0 ? z.i[cell - columns.step()] : 0);
    double qr = columnFactors.r[cell];
    double qi = columnFactors.i[cell];
    double nowR = Math.fma(-qi, vi, qr * vr);
    double nowI = Math.fma(qi, vr, qr * vi);
    z.set(cell, nowR, nowI);
    int stripe = j % STRIPES;
    dotR[stripe] = Math.fma(-r.i[cell], nowI, Math.fma(r.r[cell], nowR, dotR[stripe]));
    dotI[stripe] = Math.fma(r.i[cell], nowR, Math.fma(r.r[cell], nowI, dotI[stripe]));
    addSize(j, cell, nowR, nowI);
  }

  private void addSize(int j, int cell, double re, double im) {
    int stripe = j % STRIPES;
    size[stripe] = Math.fma(g[cell], Math.abs(re) + Math.abs(im), size[stripe]);
  }
}
