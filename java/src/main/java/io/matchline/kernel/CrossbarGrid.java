package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// A crossbar seen with the terminals at node 0 of every line, whatever the circuit's placement; twin of
/// `crossbar/layout.h` without the tiles. Matrices are `[rows][columns]` in that order.
///
/// @param mirrorRows node 0 of a column is beside the last row
/// @param mirrorColumns node 0 of a row is beside the last column
/// @param rowOhm segments of a row
/// @param columnOhm segments of a column
/// @param driverOhm before node 0 of a row
/// @param senseOhm before node 0 of a column
record CrossbarGrid(
    int rows,
    int columns,
    boolean mirrorRows,
    boolean mirrorColumns,
    double rowOhm,
    double columnOhm,
    double driverOhm,
    double senseOhm) {
  private static final int STRIPES = 16;

  static CrossbarGrid of(CrossbarCircuit x) {
    return new CrossbarGrid(
        x.rows(),
        x.columns(),
        x.senseEnd() == CrossbarEnd.LAST,
        x.driverEnd() == CrossbarEnd.LAST,
        x.rowResistanceOhm(),
        x.columnResistanceOhm(),
        x.rowResistanceOhm() + x.driverResistanceOhm(),
        x.columnResistanceOhm() + x.senseResistanceOhm());
  }

  int cells() {
    return rows * columns;
  }

  private int line(int i, int n, boolean mirrored) {
    return mirrored ? n - 1 - i : i;
  }

  private long cell(int i, int j) {
    return (long) line(i, rows, mirrorRows) * columns + line(j, columns, mirrorColumns);
  }

  /// Matrix `vector` of a batch; null where the segment is NULL.
  double[] matrix(MemorySegment from, long vector) {
    if (from.address() == 0) {
      return null;
    }
    double[] to = new double[cells()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[i * columns + j] = from.getAtIndex(JAVA_DOUBLE_UNALIGNED, vector * cells() + cell(i, j));
      }
    }
    return to;
  }

  void write(double[] from, MemorySegment to, long vector) {
    for (int i = 0; to.address() != 0 && i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to.setAtIndex(JAVA_DOUBLE_UNALIGNED, vector * cells() + cell(i, j), from[i * columns + j]);
      }
    }
  }

  double[] rowVector(MemorySegment from, long vector) {
    return vector(from, vector, rows, mirrorRows);
  }

  double[] columnVector(MemorySegment from, long vector) {
    return vector(from, vector, columns, mirrorColumns);
  }

  void writeRows(double sign, double[] a, double[] b, MemorySegment to, long vector) {
    write(sign, a, b, to, vector, mirrorRows);
  }

  void writeColumns(double sign, double[] a, double[] b, MemorySegment to, long vector) {
    write(sign, a, b, to, vector, mirrorColumns);
  }

  private double[] vector(MemorySegment from, long vector, int n, boolean mirrored) {
    double[] to = new double[n];
    for (int i = 0; from.address() != 0 && i < n; i++) {
      to[i] = from.getAtIndex(JAVA_DOUBLE_UNALIGNED, vector * n + line(i, n, mirrored));
    }
    return to;
  }

  private void write(double sign, double[] a, double[] b, MemorySegment to, long vector, boolean mirrored) {
    int n = a.length;
    for (int i = 0; to.address() != 0 && i < n; i++) {
      to.setAtIndex(JAVA_DOUBLE_UNALIGNED, vector * n + line(i, n, mirrored), sign * (a[i] + b[i]));
    }
  }

  /// Sum of 16 stripes, by halves.
  static double sum(double[] x) {
    double[] stripes = new double[STRIPES];
    for (int i = 0; i < x.length; i++) {
      stripes[i % STRIPES] += x[i];
    }
    return halves(stripes);
  }

  static double dot(double[] x, double[] y) {
    double[] stripes = new double[STRIPES];
    for (int i = 0; i < x.length; i++) {
      stripes[i % STRIPES] = Math.fma(x[i], y[i], stripes[i % STRIPES]);
    }
    return halves(stripes);
  }

  private static double halves(double[] stripes) {
    for (int half = STRIPES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        stripes[i] = stripes[i] + stripes[i + half];
      }
    }
    return stripes[0];
  }
}
