package io.matchline.kernel;

import java.util.Arrays;

/// Complex numbers of a kernel's working memory.
final class ComplexArray {
  final double[] r;
  final double[] i;

  ComplexArray(int length) {
    r = new double[length];
    i = new double[length];
  }

  void set(int at, double re, double im) {
    r[at] = re;
    i[at] = im;
  }

  void clear() {
    Arrays.fill(r, 0);
    Arrays.fill(i, 0);
  }
}
