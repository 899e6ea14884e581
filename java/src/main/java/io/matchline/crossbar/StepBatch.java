package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.matchline.kernel.CrossbarStep;
import io.matchline.kernel.CrossbarWaveform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Voltages to which the row terminals of a batch step at t = 0, and the column currents at some times after, off-heap.
///
/// Made by {@link Crossbar#stepBatch}.
public final class StepBatch implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final int rows;
  private final int columns;
  private final int vectors;
  private final double[] timesS;
  private final MemorySegment rowV;
  private final MemorySegment time;
  private final CrossbarWaveform waveform;

  StepBatch(int rows, int columns, int vectors, double[] timesS) {
    if (vectors < 1) {
      throw new IllegalArgumentException("vectors = %d is below 1".formatted(vectors));
    }
    if (timesS.length < 1 || timesS.length > CrossbarStep.MAX_TIMES) {
      throw new IllegalArgumentException(
          "times = %d is outside 1 … %d".formatted(timesS.length, CrossbarStep.MAX_TIMES));
    }
    for (double t : timesS) {
      if (!(t >= 0 && t < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("time %s s is not a finite number of at least 0 s".formatted(t));
      }
    }
    this.rows = rows;
    this.columns = columns;
    this.vectors = vectors;
    this.timesS = timesS.clone();
    rowV = arena.allocate(JAVA_DOUBLE, (long) vectors * rows);
    time = arena.allocateFrom(JAVA_DOUBLE, timesS);
    long jobs = (long) vectors * timesS.length;
    waveform = new CrossbarWaveform(
        MemorySegment.NULL,
        arena.allocate(JAVA_DOUBLE, Math.multiplyExact(jobs, (long) columns)),
        arena.allocate(JAVA_DOUBLE, jobs),
        arena.allocate(JAVA_INT, jobs));
  }

  public int vectors() {
    return vectors;
  }

  public int times() {
    return timesS.length;
  }

  /// Voltages of the row terminals from t = 0 on.
  ///
  /// @param volts `[vectors][rows]` V, finite
  public void driveRows(double[] volts) {
    CrossbarBatch.checkVoltages("row", rows, vectors, volts);
    MemorySegment.copy(volts, 0, rowV, JAVA_DOUBLE, 0, volts.length);
  }

  /// Currents of one vector at one time from the columns into their terminals, `[columns]` A.
  public double[] columnCurrentA(int vector, int time) {
    long bytes = (long) columns * Double.BYTES;
    return waveform.columnCurrent().asSlice(job(vector, time) * bytes, bytes).toArray(JAVA_DOUBLE);
  }

  private long job(int vector, int time) {
    return (long) vector * timesS.length + time;
  }

  /// Most iterations that a vector took at a time.
  public int iterations() {
    int most = 0;
    for (long k = 0; k < (long) vectors * timesS.length; k++) {
      most = Math.max(most, waveform.iterations().getAtIndex(JAVA_INT, k));
    }
    return most;
  }

  /// The largest bound of any vector at any time on what the iteration leaves of its column currents.
  public double residual() {
    double most = 0;
    for (long k = 0; k < (long) vectors * timesS.length; k++) {
      most = Math.max(most, waveform.residual().getAtIndex(JAVA_DOUBLE, k));
    }
    return most;
  }

  void checkSize(int otherRows, int otherColumns) {
    CrossbarBatch.checkSize(rows, columns, otherRows, otherColumns);
  }

  void checkConverged(SolveLimits limits) {
    for (int v = 0; v < vectors; v++) {
      for (int t = 0; t < timesS.length; t++) {
        double residual = isFinite(v, t)
            ? waveform.residual().getAtIndex(JAVA_DOUBLE, job(v, t))
            : Double.POSITIVE_INFINITY;
        if (!(residual <= limits.tolerance())) {
          int iterations = waveform.iterations().getAtIndex(JAVA_INT, job(v, t));
          String what = "vector %d at %s s".formatted(v, timesS[t]);
          throw new NotConvergedException(what, v, iterations, residual, limits.tolerance());
        }
      }
    }
  }

  /// Whether no current has overflowed.
  private boolean isFinite(int vector, int time) {
    long first = job(vector, time) * columns;
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += 0 * waveform.columnCurrent().getAtIndex(JAVA_DOUBLE, first + j);
    }
    return sum == 0;
  }

  CrossbarStep step(CrossbarWires wires, SolveLimits limits) {
    return new CrossbarStep(
        vectors,
        timesS.length,
        limits.maxIterations(),
        limits.tolerance(),
        wires.rowCapacitanceF(),
        wires.columnCapacitanceF(),
        rowV,
        MemorySegment.NULL,
        time);
  }

  CrossbarWaveform waveform() {
    return waveform;
  }

  @Override
  public void close() {
    arena.close();
  }
}
