package io.matchline.crossbar;

/// A solution is not as exact as it was asked to be; nothing of it is returned.
public final class NotConvergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int vector;
  private final double residual;

  NotConvergedException(int vector, int iterations, double residual, double tolerance) {
    this("vector " + vector, vector, iterations, residual, tolerance);
  }

  /// @param what the vector in words, as the message begins
  NotConvergedException(String what, int vector, int iterations, double residual, double tolerance) {
    super(
        "%s has not converged: after %d iterations the error of its column currents is bounded by %.3g of the largest"
                .formatted(what, iterations, residual)
            + " current, the tolerance is %s".formatted(tolerance));
    this.vector = vector;
    this.residual = residual;
  }

  /// The first vector of the batch that has not converged, from 0.
  public int vector() {
    return vector;
  }

  /// The bound reached on the error of its column currents over the largest terminal current.
  public double residual() {
    return residual;
  }
}
