package io.matchline.crossbar;

import io.matchline.device.CellLaw;
import java.util.Arrays;

/// Newton's method on one vector at a time; a thread has its own.
///
/// A step solves the circuit with every cell's law replaced by its tangent f + g·(v − v₀). What the law says besides the
/// tangent at the solution, r = f(v) − f − g·(v − v₀), is the current that is missing at the cell; a passive network
/// lets no terminal see more than Σ|r| of it, so Σ|r| bounds the error of every terminal current.
final class NewtonSolver {
  private static final int MAX_STEPS = 100;
  private static final int MAX_HALVINGS = 60;

  /// Share of the first slope along a step above which the step is too long.
  private static final double FLAT = 0.5;

  /// The last linear circuits are solved to this share of the tolerance, the first ones less exactly.
  private static final double LINEAR_SHARE = 0.25;

  private static final double LOOSEST = 1e-4;

  private final TangentCircuit circuit;
  private final CellCurrents law;
  private final double[] rowNodeV;
  private final double[] columnNodeV;
  private final double[] rowStepV;
  private final double[] columnStepV;
  private final double[] cellV;
  private final double[] stepV;
  private final double[] cellA;
  private final double[] nextA;
  private final double[] tangentS;
  private final double[] offsetA;

  NewtonSolver(TangentCircuit circuit, CellLaw law) {
    this.circuit = circuit;
    this.law = new CellCurrents(law, circuit.columns());
    int cells = circuit.rows() * circuit.columns();
    rowNodeV = new double[cells];
    columnNodeV = new double[cells];
    rowStepV = new double[cells];
    columnStepV = new double[cells];
    cellV = new double[cells];
    stepV = new double[cells];
    cellA = new double[cells];
    nextA = new double[cells];
    tangentS = new double[cells];
    offsetA = new double[cells];
  }

  /// Solves one vector of a batch and writes its part of the solution.
  void solve(double[] rowV, int vector, SolveLimits limits, NonlinearSolution solution) {
    circuit.drive(rowV, vector * circuit.rows());
    startFromNothing();
    double bound = 1;
    int iterations = 0;
    for (int step = 1; step <= MAX_STEPS; step++) {
      linearStep(step > 1, limits.within(linearTolerance(bound, limits)));
      iterations += circuit.iterations();
      bound = bound();
      if (bound <= limits.tolerance()) {
        write(vector, step, bound, iterations, solution);
        return;
      }
      advance(stepLength());
    }
    throw new NotConvergedException(vector, iterations, bound, limits.tolerance());
  }

  private void startFromNothing() {
    Arrays.fill(rowNodeV, 0);
    Arrays.fill(columnNodeV, 0);
    Arrays.fill(cellV, 0);
    law.currents(cellV, cellV, 0, cellA);
  }

  /// Newton's bound squares from step to step, so more exactness than that is wasted.
  private static double linearTolerance(double bound, SolveLimits limits) {
    double least = Math.max(SolveLimits.MIN_TOLERANCE, LINEAR_SHARE * limits.tolerance());
    return Math.max(least, Math.min(LOOSEST, 0.1 * bound * bound));
  }

  /// From the nodes' voltages to those of the tangent circuit, and what the law says there.
  private void linearStep(boolean warm, SolveLimits limits) {
    law.tangents(cellV, cellA, tangentS, offsetA);
    circuit.tangents(tangentS, offsetA);
    circuit.start(columnNodeV);
    circuit.solve(warm, limits);
    circuit.voltages(rowStepV, columnStepV);
    for (int k = 0; k < cellV.length; k++) {
      rowStepV[k] -= rowNodeV[k];
      columnStepV[k] -= columnNodeV[k];
      stepV[k] = rowStepV[k] - columnStepV[k];
    }
    law.currents(cellV, stepV, 1, nextA);
  }

  /// Error of the tangent circuit's currents over the largest of them.
  private double bound() {
    double missingA = 0;
    for (int k = 0; k < cellV.length; k++) {
      missingA += Math.abs(nextA[k] - cellA[k] - tangentS[k] * stepV[k]);
    }
    return circuit.residual() + (missingA == 0 ? 0 : missingA / circuit.largestCurrentA());
  }

  /// Half the step as often as it takes to stay where the circuit's convex function does not rise steeply again; leaves
  /// the currents there in `nextA`. Half the step before last then gains at least half of what the best step would.
  private double stepLength() {
    double wireW = circuit.wirePowerW(rowStepV, columnStepV);
    double limit = FLAT * Math.abs(slope(0, wireW, cellA));
    double share = 1;
    for (int k = 0; k < MAX_HALVINGS && !(slope(share, wireW, nextA) <= limit); k++) {
      share /= 2;
      law.currents(cellV, stepV, share, nextA);
    }
    return share;
  }

  /// Slope of the convex function along the step at a share of it, W: the currents missing at the nodes times the step.
  private double slope(double share, double wireW, double[] currentA) {
    double slope = (share - 1) * wireW;
    for (int k = 0; k < cellV.length; k++) {
      double missingA = currentA[k] - cellA[k] - tangentS[k] * stepV[k];
      slope += missingA * stepV[k];
    }
    return slope;
  }

  private void advance(double share) {
    for (int k = 0; k < cellV.length; k++) {
      rowNodeV[k] += share * rowStepV[k];
      columnNodeV[k] += share * columnStepV[k];
      cellV[k] += share * stepV[k];
      cellA[k] = nextA[k];
    }
  }

  private void write(int vector, int step, double bound, int iterations, NonlinearSolution solution) {
    circuit.columnCurrents(solution.columnCurrentA(), vector * circuit.columns());
    circuit.rowCurrents(solution.rowCurrentA(), vector * circuit.rows());
    solution.residual()[vector] = bound;
    solution.steps()[vector] = step;
    solution.iterations()[vector] = iterations;
  }
}
