package io.matchline.kernel;

/// exp and ln in double: the Java twin of `native/src/math/elementary.h`, same operations, same bits.
///
/// Code whose results C shares uses these; code that only Java computes uses {@link StrictMath}.
public final class Elementary {
  private static final double LOG2E = 0x1.71547652b82fep+0;
  private static final double LN2_HI = 0x1.62e42fee00000p-1;
  private static final double LN2_LO = 0x1.a39ef35793c76p-33;
  private static final double ROUNDER = 0x1.8p52;
  private static final double EXP_LOWEST = -708.0;
  private static final double EXP_HIGHEST = 709.782712893384;
  private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
  private static final long SQRT_HALF_BITS = Double.doubleToRawLongBits(SQRT_HALF);

  private static final double[] EXP_TERM = {
    1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0,
    1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0
  };
  private static final double[] LOG_TERM = {
    2.0 / 21, 2.0 / 19, 2.0 / 17, 2.0 / 15, 2.0 / 13, 2.0 / 11, 2.0 / 9, 2.0 / 7, 2.0 / 5, 2.0 / 3
  };

  private Elementary() {}

  /// exp(x), at most 1 ulp off on [−708, 709]; 0 below −708.
  public static double exp(double x) {
    if (x < EXP_LOWEST) {
      return 0;
    }
    if (x > EXP_HIGHEST) {
      return Double.POSITIVE_INFINITY;
    }
    if (Double.isNaN(x)) {
      return x;
    }
    double k = Math.fma(x, LOG2E, ROUNDER) - ROUNDER;
    double r = Math.fma(-k, LN2_LO, Math.fma(-k, LN2_HI, x));
    double p = EXP_TERM[0];
    for (int i = 1; i < EXP_TERM.length; i++) {
      p = Math.fma(p, r, EXP_TERM[i]);
    }
    long half = (long) k >> 1;
    return p * powerOfTwo(half) * powerOfTwo((long) k - half);
  }

  /// ln(x), at most 1 ulp off for normal positive x; NaN for anything else.
  public static double log(double x) {
    if (!(x >= Double.MIN_NORMAL) || x > Double.MAX_VALUE) {
      return Double.NaN;
    }
    long shifted = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
    double e = shifted >> 52;
    double m = Double.longBitsToDouble((shifted & 0xfffffffffffffL) + SQRT_HALF_BITS);
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double series = LOG_TERM[0];
    for (int i = 1; i < LOG_TERM.length; i++) {
      series = Math.fma(series, z, LOG_TERM[i]);
    }
    double halfSquare = 0.5 * f * f;
    double small = Math.fma(s, Math.fma(series, z, halfSquare), e * LN2_LO);
    return Math.fma(e, LN2_HI, f - (halfSquare - small));
  }

  /// 2^k for −1022 ≤ k ≤ 1023.
  static double powerOfTwo(long k) {
    return Double.longBitsToDouble((k + 1023) << 52);
  }
}
