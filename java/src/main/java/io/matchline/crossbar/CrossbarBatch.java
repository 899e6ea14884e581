package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.kernel.CrossbarDrive;
import io.matchline.kernel.CrossbarResult;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Terminal voltages of a batch of vectors and what the array answered, off-heap and used again from call to call.
///
/// Made by {@link Crossbar#batch} and only used with an array of the same size. Terminals stand at 0 V until they are
/// driven.
public final class CrossbarBatch implements AutoCloseable {
  /// Which voltages a solution leaves behind.
  public enum Keep {
    /// Only the terminal currents.
    CURRENTS,

    /// The voltages of all nodes too: for gradients and to start the next solution from.
    VOLTAGES
  }

  private final Arena arena = Arena.ofShared();
  private final int rows;
  private final int columns;
  private final int vectors;
  private final MemorySegment rowV;
  private final MemorySegment columnV;
  private final CrossbarResult result;

  CrossbarBatch(int rows, int columns, int vectors, Keep keep) {
    if (vectors < 1) {
      throw new IllegalArgumentException("vectors = %d is below 1".formatted(vectors));
    }
    this.rows = rows;
    this.columns = columns;
    this.vectors = vectors;
    rowV = doubles(rows);
    columnV = doubles(columns);
    long cells = keep == Keep.VOLTAGES ? (long) rows * columns : 0;
    result = new CrossbarResult(
        doubles(rows),
        doubles(columns),
        doubles(cells),
        doubles(cells),
        doubles(1),
        arena.allocate(JAVA_INT, vectors));
  }

  private MemorySegment doubles(long each) {
    return each == 0 ? MemorySegment.NULL : arena.allocate(JAVA_DOUBLE, Math.multiplyExact(vectors, each));
  }

  public int vectors() {
    return vectors;
  }

  public boolean keepsVoltages() {
    return result.columnVoltage().address() != 0;
  }

  /// Drives the row terminals.
  ///
  /// @param volts `[vectors][rows]` V, finite
  public void driveRows(double[] volts) {
    drive(rowV, "row", rows, volts);
  }

  /// Drives the column terminals.
  ///
  /// @param volts `[vectors][columns]` V, finite
  public void driveColumns(double[] volts) {
    drive(columnV, "column", columns, volts);
  }

  /// Drives the column terminals with the voltages from place `from` on, all known to be finite.
  void driveColumns(double[] volts, int from) {
    MemorySegment.copy(volts, from, columnV, JAVA_DOUBLE, 0, vectors * columns);
  }

  private void drive(MemorySegment terminals, String line, int lines, double[] volts) {
    checkVoltages(line, lines, vectors, volts);
    MemorySegment.copy(volts, 0, terminals, JAVA_DOUBLE, 0, volts.length);
  }

  static void checkVoltages(String line, int lines, int vectors, double[] volts) {
    if (volts.length != (long) vectors * lines) {
      throw new IllegalArgumentException(
          "%d %s voltages, %d vectors of %d are needed".formatted(volts.length, line, vectors, lines));
    }
    for (int k = 0; k < volts.length; k++) {
      if (!Double.isFinite(volts[k])) {
        throw new IllegalArgumentException(
            "voltage of vector %d, %s %d = %s V is not finite".formatted(k / lines, line, k % lines, volts[k]));
      }
    }
  }

  /// Currents from the columns into their terminals, `[vectors][columns]` A.
  public double[] columnCurrentA() {
    return result.columnCurrent().toArray(JAVA_DOUBLE);
  }

  /// Currents of one vector from the columns into their terminals, `[columns]` A.
  public double[] columnCurrentA(int vector) {
    long bytes = (long) columns * Double.BYTES;
    return result.columnCurrent().asSlice(vector * bytes, bytes).toArray(JAVA_DOUBLE);
  }

  /// Currents from the row terminals into the rows, `[vectors][rows]` A.
  public double[] rowCurrentA() {
    return result.rowCurrent().toArray(JAVA_DOUBLE);
  }

  /// Iterations that the slowest vector took.
  public int iterations() {
    int most = 0;
    for (int v = 0; v < vectors; v++) {
      most = Math.max(most, iterations(v));
    }
    return most;
  }

  /// The largest bound of any vector on the error of its column currents over its largest terminal current.
  public double residual() {
    double most = 0;
    for (int v = 0; v < vectors; v++) {
      most = Math.max(most, residual(v));
    }
    return most;
  }

  int iterations(int vector) {
    return result.iterations().getAtIndex(JAVA_INT, vector);
  }

  double residual(int vector) {
    return result.residual().getAtIndex(JAVA_DOUBLE, vector);
  }

  /// Copies the voltages of the row and the column nodes of `count` cells from cell `first` on, row after row, V.
  void nodeVoltages(int vector, int first, int count, double[] rowNodeV, double[] columnNodeV) {
    long place = ((long) vector * rows * columns + first) * Double.BYTES;
    MemorySegment.copy(result.rowVoltage(), JAVA_DOUBLE, place, rowNodeV, 0, count);
    MemorySegment.copy(result.columnVoltage(), JAVA_DOUBLE, place, columnNodeV, 0, count);
  }

  void checkSize(int otherRows, int otherColumns) {
    checkSize(rows, columns, otherRows, otherColumns);
  }

  static void checkSize(int rows, int columns, int otherRows, int otherColumns) {
    if (rows != otherRows || columns != otherColumns) {
      throw new IllegalArgumentException(
          "a batch of an array of %d × %d cells, the array has %d × %d"
              .formatted(rows, columns, otherRows, otherColumns));
    }
  }

  /// @param firstVector what messages call the first vector of this batch
  void checkConverged(int firstVector, SolveLimits limits) {
    for (int v = 0; v < vectors; v++) {
      if (!(residual(v) <= limits.tolerance())) {
        throw new NotConvergedException(firstVector + v, iterations(v), residual(v), limits.tolerance());
      }
    }
  }

  CrossbarDrive drive(boolean warm, SolveLimits limits) {
    return new CrossbarDrive(
        vectors, warm, limits.maxIterations(), limits.tolerance(), rowV, columnV, MemorySegment.NULL);
  }

  CrossbarResult result() {
    return result;
  }

  @Override
  public void close() {
    arena.close();
  }
}
