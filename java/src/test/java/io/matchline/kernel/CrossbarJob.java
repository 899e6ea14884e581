package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// A random crossbar with one vector and everything that may drive it.
record CrossbarJob(CrossbarCircuit circuit, CrossbarDrive drive, CrossbarResult result) {
  private static final double TOLERANCE = 1e-10;

  static CrossbarJob random(Arena arena, Random random, int rows, int columns) {
    return random(arena, random, rows, columns, 1e-4, TOLERANCE, 1000);
  }

  /// @param largestS of the conductances; four decades below it, and cells without any
  static CrossbarJob random(
      Arena arena, Random random, int rows, int columns, double largestS, double tolerance, int maxIterations) {
    MemorySegment g = arena.allocate(JAVA_DOUBLE, (long) rows * columns);
    for (int c = 0; c < rows * columns; c++) {
      g.setAtIndex(JAVA_DOUBLE, c, random.nextInt(5) == 0 ? 0 : largestS * Math.pow(1e-4, random.nextDouble()));
    }
    CrossbarCircuit circuit =
        new CrossbarCircuit(
            rows,
            columns,
            CrossbarEnd.values()[random.nextInt(2)],
            CrossbarEnd.values()[random.nextInt(2)],
            ohm(random),
            ohm(random),
            ohm(random),
            ohm(random),
            g);
    boolean cells = random.nextBoolean();
    CrossbarDrive drive =
        new CrossbarDrive(
            1,
            false,
            maxIterations,
            tolerance,
            volts(arena, random, rows, 1),
            random.nextBoolean() ? volts(arena, random, columns, 1) : MemorySegment.NULL,
            cells ? volts(arena, random, rows * columns, 1e-6) : MemorySegment.NULL);
    CrossbarResult result =
        new CrossbarResult(
            arena.allocate(JAVA_DOUBLE, rows),
            arena.allocate(JAVA_DOUBLE, columns),
            arena.allocate(JAVA_DOUBLE, (long) rows * columns),
            arena.allocate(JAVA_DOUBLE, (long) rows * columns),
            arena.allocate(JAVA_DOUBLE),
            arena.allocate(JAVA_INT));
    return new CrossbarJob(circuit, drive, result);
  }

  private static double ohm(Random random) {
    return random.nextInt(4) == 0 ? 0 : 0.1 * Math.pow(5000, random.nextDouble());
  }

  private static MemorySegment volts(Arena arena, Random random, int count, double most) {
    MemorySegment v = arena.allocate(JAVA_DOUBLE, count);
    for (int i = 0; i < count; i++) {
      v.setAtIndex(JAVA_DOUBLE, i, most * (2 * random.nextDouble() - 1));
    }
    return v;
  }

  /// Column currents, A.
  double[] solve(Kernels kernels) {
    try (Arena arena = Arena.ofConfined()) {
      CrossbarSize size = kernels.crossbarSize(circuit);
      MemorySegment prepared = arena.allocate(JAVA_DOUBLE, size.preparedDoubles());
      kernels.crossbarPrepare(circuit, prepared);
      MemorySegment workspace = arena.allocate(JAVA_DOUBLE, size.workspaceDoubles());
      kernels.crossbarSolve(circuit, prepared, drive, new Span(0, 1), workspace, result);
      return result.columnCurrent().toArray(JAVA_DOUBLE);
    }
  }

  double residual() {
    return result.residual().get(JAVA_DOUBLE, 0);
  }

  double largestCurrent() {
    double most = 0;
    for (MemorySegment currents : new MemorySegment[] {result.rowCurrent(), result.columnCurrent()}) {
      for (double current : currents.toArray(JAVA_DOUBLE)) {
        most = Math.max(most, Math.abs(current));
      }
    }
    return most;
  }
}
