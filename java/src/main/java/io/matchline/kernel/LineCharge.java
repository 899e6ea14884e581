package io.matchline.kernel;

/// Charge and energy that a discharging line still holds on the exact ladder.
///
/// The line is C dV/dt = −A V from V(0) = V_pre·1, so its charge is q(t) = V_pre · 1ᵀC exp(−tC⁻¹A) 1. The exponential is
/// the rational function of {@link Poles}, which leaves one solve 1ᵀC (A + zC/t)⁻¹ C1 per pole. Because C and A are
/// symmetric, the stored energy is ½ VᵀCV = ½ V_pre q(2t): one function gives both.
///
/// Java only: it is asked about whole searches now and then, not about every line of every search. Within 2e-11 of the
/// full charge.
public final class LineCharge {
  private static final Poles POLES = Poles.SIX;
  /// Times beyond these are as good as 0 s and as never; nothing overflows between them.
  private static final double SHORTEST_S = 1e-100;

  private static final double LONGEST_S = 1e100;

  private final MatchLine line;

  public LineCharge(MatchLine line) {
    this.line = line;
  }

  /// Charge on the line, C.
  ///
  /// @param conductanceS `[cells]` S
  /// @param timeS time after the release of the precharge, ≥ 0 s
  public double chargeC(double[] conductanceS, double timeS) {
    double full = line.totalCapacitanceF() * line.prechargeV();
    if (timeS < SHORTEST_S) {
      return full;
    }
    double t = Math.min(timeS, LONGEST_S);
    double charge = POLES.limit() * full;
    for (int pole = 0; pole < POLES.count(); pole++) {
      charge -= line.prechargeV() * share(conductanceS, t, pole);
    }
    return Math.min(full, Math.max(0, charge));
  }

  /// Energy on the line's capacitances, ½ Σ C V², J.
  public double storedJ(double[] conductanceS, double timeS) {
    return 0.5 * line.prechargeV() * chargeC(conductanceS, 2 * timeS);
  }

  /// Re c/t · 1ᵀC (A + zC/t)⁻¹ C1 by elimination from the far end, in admittances, which never cancel: a node with all
  /// that is behind it has the admittance y and sends the current i into a short; across a wire of R they become
  /// y / (1 + Ry) and i / (1 + Ry), and i² R / (1 + Ry) stays behind.
  private double share(double[] conductanceS, double t, int pole) {
    double zr = POLES.poleR(pole) / t;
    double zi = POLES.poleI(pole) / t;
    double wire = line.wireResistanceOhm();
    double yr = 0;
    double yi = 0;
    double ir = 0;
    double ii = 0;
    double sumR = 0;
    double sumI = 0;
    for (int j = line.cells(); j >= 1; j--) {
      double c = line.nodeCapacitanceF() + (j == line.cells() ? line.farCapacitanceF() : 0);
      yr += conductanceS[j - 1] + zr * c;
      yi += zi * c;
      ir += c;
      double br = 1 + wire * yr;
      double bi = wire * yi;
      double square = br * br + bi * bi;
      double qr = br / square;
      double qi = -bi / square;
      double kr = ir * qr - ii * qi;
      double ki = ir * qi + ii * qr;
      sumR += wire * (ir * kr - ii * ki);
      sumI += wire * (ir * ki + ii * kr);
      ir = kr;
      ii = ki;
      double vr = yr * qr - yi * qi;
      yi = yr * qi + yi * qr;
      yr = vr;
    }
    yr += zr * line.nearCapacitanceF();
    yi += zi * line.nearCapacitanceF();
    ir += line.nearCapacitanceF();
    double square = yr * yr + yi * yi;
    double hr = ir * ir - ii * ii;
    double hi = 2 * ir * ii;
    sumR += (hr * yr + hi * yi) / square;
    sumI += (hi * yr - hr * yi) / square;
    return (POLES.residueR(pole) * sumR - POLES.residueI(pole) * sumI) / t;
  }
}
