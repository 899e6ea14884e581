package io.matchline.search;

/// A grid of numbers, row by row.
record Plane(int width, int height, double[] value) {
  /// The kernel of {@link #blurred} ends at this many standard deviations.
  private static final double KERNEL_REACH = 3;

  Plane(int width, int height) {
    this(width, height, new double[width * height]);
  }

  double at(int x, int y) {
    return value[y * width + x];
  }

  /// Gaussian blur; outside the grid everything is zero.
  Plane blurred(double sigma) {
    return alongRows(sigma).transposed().alongRows(sigma).transposed();
  }

  private Plane alongRows(double sigma) {
    int reach = (int) StrictMath.ceil(KERNEL_REACH * sigma);
    double[] weight = weights(sigma, reach);
    Plane result = new Plane(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double v = at(x, y);
        if (v != 0) {
          int last = Math.min(reach, width - 1 - x);
          for (int i = Math.max(-reach, -x); i <= last; i++) {
            result.value[y * width + x + i] += weight[i + reach] * v;
          }
        }
      }
    }
    return result;
  }

  private static double[] weights(double sigma, int reach) {
    double[] weight = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weight[i + reach] = StrictMath.exp(-0.5 * i * i / (sigma * sigma));
      sum += weight[i + reach];
    }
    for (int i = 0; i < weight.length; i++) {
      weight[i] /= sum;
    }
    return weight;
  }

  private Plane transposed() {
    Plane result = new Plane(height, width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        result.value[x * height + y] = at(x, y);
      }
    }
    return result;
  }
}
