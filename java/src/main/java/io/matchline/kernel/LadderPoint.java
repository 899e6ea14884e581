package io.matchline.kernel;

/// One point of a row's waveform on the exact ladder: the twin of `native/src/tcam/ladder.c`, which states equation,
/// source and regimes; same operations, same bits. One instance serves one thread.
final class LadderPoint {
  private static final double RESISTANCE_MOST = 0x1p800;
  private static final double RESISTANCE_LEAST = 0x1p-800;
  private static final double RATIO_LEAST = 0x1p-200;
  private static final double FRACTION_LEAST = 0x1p-200;
  private static final double SHORT_CIRCUIT = 0x1p260;

  private final LineMarch march;
  private final Poles poles;
  private final double[] load;
  private double wireOhm;
  private double node;
  private double start;
  private double end;
  private double head;
  private double v;
  private double slope;
  private boolean finite;

  LadderPoint(LineMarch march, Poles poles) {
    this.march = march;
    this.poles = poles;
    this.load = new double[march.cells()];
  }

  /// Voltage over the precharge voltage at the time of the last {@link #evaluate}.
  double voltage() {
    return v;
  }

  /// t · dV/dt over the precharge voltage at that time.
  double slope() {
    return slope;
  }

  /// Marches along the line for t > 0.
  void evaluate(double[] conductanceS, double t) {
    scaleLine(t);
    marchAll(conductanceS, LineMarch.STRETCH, LineMarch.GROWN, Double.POSITIVE_INFINITY);
    if (!finite) {
      marchAll(conductanceS, 1, 1, SHORT_CIRCUIT);
    }
  }

  private void scaleLine(double t) {
    double resistance = t / march.largestF();
    resistance = resistance < RESISTANCE_MOST ? resistance : RESISTANCE_MOST;
    resistance = resistance > RESISTANCE_LEAST ? resistance : RESISTANCE_LEAST;
    double passed = RATIO_LEAST * march.wireOhm();
    resistance = resistance > passed ? resistance : passed;
    double least = RATIO_LEAST * resistance;
    wireOhm = march.wireOhm() > least ? march.wireOhm() : least;
    double ratio = wireOhm / resistance;
    double fraction = march.node() > FRACTION_LEAST ? march.node() : FRACTION_LEAST;
    node = ratio * fraction;
    start = ratio * march.start();
    end = ratio * march.end();
    head = march.start() / fraction;
  }

  private void marchAll(double[] conductanceS, int stretch, double grown, double mostV) {
    double mostS = mostV / wireOhm;
    for (int i = 0; i < load.length; i++) {
      double g = conductanceS[march.cell(i)];
      load[i] = g < mostS ? g : mostS;
    }
    v = poles.limit();
    slope = 0;
    finite = true;
    for (int pole = 0; pole < poles.count(); pole++) {
      march(pole, stretch, grown);
    }
    finite &= Math.abs(v) <= Double.MAX_VALUE;
  }

  /// Crosses a wire and visits a cell; from the near end without the first wire and with one more at the end.
  private void march(int pole, int stretch, double grown) {
    double nr = poles.poleR(pole) * node;
    double ni = poles.poleI(pole) * node;
    double yr = 1;
    double yi = 0;
    double jr = poles.poleR(pole) * start;
    double ji = poles.poleI(pole) * start;
    double sr = head;
    double si = 0;
    boolean wire = !march.near();
    for (int i = 0; i < load.length; ) {
      int whole = i + stretch;
      int stop = Math.min(whole, load.length);
      for (; i < stop; i++) {
        if (wire) {
          yr = yr + jr;
          yi = yi + ji;
        }
        wire = true;
        double ar = Math.fma(load[i], wireOhm, nr);
        jr = Math.fma(ar, yr, Math.fma(-ni, yi, jr));
        ji = Math.fma(ar, yi, Math.fma(ni, yr, ji));
        sr = sr + yr;
        si = si + yi;
      }
      double scale = i == whole ? LineMarch.scale(size(yr, yi), grown) : 1;
      if (scale != 1) {
        yr *= scale;
        yi *= scale;
        jr *= scale;
        ji *= scale;
        sr *= scale;
        si *= scale;
      }
    }
    if (march.near()) {
      yr = yr + jr;
      yi = yi + ji;
    }
    addPole(pole, yr, yi, jr, ji, sr, si);
  }

  private static double size(double yr, double yi) {
    double r = Math.abs(yr);
    double i = Math.abs(yi);
    return r > i ? r : i;
  }

  private void addPole(int pole, double yr, double yi, double jr, double ji, double sr, double si) {
    double er = poles.poleR(pole) * end;
    double ei = poles.poleI(pole) * end;
    jr = Math.fma(er, yr, Math.fma(-ei, yi, jr));
    ji = Math.fma(er, yi, Math.fma(ei, yr, ji));
    double chargeR = Math.fma(node, sr, end * yr);
    double chargeI = Math.fma(node, si, end * yi);
    double square = Math.fma(jr, jr, ji * ji);
    double inverse = 1 / square;
    double ar = Math.fma(chargeR, jr, chargeI * ji);
    double ai = Math.fma(chargeI, jr, -(chargeR * ji));
    double cr = poles.residueR(pole);
    double ci = poles.residueI(pole);
    double pr = Math.fma(cr, ar, -(ci * ai)) * inverse;
    double pi = Math.fma(cr, ai, ci * ar) * inverse;
    v = v - pr;
    slope = slope + (cr - Math.fma(poles.poleR(pole), pr, -(poles.poleI(pole) * pi)));
    finite &= square <= Double.MAX_VALUE;
  }
}
