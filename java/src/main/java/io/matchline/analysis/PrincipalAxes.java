package io.matchline.analysis;

/// The plane in which points are spread furthest.
final class PrincipalAxes {
  private static final int ITERATIONS = 200;

  private PrincipalAxes() {}

  /// Coordinates `[2][points]` along the first two principal axes, by orthogonal iteration from fixed vectors; an axis points
  /// to where its largest component is positive.
  static double[][] of(double[][] points) {
    double[][] centred = centred(points);
    int dimensions = points[0].length;
    double[][] axis = new double[2][dimensions];
    for (int d = 0; d < dimensions; d++) {
      axis[0][d] = 1.0 / (1 + d);
      axis[1][d] = (d % 2 == 0 ? 1.0 : -1.0) / (1 + d);
    }
    for (int step = 0; step < ITERATIONS; step++) {
      axis[0] = unit(times(centred, along(centred, axis[0])), axis[0]);
      double[] second = times(centred, along(centred, axis[1]));
      double share = dot(second, axis[0]);
      for (int d = 0; d < dimensions; d++) {
        second[d] -= share * axis[0][d];
      }
      axis[1] = unit(second, axis[1]);
    }
    return new double[][] {along(centred, turned(axis[0])), along(centred, turned(axis[1]))};
  }

  private static double[][] centred(double[][] points) {
    double[] mean = new double[points[0].length];
    for (double[] point : points) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += point[d] / points.length;
      }
    }
    double[][] centred = new double[points.length][mean.length];
    for (int i = 0; i < points.length; i++) {
      for (int d = 0; d < mean.length; d++) {
        centred[i][d] = points[i][d] - mean[d];
      }
    }
    return centred;
  }

  private static double[] along(double[][] points, double[] axis) {
    double[] place = new double[points.length];
    for (int i = 0; i < place.length; i++) {
      place[i] = dot(points[i], axis);
    }
    return place;
  }

  private static double[] times(double[][] points, double[] weight) {
    double[] sum = new double[points[0].length];
    for (int i = 0; i < points.length; i++) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += weight[i] * points[i][d];
      }
    }
    return sum;
  }

  /// The vector with length 1, the one before where it has none.
  private static double[] unit(double[] vector, double[] before) {
    double length = Math.sqrt(dot(vector, vector));
    if (!(length > 0)) {
      return before;
    }
    for (int d = 0; d < vector.length; d++) {
      vector[d] /= length;
    }
    return vector;
  }

  private static double[] turned(double[] axis) {
    double extreme = 0;
    for (double v : axis) {
      extreme = Math.abs(v) > Math.abs(extreme) ? v : extreme;
    }
    double sign = extreme < 0 ? -1 : 1;
    double[] turned = new double[axis.length];
    for (int d = 0; d < axis.length; d++) {
      turned[d] = sign * axis[d];
    }
    return turned;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }
}
