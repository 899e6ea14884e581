package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// The nodes inside the cells of one row; twin of the same in `tcam/tabulated.c`, which states the equations and their
/// order. Arrays are indexed by the line's nodes, 1 … M.
final class InnerNodes {
  static final int SPLITS = 5;
  private static final double[] SPLIT = {0x1p-5, 0x1p-5, 0x1p-4, 0x1p-3, 0x1p-2, 0x1p-1};

  private final CellTable table;
  private final int linePoints;
  private final int nodePoints;
  private final double nodeLowV;
  private final double[] upper;
  private final double[] lineCharge;
  private final double[] lower;
  private final double[] startV;
  private final double perStep;
  private final double perLine;
  private final double perNode;
  private final int[] state;
  private final double[] scale;
  private final double[] x;
  private final double[] before;
  private final double[] q;
  private final double[] middle;
  private final double[] f;
  private final double[] base;
  private final double[] rise;
  private final double[] from;
  private final double[] gain;
  private double ampere;
  private double slopeS;
  private double lineRiseF;
  private double upperA;
  private double upperSlopeS;
  private double upperFallS;
  private double lowerA;
  private double lowerSlopeS;
  private double lowerC;
  private double lowerRiseF;

  InnerNodes(CellTable table, CellStack stack, int[] state, double[] scale) {
    this.table = table;
    this.state = state;
    this.scale = scale;
    linePoints = stack.linePoints();
    nodePoints = stack.nodePoints();
    long pairs = (long) table.states() * table.points();
    upper = numbers(stack.upper(), (long) table.states() * linePoints * nodePoints);
    lineCharge = numbers(stack.lineCharge(), pairs);
    lower = numbers(stack.lower(), 2 * pairs);
    startV = numbers(stack.startV(), table.states());
    perStep = 1 / table.stepV();
    double perRange = 1 / ((table.points() - 1) * table.stepV());
    perLine = (linePoints - 1) * perRange;
    perNode = 1 / stack.nodeStepV();
    nodeLowV = stack.nodeLowV();
    int nodes = state.length + 1;
    x = new double[nodes];
    before = new double[nodes];
    q = new double[nodes];
    middle = new double[nodes];
    f = new double[nodes];
    base = new double[nodes];
    rise = new double[nodes];
    from = new double[nodes];
    gain = new double[nodes];
  }

  private static double[] numbers(MemorySegment segment, long count) {
    return segment.asSlice(0, Double.BYTES * count).toArray(JAVA_DOUBLE_UNALIGNED);
  }

  /// Length of step number `step` of a march in steps of `h`, s.
  static double lengthS(double h, int step) {
    return step <= SPLITS ? h * SPLIT[step] : h;
  }

  /// How far the first stage of a step reaches, in steps before it.
  static double reach(int step) {
    return step >= 2 && step <= SPLITS + 1 ? 2 * TabulatedRow.STAGE_END : TabulatedRow.STAGE_END;
  }

  /// Charge of a cell on the line, C.
  double lineChargeC(int node, double v) {
    double u = (v - table.lowV()) * perStep;
    int k = TabulatedRow.piece(u, table.points());
    int at = state[node - 1] * table.points() + k;
    double riseC = lineCharge[at + 1] - lineCharge[at];
    lineRiseF = riseC * perStep;
    return Math.fma(u - k, riseC, lineCharge[at]);
  }

  double lineRiseF() {
    return lineRiseF;
  }

  private void lookUpper(int node, double v) {
    double u = (v - table.lowV()) * perLine;
    double w = (x[node] - nodeLowV) * perNode;
    int kv = TabulatedRow.piece(u, linePoints);
    int kx = TabulatedRow.piece(w, nodePoints);
    double atV = u - kv;
    double atX = w - kx;
    int p = (state[node - 1] * linePoints + kv) * nodePoints + kx;
    int next = p + nodePoints;
    double lowRise = upper[p + 1] - upper[p];
    double highRise = upper[next + 1] - upper[next];
    double inside = within(atX);
    double low = Math.fma(inside, lowRise, upper[p]);
    double riseV = Math.fma(inside, highRise, upper[next]) - low;
    double riseX = Math.fma(within(atV), highRise - lowRise, lowRise);
    double factor = scale[node - 1];
    upperA = Math.fma(atX - inside, riseX, Math.fma(atV, riseV, low)) * factor;
    upperSlopeS = Math.max(riseV * perLine, 0) * factor;
    upperFallS = Math.max(-riseX * perNode, 0) * factor;
  }

  private static double within(double fraction) {
    return Math.min(Math.max(fraction, 0), 1);
  }

  private void lookLower(int node) {
    double u = (x[node] - table.lowV()) * perStep;
    int k = TabulatedRow.piece(u, table.points());
    int at = 2 * (state[node - 1] * table.points() + k);
    double riseA = lower[at + 2] - lower[at];
    double riseC = lower[at + 3] - lower[at + 1];
    lowerA = Math.fma(u - k, riseA, lower[at]) * scale[node - 1];
    lowerSlopeS = Math.max(riseA * perStep, 0) * scale[node - 1];
    lowerC = Math.fma(u - k, riseC, lower[at + 1]);
    lowerRiseF = riseC * perStep;
  }

  /// Puts the node inside the cell where it starts; the current from the line into it, A, is returned.
  double start(int k, double v) {
    x[k] = startV[state[k - 1]];
    before[k] = x[k];
    lookUpper(k, v);
    lookLower(k);
    q[k] = lowerC;
    f[k] = lowerA - upperA;
    return upperA;
  }

  /// Eliminates the node of a cell from a Newton step; what the line sees is left in {@link #ampere} and {@link #slopeS}.
  void eliminate(int k, double v, double ah, double inverse, boolean second) {
    lookUpper(k, v);
    lookLower(k);
    double target = second ? TabulatedRow.secondTarget(middle[k], q[k]) : Math.fma(-ah, f[k], q[k]);
    double own = Math.fma(lowerRiseF, inverse, lowerSlopeS);
    double share = 1 / (own + upperFallS);
    double step = Math.fma(target - lowerC, inverse, upperA - lowerA) * share;
    gain[k] = upperSlopeS * share;
    from[k] = Math.fma(-gain[k], v, x[k] + step);
    base[k] = Math.fma(-lowerRiseF, x[k], lowerC);
    rise[k] = lowerRiseF;
    ampere = Math.fma(-upperFallS, step, upperA);
    slopeS = gain[k] * own;
  }

  double ampere() {
    return ampere;
  }

  double slopeS() {
    return slopeS;
  }

  void follow(int k, double v) {
    x[k] = Math.fma(gain[k], v, from[k]);
  }

  void guessFirst(double reach) {
    for (int k = 1; k < x.length; k++) {
      double now = x[k];
      x[k] = Math.fma(reach, now - before[k], now);
      before[k] = now;
    }
  }

  void guessSecond() {
    for (int k = 1; k < x.length; k++) {
      middle[k] = Math.fma(rise[k], x[k], base[k]);
      x[k] = Math.fma(TabulatedRow.STAGE_END_INVERSE, x[k] - before[k], before[k]);
    }
  }

  void finish(double inverse) {
    for (int k = 1; k < x.length; k++) {
      double target = TabulatedRow.secondTarget(middle[k], q[k]);
      q[k] = Math.fma(rise[k], x[k], base[k]);
      f[k] = (target - q[k]) * inverse;
    }
  }
}
