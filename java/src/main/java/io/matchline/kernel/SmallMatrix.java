package io.matchline.kernel;

/// Small symmetric positive matrices; twin of `crossbar/dense.h`.
final class SmallMatrix {
  private static final double PIVOT_LEAST = 1e-11;

  private SmallMatrix() {}

  private static boolean cholesky(int n, double[] a) {
    for (int k = 0; k < n; k++) {
      double own = a[k * n + k];
      double pivot = own;
      for (int j = 0; j < k; j++) {
        pivot = Math.fma(-a[k * n + j], a[k * n + j], pivot);
      }
      if (!(pivot > PIVOT_LEAST * own)) {
        return false;
      }
      double inverse = 1 / Math.sqrt(pivot);
      a[k * n + k] = inverse;
      for (int i = k + 1; i < n; i++) {
        double sum = a[i * n + k];
        for (int j = 0; j < k; j++) {
          sum = Math.fma(-a[i * n + j], a[k * n + j], sum);
        }
        a[i * n + k] = sum * inverse;
      }
    }
    return true;
  }

  private static void forward(int n, double[] l, double[] x) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        for (int c = 0; c < n; c++) {
          x[i * n + c] = Math.fma(-l[i * n + j], x[j * n + c], x[i * n + c]);
        }
      }
      for (int c = 0; c < n; c++) {
        x[i * n + c] = x[i * n + c] * l[i * n + i];
      }
    }
  }

  private static double[] inverse(int n, double[] l) {
    double[] x = new double[n * n];
    double[] inverse = new double[n * n];
    for (int i = 0; i < n; i++) {
      x[i * (n + 1)] = 1;
    }
    forward(n, l, x);
    for (int k = 0; k < n; k++) {
      for (int i = 0; i <= k; i++) {
        for (int j = 0; j <= k; j++) {
          inverse[i * n + j] = Math.fma(x[k * n + i], x[k * n + j], inverse[i * n + j]);
        }
      }
    }
    return inverse;
  }

  /// gain = (b − d a⁻¹ d)⁻¹ − b⁻¹; `a` is lost. False where a matrix is not positive.
  static boolean gain(int n, double[] d, double[] a, double[] b, double[] gain) {
    if (!cholesky(n, a)) {
      return false;
    }
    double[] x = d.clone();
    forward(n, a, x);
    double[] schur = b.clone();
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          schur[i * n + j] = Math.fma(-x[k * n + i], x[k * n + j], schur[i * n + j]);
        }
      }
    }
    double[] factor = b.clone();
    if (!cholesky(n, schur) || !cholesky(n, factor)) {
      return false;
    }
    double[] both = inverse(n, schur);
    double[] columns = inverse(n, factor);
    for (int i = 0; i < n * n; i++) {
      gain[i] = both[i] - columns[i];
    }
    return true;
  }
}
