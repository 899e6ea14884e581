package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.util.Arrays;

/// One row of a match line with tabulated cells, step by step; twin of `tcam/tabulated.c`, which states the equations and
/// their order.
final class TabulatedRow {
  static final double STAGE_END = 0x1.2bec333018867p-1;
  static final double STAGE_END_INVERSE = 0x1.b504f333f9de6p+0;
  private static final double STAGE_WEIGHT = 0x1.2bec333018867p-2;
  private static final double STAGE_MIDDLE = 0x1.3504f333f9de6p+0;
  private static final double STAGE_START = 0x1.a827999fcef32p-3;

  private final MatchLine line;
  private final CellTable table;
  private final double[] tableValue;
  private final double[] riseValue;
  private final double[] restingC;
  private final int riseStages;
  private double[] value;
  private int first; // of the table in force
  private int stage;
  private final double perStep;
  private final int[] state;
  private final double[] scale;
  private final double[] v;
  private final double[] before;
  private final double[] q;
  private final double[] middle;
  private final double[] f;
  private final double[] j;
  private final double[] ratio;
  private final double[] base;
  private final double[] rise;
  private final InnerNodes inner; // null where the cells have no node inside
  private double lengthS;
  private double cellA;
  private double cellSlopeS;
  private double cellC;
  private double cellRiseF;

  TabulatedRow(MatchLine line, TabulatedCells cells, long block, int lane) {
    this.line = line;
    table = cells.table();
    tableValue = table.value().asSlice(0, 16L * table.states() * table.points()).toArray(JAVA_DOUBLE_UNALIGNED);
    riseStages = 2 * cells.rise().map(CellRise::steps).orElse(0);
    riseValue = cells.rise()
        .map(r -> r.value().asSlice(0, 16L * riseStages * table.states() * table.points()))
        .map(segment -> segment.toArray(JAVA_DOUBLE_UNALIGNED))
        .orElse(null);
    restingC = cells.rise()
        .map(r -> r.startC().asSlice(0, 8L * table.states()).toArray(JAVA_DOUBLE_UNALIGNED))
        .orElse(null);
    perStep = 1 / table.stepV();
    state = new int[line.cells()];
    scale = new double[line.cells()];
    for (int k = 0; k < line.cells(); k++) {
      long at = (block * line.cells() + k) * AnalogCells.LANES + lane;
      state[k] = cells.state().get(JAVA_BYTE, at) & 0xff;
      scale[k] = cells.scale().address() == 0 ? 1 : cells.scale().getAtIndex(JAVA_DOUBLE_UNALIGNED, at);
    }
    int nodes = line.cells() + 1;
    v = new double[nodes];
    before = new double[nodes];
    q = new double[nodes];
    middle = new double[nodes];
    f = new double[nodes];
    j = new double[nodes];
    ratio = new double[nodes];
    base = new double[nodes];
    rise = new double[nodes];
    inner = cells.stack().map(stack -> new InnerNodes(table, stack, state, scale)).orElse(null);
  }

  /// The piece of `points` equidistant voltages that a place lies in.
  static int piece(double u, int points) {
    double at = u > 0 ? u : 0;
    return (int) Math.min(at, points - 2);
  }

  private void look(int node) {
    cellA = 0;
    cellSlopeS = 0;
    cellC = 0;
    cellRiseF = 0;
    if (node > 0 && inner != null) {
      cellC = inner.lineChargeC(node, v[node]);
      cellRiseF = inner.lineRiseF();
    } else if (node > 0) {
      double u = (v[node] - table.lowV()) * perStep;
      int k = piece(u, table.points());
      int at = first + 2 * (state[node - 1] * table.points() + k);
      double fraction = u - k;
      double riseA = value[at + 2] - value[at];
      double riseC = value[at + 3] - value[at + 1];
      cellA = Math.fma(fraction, riseA, value[at]) * scale[node - 1];
      cellSlopeS = Math.max(riseA * perStep, 0) * scale[node - 1];
      cellC = Math.fma(fraction, riseC, value[at + 1]);
      cellRiseF = riseC * perStep;
    }
    double own = own(node);
    cellC = Math.fma(own, v[node], cellC);
    cellRiseF = cellRiseF + own;
  }

  private double own(int node) {
    if (node == 0) {
      return line.nearCapacitanceF();
    }
    return node == line.cells() ? line.nodeCapacitanceF() + line.farCapacitanceF() : line.nodeCapacitanceF();
  }

  static double secondTarget(double middle, double q) {
    return Math.fma(STAGE_MIDDLE, middle, -STAGE_START * q);
  }

  private void newton(double ah, boolean second) {
    double inverse = 1 / ah;
    double ohm = line.wireResistanceOhm();
    double y = 0;
    double current = 0;
    for (int k = line.cells(); k >= 0; k--) {
      look(k);
      if (inner != null && k > 0) {
        inner.eliminate(k, v[k], ah, inverse, second);
        cellA = inner.ampere();
        cellSlopeS = inner.slopeS();
      }
      double target = second ? secondTarget(middle[k], q[k]) : Math.fma(-ah, f[k], q[k]);
      double conductance = Math.fma(cellRiseF, inverse, cellSlopeS);
      base[k] = Math.fma(-cellRiseF, v[k], cellC);
      rise[k] = cellRiseF;
      y = y + conductance;
      current = current + (Math.fma(target - cellC, inverse, -cellA) + conductance * v[k]);
      j[k] = current;
      ratio[k] = 1 / (k > 0 ? Math.fma(ohm, y, 1) : y);
      y = y * ratio[k];
      current = current * ratio[k];
    }
    v[0] = current;
    for (int k = 1; k <= line.cells(); k++) {
      v[k] = ratio[k] * Math.fma(ohm, j[k], v[k - 1]);
      if (inner != null) {
        inner.follow(k, v[k]);
      }
    }
  }

  double endV() {
    return v[line.sense() == SenseEnd.NEAR ? 0 : line.cells()];
  }

  private void nextStage() {
    boolean rising = stage < riseStages;
    value = rising ? riseValue : tableValue;
    first = rising ? 2 * stage * table.states() * table.points() : 0;
    stage++;
  }

  /// Starts a march in other steps.
  void restart() {
    System.arraycopy(v, 0, before, 0, v.length);
  }

  void start() {
    stage = 0;
    value = tableValue;
    first = 0;
    Arrays.fill(v, line.prechargeV());
    Arrays.fill(before, line.prechargeV());
    for (int k = 0; k <= line.cells(); k++) {
      if (riseStages > 0) {
        q[k] = Math.fma(own(k), v[k], k > 0 ? restingC[state[k - 1]] : 0);
        f[k] = 0;
        continue;
      }
      look(k);
      q[k] = cellC;
      f[k] = cellA;
      if (inner != null && k > 0) {
        f[k] = inner.start(k, v[k]);
      }
    }
  }

  /// Steps that the first one is cut into beyond one.
  int splits() {
    return inner == null ? 0 : InnerNodes.SPLITS;
  }

  /// Length of the latest step, s.
  double lengthS() {
    return lengthS;
  }

  /// Step number `step` of a march in steps of `h`; the voltage of the sense node at its middle is returned.
  double advance(double h, int step) {
    lengthS = inner == null ? h : InnerNodes.lengthS(h, step);
    double reach = inner == null ? STAGE_END : InnerNodes.reach(step);
    double ah = STAGE_WEIGHT * lengthS;
    double inverse = 1 / ah;
    for (int k = 0; k < v.length; k++) {
      double now = v[k];
      v[k] = Math.fma(reach, now - before[k], now);
      before[k] = now;
    }
    if (inner != null) {
      inner.guessFirst(reach);
    }
    nextStage();
    newton(ah, false);
    if (step == 0) {
      newton(ah, false);
    }
    double middleV = endV();
    for (int k = 0; k < v.length; k++) {
      middle[k] = Math.fma(rise[k], v[k], base[k]);
      v[k] = Math.fma(STAGE_END_INVERSE, v[k] - before[k], before[k]);
    }
    if (inner != null) {
      inner.guessSecond();
    }
    nextStage();
    newton(ah, true);
    for (int k = 0; k < v.length; k++) {
      double target = secondTarget(middle[k], q[k]);
      q[k] = Math.fma(rise[k], v[k], base[k]);
      f[k] = (target - q[k]) * inverse;
    }
    if (inner != null) {
      inner.finish(inverse);
    }
    return middleV;
  }

  /// Conductance-weighted cells of every state, and their number.
  double[][] weigh() {
    double[][] weights = new double[2][table.states()];
    for (int k = 0; k < state.length; k++) {
      weights[0][state[k]] += scale[k];
      weights[1][state[k]] += 1;
    }
    return weights;
  }

  /// Capacitance over current of the whole line at one voltage, +∞ where it does not discharge; V⁻¹ s.
  double idealSlownessSPerV(double volt, double[][] weights) {
    double own =
        Math.fma(line.cells(), line.nodeCapacitanceF(), line.nearCapacitanceF()) + line.farCapacitanceF();
    double u = (volt - table.lowV()) * perStep;
    int k = piece(u, table.points());
    double ampere = 0;
    double farad = own;
    for (int s = 0; s < table.states(); s++) {
      int at = 2 * (s * table.points() + k);
      ampere = Math.fma(weights[0][s], Math.fma(u - k, tableValue[at + 2] - tableValue[at], tableValue[at]), ampere);
      farad = Math.fma(weights[1][s], (tableValue[at + 3] - tableValue[at + 1]) * perStep, farad);
    }
    return ampere > 0 ? farad / ampere : Double.POSITIVE_INFINITY;
  }

  /// The fall to a level over that from the precharge voltage, where a rise moves the start of the whole line.
  double fallShare(double level, double[][] weights) {
    double farad =
        Math.fma(line.cells(), line.nodeCapacitanceF(), line.nearCapacitanceF()) + line.farCapacitanceF();
    double u = (line.prechargeV() - table.lowV()) * perStep;
    int k = piece(u, table.points());
    double coulomb = 0;
    for (int s = 0; s < table.states(); s++) {
      int at = 2 * (s * table.points() + k);
      double riseC = tableValue[at + 3] - tableValue[at + 1];
      coulomb = Math.fma(weights[1][s], restingC[s] - Math.fma(u - k, riseC, tableValue[at + 1]), coulomb);
      farad = Math.fma(weights[1][s], riseC * perStep, farad);
    }
    double share = coulomb / (farad * (line.prechargeV() - level)) + 1;
    return share > TabulatedLine.LEAST ? share : TabulatedLine.LEAST;
  }
}
