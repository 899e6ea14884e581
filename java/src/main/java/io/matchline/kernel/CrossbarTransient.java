package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/// Waveforms of a crossbar after a step of its terminals: the twin of `crossbar/transient.c`, which states the
/// equations and their order. One instance serves one call.
final class CrossbarTransient {
  private static final Poles POLES = Poles.FOUR;
  private static final double LOAD_MOST = 0x1p200;
  private static final double PROGRESS = 0.5;
  private static final double SHARE = 0.125;

  private final CrossbarStep step;
  private final CrossbarLines rows;
  private final CrossbarLines columns;
  private final CrossbarPole[] poles = new CrossbarPole[POLES.count()];
  private final boolean[] done = new boolean[POLES.count()];
  private double residual;

  CrossbarTransient(CrossbarCircuit circuit, CrossbarStep step) {
    this.step = step;
    rows = CrossbarLines.rows(circuit);
    columns = CrossbarLines.columns(circuit);
    double[] g = doubles(circuit.conductance(), 0, (int) circuit.cells());
    double[][] weights = weights();
    for (int k = 0; k < poles.length; k++) {
      double[] pole = {POLES.poleR(k), POLES.poleI(k)};
      poles[k] = new CrossbarPole(rows, columns, g, pole, weights[k]);
    }
  }

  /// Doubles that the native kernels work in.
  static long workspaceDoubles(CrossbarCircuit circuit) {
    return 8 * (7 * circuit.cells() + 3L * circuit.rows() + 7L * circuit.columns());
  }

  private static double[][] weights() {
    double[][] weight = new double[POLES.count()][2];
    double sum = 0;
    for (int k = 0; k < weight.length; k++) {
      double zr = POLES.poleR(k);
      double zi = POLES.poleI(k);
      double cr = POLES.residueR(k);
      double ci = POLES.residueI(k);
      double inverse = -1 / Math.fma(zr, zr, zi * zi);
      weight[k][0] = Math.fma(cr, zr, ci * zi) * inverse;
      weight[k][1] = Math.fma(ci, zr, -(cr * zi)) * inverse;
      sum = sum + weight[k][0];
    }
    for (double[] each : weight) {
      each[0] = each[0] / sum;
      each[1] = each[1] / sum;
    }
    return weight;
  }

  void run(Span jobs, CrossbarWaveform waveform) {
    long factored = -1;
    for (long job = jobs.begin(); job < jobs.end(); job++) {
      long time = job / step.vectors();
      long vector = job % step.vectors();
      long at = vector * step.times() + time;
      if (time != factored) {
        factor(step.time().getAtIndex(JAVA_DOUBLE_UNALIGNED, time));
        factored = time;
      }
      int iterations = solve(volts(step.rowV(), vector, rows), volts(step.columnV(), vector, columns));
      waveform.iterations().setAtIndex(JAVA_INT_UNALIGNED, at, iterations);
      waveform.residual().setAtIndex(JAVA_DOUBLE_UNALIGNED, at, residual);
      store(pole -> pole.rowCurrent, rows.lines(), waveform.rowCurrent(), at);
      store(pole -> pole.columnCurrent, columns.lines(), waveform.columnCurrent(), at);
    }
  }

  private void factor(double timeS) {
    for (CrossbarPole pole : poles) {
      pole.factor(load(rows, step.rowCapacitanceF(), timeS), load(columns, step.columnCapacitanceF(), timeS));
    }
  }

  private static double load(CrossbarLines side, double nodeF, double timeS) {
    if (nodeF == 0 || side.terminalOhm() == 0) {
      return 0;
    }
    double load = nodeF / timeS;
    return load < LOAD_MOST ? load : LOAD_MOST;
  }

  private int solve(double[] rowV, double[] columnV) {
    double before = Double.POSITIVE_INFINITY;
    int steps = 0;
    for (CrossbarPole pole : poles) {
      pole.clear();
    }
    while (true) {
      for (CrossbarPole pole : poles) {
        pole.driveRows(rowV);
        pole.driveColumns(columnV);
      }
      double error = sum(CrossbarPole::size);
      double scale = largest();
      double bound = error == 0 ? 0 : error / scale;
      residual = bound <= Double.MAX_VALUE ? bound : Double.POSITIVE_INFINITY;
      boolean stuck = !(residual <= PROGRESS * before) || residual == Double.POSITIVE_INFINITY;
      if (residual <= step.tolerance() || steps >= step.maxIterations() || stuck) {
        return steps;
      }
      before = residual;
      steps += improve(SHARE * step.tolerance() * scale, step.maxIterations() - steps);
    }
  }

  private int improve(double wanted, int most) {
    double[] betaR = new double[poles.length];
    double[] betaI = new double[poles.length];
    for (CrossbarPole pole : poles) {
      pole.beginRows();
      pole.solveColumns();
    }
    int steps = 0;
    for (; steps < most && !settled(wanted); steps++) {
      for (int k = 0; k < poles.length; k++) {
        CrossbarPole pole = poles[k];
        double dotR = pole.dotR();
        double dotI = pole.dotI();
        pole.stepRows(betaR[k], betaI[k], steps > 0);
        double[] alpha = ratio(dotR, dotI, pole.dotR(), pole.dotI(), done[k]);
        pole.stepColumns(alpha[0], alpha[1]);
        double[] beta = ratio(pole.dotR(), pole.dotI(), dotR, dotI, done[k]);
        betaR[k] = beta[0];
        betaI[k] = beta[1];
      }
    }
    return steps;
  }

  private boolean settled(double wanted) {
    boolean all = true;
    boolean finite = true;
    for (int k = 0; k < poles.length; k++) {
      double size = poles[k].size();
      done[k] = size <= wanted;
      all &= done[k];
      finite &= size <= Double.MAX_VALUE;
    }
    return all || !finite;
  }

  private static double[] ratio(double ar, double ai, double br, double bi, boolean done) {
    double size = Math.abs(br) > Math.abs(bi) ? Math.abs(br) : Math.abs(bi);
    if (done || size == 0) {
      return new double[2];
    }
    double dr = br / size;
    double di = bi / size;
    double inverse = 1 / (Math.fma(dr, dr, di * di) * size);
    return new double[] {Math.fma(ar, dr, ai * di) * inverse, Math.fma(ai, dr, -(ar * di)) * inverse};
  }

  private double largest() {
    double most = 0;
    most = largest(pole -> pole.columnCells, columns.lines(), most);
    return largest(pole -> pole.rowCells, rows.lines(), most);
  }

  private double largest(Function<CrossbarPole, ComplexArray> of, int count, double most) {
    for (int line = 0; line < count; line++) {
      double size = Math.abs(real(of, line));
      most = size > most ? size : most;
    }
    return most;
  }

  private double real(Function<CrossbarPole, ComplexArray> of, int at) {
    return sum(pole -> of.apply(pole).r[at]);
  }

  private interface Part {
    double of(CrossbarPole pole);
  }

  private double sum(Part part) {
    return part.of(poles[0]) + part.of(poles[1]) + (part.of(poles[2]) + part.of(poles[3]));
  }

  private void store(Function<CrossbarPole, ComplexArray> of, int count, MemorySegment values, long at) {
    for (int line = 0; values.address() != 0 && line < count; line++) {
      double real = real(of, line);
      double current = Math.abs(real) <= Double.MAX_VALUE ? real : Double.NaN;
      values.setAtIndex(JAVA_DOUBLE_UNALIGNED, at * count + line, current);
    }
  }

  private static double[] volts(MemorySegment values, long vector, CrossbarLines side) {
    return values.address() == 0 ? null : doubles(values, vector * side.lines(), side.lines());
  }

  private static double[] doubles(MemorySegment values, long first, int count) {
    double[] copy = new double[count];
    for (int i = 0; i < count; i++) {
      copy[i] = values.getAtIndex(JAVA_DOUBLE_UNALIGNED, first + i);
    }
    return copy;
  }
}
