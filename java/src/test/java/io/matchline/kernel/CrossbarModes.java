package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;

/// A small crossbar with capacitances by its eigenvectors: C x' = b − A x, x(0) = 0. Nodes that wires without
/// resistance join are one node, or the terminal that they are joined to; nodes without capacitance follow the others.
final class CrossbarModes {
  private final CrossbarCircuit circuit;
  private final int cells;
  private final int terminals;
  private final int[] joined;
  private final double[][] admittance;
  private final double[] farad;
  private int[] charged;
  private int[] following;
  private RealMatrix follow;
  private double[] rate;
  private RealMatrix shape;

  CrossbarModes(CrossbarCircuit circuit, double rowCapacitanceF, double columnCapacitanceF) {
    this.circuit = circuit;
    cells = (int) circuit.cells();
    terminals = 2 * cells;
    int nodes = terminals + circuit.rows() + circuit.columns();
    joined = IntStream.range(0, nodes).toArray();
    admittance = new double[nodes][nodes];
    farad = new double[nodes];
    lines(true);
    lines(false);
    for (int c = 0; c < cells; c++) {
      connect(c, cells + c, circuit.conductance().getAtIndex(JAVA_DOUBLE, c));
      farad[root(c)] += rowCapacitanceF;
      farad[root(cells + c)] += columnCapacitanceF;
    }
    decompose();
  }

  private int root(int node) {
    return joined[node] == node ? node : root(joined[node]);
  }

  /// Joins what has no resistance first, then connects the rest.
  private void lines(boolean joining) {
    for (int i = 0; i < circuit.rows(); i++) {
      int first = i * circuit.columns();
      double segment = circuit.rowResistanceOhm();
      double driver = circuit.driverResistanceOhm();
      line(joining, first, 1, circuit.columns(), circuit.driverEnd(), segment, driver, terminals + i);
    }
    for (int j = 0; j < circuit.columns(); j++) {
      int terminal = terminals + circuit.rows() + j;
      double segment = circuit.columnResistanceOhm();
      double sense = circuit.senseResistanceOhm();
      int step = circuit.columns();
      line(joining, cells + j, step, circuit.rows(), circuit.senseEnd(), segment, sense, terminal);
    }
  }

  private void line(
      boolean joining, int first, int step, int count, CrossbarEnd end, double segment, double series, int terminal) {
    int before = terminal;
    for (int k = 0; k < count; k++) {
      int node = first + step * (end == CrossbarEnd.FIRST ? k : count - 1 - k);
      double ohm = k == 0 ? segment + series : segment;
      if (joining && ohm == 0) {
        joined[root(node)] = root(before);
      } else if (!joining && ohm > 0) {
        connect(before, node, 1 / ohm);
      }
      before = node;
    }
  }

  private void connect(int a, int b, double siemens) {
    int from = root(a);
    int to = root(b);
    admittance[from][from] += siemens;
    admittance[to][to] += siemens;
    admittance[from][to] -= siemens;
    admittance[to][from] -= siemens;
  }

  private double[][] block(int[] rows, int[] columns) {
    return Arrays.stream(rows)
        .mapToObj(i -> Arrays.stream(columns).mapToDouble(j -> admittance[i][j]).toArray())
        .toArray(double[][]::new);
  }

  private static RealMatrix matrix(double[][] values) {
    return new Array2DRowRealMatrix(values, false);
  }

  private void decompose() {
    int[] free = IntStream.range(0, terminals).filter(i -> joined[i] == i).toArray();
    charged = Arrays.stream(free).filter(i -> farad[i] > 0).toArray();
    following = Arrays.stream(free).filter(i -> farad[i] == 0).toArray();
    int[] known = known();
    if (following.length > 0) {
      RealMatrix own = matrix(block(following, following));
      follow = new LUDecomposition(own).getSolver().solve(matrix(block(following, known))).scalarMultiply(-1);
    }
    if (charged.length == 0) {
      return;
    }
    RealMatrix reduced = reduced(known).getSubMatrix(0, charged.length - 1, 0, charged.length - 1);
    double[][] scaled = reduced.getData();
    for (int i = 0; i < charged.length; i++) {
      for (int j = 0; j < charged.length; j++) {
        scaled[i][j] /= Math.sqrt(farad[charged[i]] * farad[charged[j]]);
      }
    }
    EigenDecompositionSymmetric modes = new EigenDecompositionSymmetric(matrix(scaled), 1e-14, true);
    rate = modes.getEigenvalues();
    shape = modes.getV();
  }

  /// Nodes whose voltages the followers follow: the charged ones, then the terminals.
  private int[] known() {
    return IntStream.concat(Arrays.stream(charged), IntStream.range(terminals, joined.length)).toArray();
  }

  /// What flows out of the charged nodes, as a matrix over the known voltages.
  private RealMatrix reduced(int[] known) {
    RealMatrix direct = matrix(block(charged, known));
    return following.length == 0 ? direct : direct.add(matrix(block(charged, following)).multiply(follow));
  }

  double slowest() {
    return charged.length == 0 ? 1e-12 : 1 / Arrays.stream(rate).min().getAsDouble();
  }

  /// Currents from the terminals into the crossbar, rows first, at t > 0 or just after 0.
  double[] currents(double[] volts, double t) {
    double[] voltage = new double[joined.length];
    System.arraycopy(volts, 0, voltage, terminals, volts.length);
    int[] known = known();
    if (charged.length > 0) {
      double[] drive = reduced(known).operate(pick(voltage, known));
      for (int i = 0; i < charged.length; i++) {
        drive[i] /= -Math.sqrt(farad[charged[i]]);
      }
      double[] mode = shape.transpose().operate(drive);
      for (int i = 0; i < mode.length; i++) {
        mode[i] *= -StrictMath.expm1(-rate[i] * t) / rate[i];
      }
      double[] x = shape.operate(mode);
      for (int i = 0; i < charged.length; i++) {
        voltage[charged[i]] = x[i] / Math.sqrt(farad[charged[i]]);
      }
    }
    if (following.length > 0) {
      double[] x = follow.operate(pick(voltage, known));
      for (int i = 0; i < following.length; i++) {
        voltage[following[i]] = x[i];
      }
    }
    return IntStream.range(terminals, joined.length)
        .mapToDouble(i -> IntStream.range(0, joined.length).mapToDouble(j -> admittance[i][j] * voltage[j]).sum())
        .toArray();
  }

  private static double[] pick(double[] values, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> values[i]).toArray();
  }
}
