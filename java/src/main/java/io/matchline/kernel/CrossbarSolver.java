package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Twin of `crossbar/solve.h`, which states the equations and their order.
final class CrossbarSolver {
  private static final double ROUNDING = 0x1p-50;

  private final CrossbarGrid grid;
  private final CrossbarFactors factors;
  private final CrossbarCoarse space;
  private final CrossbarPass pass;
  private final double[] rowP;
  private final double[] rowW;
  private final double[] columnY;
  private final double[] columnZ;
  private final double[] columnS;
  private final double[] columnP;
  private final double[] columnW;
  private final double[] c;
  private final double[] f;
  private final double[] energy;
  private final double[] coupled;
  private final double[] s;
  private double gamma;

  CrossbarSolver(CrossbarCircuit circuit, MemorySegment prepared) {
    factors = CrossbarFactors.prepared(circuit, prepared);
    grid = factors.grid;
    space = factors.coarse;
    pass = new CrossbarPass(factors);
    rowP = new double[grid.rows()];
    rowW = new double[grid.rows()];
    columnY = new double[grid.columns()];
    columnZ = new double[grid.columns()];
    columnS = new double[grid.columns()];
    columnP = new double[grid.columns()];
    columnW = new double[grid.columns()];
    c = new double[space.size()];
    f = new double[space.size()];
    energy = new double[space.size()];
    coupled = new double[space.size()];
    s = new double[space.size()];
  }

  static CrossbarSize size(CrossbarCircuit circuit) {
    return new CrossbarSize(CrossbarFactors.doubles(circuit), 0);
  }

  static void prepare(CrossbarCircuit circuit, MemorySegment prepared) {
    new CrossbarFactors(circuit).write(prepared);
  }

  void solve(CrossbarDrive drive, Span vectors, CrossbarResult result) {
    pass.keep = result.rowVoltage().address() != 0 || result.columnVoltage().address() != 0;
    for (long k = vectors.begin(); k < vectors.end(); k++) {
      double[] rowV = grid.rowVector(drive.rowV(), k);
      double[] columnV = grid.columnVector(drive.columnV(), k);
      double[] cellA = grid.matrix(drive.cellA(), k);
      begin(rowV, columnV, cellA, drive.warm() ? grid.matrix(result.columnVoltage(), k) : null);
      iterate(drive, result, k, columnV);
      grid.writeRows(-1, rowW, pass.rowZ, result.rowCurrent(), k);
      grid.writeColumns(1, columnW, columnY, result.columnCurrent(), k);
      if (pass.keep) {
        for (int i = 0; i < grid.cells(); i++) {
          pass.z[i] = pass.w[i] + pass.z[i];
        }
        grid.write(pass.z, result.columnVoltage(), k);
      }
      if (result.rowVoltage().address() != 0) {
        double[] voltage = new double[grid.cells()];
        pass.driveRows(pass.z, rowV, columnV, cellA, voltage);
        grid.write(voltage, result.rowVoltage(), k);
      }
    }
  }

  private void begin(double[] rowV, double[] columnV, double[] cellA, double[] warm) {
    pass.driveRows(warm == null ? columnV : warm, rowV, columnV, cellA, null);
    System.arraycopy(pass.rowZ, 0, rowW, 0, rowW.length);
    Arrays.fill(columnW, 0);
    if (warm == null) {
      pass.project(c);
      for (int i = 0; i < grid.cells(); i++) {
        pass.w[i] = columnV[i % grid.columns()];
      }
    }
    pass.collect();
    if (warm != null) {
      System.arraycopy(warm, 0, pass.z, 0, warm.length);
      System.arraycopy(pass.columnH, 0, columnW, 0, columnW.length);
      Arrays.fill(pass.coarse, 0);
      pass.sweep(CrossbarPass.Stage.RESUME, columnV);
      for (int i = 0; i < rowW.length; i++) {
        rowW[i] = rowW[i] + pass.rowZ[i];
      }
      pass.project(c);
      pass.collect();
    }
    System.arraycopy(pass.columnH, 0, columnY, 0, columnY.length);
  }

  private void iterate(CrossbarDrive drive, CrossbarResult result, long vector, double[] columnV) {
    int steps = 0;
    for (double[] zero : new double[][] {columnS, columnP, rowP, f, s}) {
      Arrays.fill(zero, 0);
    }
    double alpha = 1;
    double residual;
    coarseStep();
    pass.sweep(CrossbarPass.Stage.START, columnV);
    while (true) {
      double power = columnPower();
      double through = CrossbarGrid.sum(pass.coupled);
      double before = gamma;
      pass.project(coupled);
      gamma = power - dot(c, f) - dot(f, energy);
      if (gamma < 0) {
        gamma = 0;
      }
      residual = residual();
      if (residual <= drive.tolerance()
          || steps == drive.maxIterations()
          || residual == Double.POSITIVE_INFINITY) {
        break;
      }
      double beta = steps > 0 ? gamma / before : 0;
      alpha = gamma / (power - through - (steps > 0 ? beta * gamma / alpha : 0));
      for (int i = 0; i < c.length; i++) {
        s[i] = Math.fma(beta, s[i], c[i] + energy[i] - coupled[i]);
        c[i] = Math.fma(-alpha, s[i], c[i]);
      }
      pass.collect();
      stepCurrents(alpha, beta);
      coarseStep();
      pass.alpha = alpha;
      pass.beta = beta;
      pass.sweep(steps > 0 ? CrossbarPass.Stage.STEP : CrossbarPass.Stage.FIRST, columnV);
      steps++;
    }
    result.residual().setAtIndex(JAVA_DOUBLE_UNALIGNED, vector, residual);
    result.iterations().setAtIndex(JAVA_INT_UNALIGNED, vector, steps);
  }

  private double columnPower() {
    double power = CrossbarGrid.sum(pass.cells);
    if (grid.columnOhm() > 0) {
      power = power + CrossbarGrid.sum(pass.wires) / grid.columnOhm();
    }
    if (grid.senseOhm() > 0) {
      power = power + CrossbarGrid.sum(pass.terminals) / grid.senseOhm();
    }
    return power;
  }

  private double residual() {
    double most = largestSum(columnW, columnY, largestSum(rowW, pass.rowZ, 0));
    double error = factors.errorPerEnergy * Math.sqrt(gamma);
    if (error == 0 && most == 0) {
      return 0;
    }
    double relative = error / most + ROUNDING;
    return relative >= 0 ? relative : Double.POSITIVE_INFINITY;
  }

  private void coarseStep() {
    double[] next = multiply(space.gain(), c);
    for (int i = 0; i < f.length; i++) {
      pass.coarse[i] = next[i] - f[i];
      f[i] = next[i];
    }
    System.arraycopy(multiply(space.energy(), f), 0, energy, 0, f.length);
    for (int j = 0; j < grid.columns(); j++) {
      double volts = 0;
      int i = 0;
      for (int k = 0; k < space.modes(); k++) {
        for (int l = 0; k + l < space.modes(); l++, i++) {
          volts = Math.fma(space.rowMode()[k][0] * f[i], space.columnMode()[l][j], volts);
        }
      }
      columnZ[j] = space.modes() > 0 ? columnY[j] + volts / grid.senseOhm() : columnY[j];
    }
  }

  private void stepCurrents(double alpha, double beta) {
    for (int j = 0; j < columnY.length; j++) {
      columnS[j] = Math.fma(beta, columnS[j], columnZ[j] - pass.columnH[j]);
      columnP[j] = Math.fma(beta, columnP[j], columnZ[j]);
      columnW[j] = Math.fma(alpha, columnP[j], columnW[j]);
      columnY[j] = Math.fma(-alpha, columnS[j], columnY[j]);
    }
    for (int i = 0; i < rowP.length; i++) {
      rowP[i] = Math.fma(beta, rowP[i], pass.rowZ[i]);
      rowW[i] = Math.fma(alpha, rowP[i], rowW[i]);
    }
  }

  private static double[] multiply(double[] a, double[] x) {
    double[] y = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      for (int i = 0; i < x.length; i++) {
        y[i] = Math.fma(a[j * x.length + i], x[j], y[i]);
      }
    }
    return y;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  private static double largestSum(double[] a, double[] b, double most) {
    double largest = most;
    for (int i = 0; i < a.length; i++) {
      double size = Math.abs(a[i] + b[i]);
      largest = size > largest ? size : largest;
    }
    return largest;
  }
}
