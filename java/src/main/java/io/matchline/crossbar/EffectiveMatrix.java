package io.matchline.crossbar;

/// What a crossbar multiplies with, its wires included: I = Mᵀ·V exactly, because the circuit is linear.
///
/// Making it costs min(rows, columns) solutions; a product then costs no more than with ideal wires.
///
/// @param rows rows of the array
/// @param columns columns of the array
/// @param conductanceS `[rows][columns]` S: the current into column j per volt at row i
public record EffectiveMatrix(int rows, int columns, double[] conductanceS) {
  /// Solutions of one call.
  private static final int CHUNK = 64;

  /// A product adds the errors of up to this share of the tolerance per line.
  private static final double LEAST_TOLERANCE = 1e-13;

  /// The matrix of an array as it is programmed now.
  ///
  /// Lines are driven one at a time with 1 V, rows where there are no more of them than columns. Driving column j gives
  /// M[i][j] as the current out of row terminal i, because the network is reciprocal.
  ///
  /// @param limits the tolerance bounds the error of a product over the sum of the currents it is made of
  /// @throws NotConvergedException naming the line in place of the vector
  public static EffectiveMatrix of(Crossbar array, SolveLimits limits) {
    boolean byRows = array.rows() <= array.columns();
    int lines = Math.min(array.rows(), array.columns());
    double[] matrix = new double[array.rows() * array.columns()];
    SolveLimits each = limits.within(Math.max(LEAST_TOLERANCE, limits.tolerance() / lines));
    for (int first = 0; first < lines; first += CHUNK) {
      int count = Math.min(CHUNK, lines - first);
      try (CrossbarBatch batch = array.batch(count, CrossbarBatch.Keep.CURRENTS)) {
        double[] unit = unitVectors(first, count, lines);
        if (byRows) {
          batch.driveRows(unit);
        } else {
          batch.driveColumns(unit);
        }
        array.solve(batch, each);
        if (byRows) {
          System.arraycopy(batch.columnCurrentA(), 0, matrix, first * array.columns(), count * array.columns());
        } else {
          putColumns(batch.rowCurrentA(), first, count, array, matrix);
        }
      }
    }
    return new EffectiveMatrix(array.rows(), array.columns(), matrix);
  }

  private static double[] unitVectors(int first, int count, int lines) {
    double[] volts = new double[count * lines];
    for (int v = 0; v < count; v++) {
      volts[v * lines + first + v] = 1;
    }
    return volts;
  }

  private static void putColumns(double[] rowCurrentA, int first, int count, Crossbar array, double[] matrix) {
    for (int v = 0; v < count; v++) {
      for (int i = 0; i < array.rows(); i++) {
        matrix[i * array.columns() + first + v] = 0 - rowCurrentA[v * array.rows() + i];
      }
    }
  }

  /// Column currents of a batch: `[vectors][columns]` A, each sum in the order of the rows.
  ///
  /// @param rowV `[vectors][rows]` V
  public double[] times(double[] rowV, int vectors) {
    if (rowV.length != (long) vectors * rows) {
      throw new IllegalArgumentException(
          "%d voltages, %d vectors of %d are needed".formatted(rowV.length, vectors, rows));
    }
    double[] currentA = new double[Math.multiplyExact(vectors, columns)];
    for (int v = 0; v < vectors; v++) {
      for (int i = 0; i < rows; i++) {
        addRow(rowV[v * rows + i], i * columns, currentA, v * columns);
      }
    }
    return currentA;
  }

  private void addRow(double volt, int from, double[] currentA, int to) {
    for (int j = 0; j < columns; j++) {
      currentA[to + j] += volt * conductanceS[from + j];
    }
  }
}
