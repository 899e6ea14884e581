package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// More than a million steady currents have one digest on every backend, instruction set and number of threads.
///
/// The digest is that of the plain-C reference; {@link CrossbarSolveTest} and `native/tests/crossbar/solve.c` say that it
/// is right.
class CrossbarGoldenTest {
  private static final List<Integer> THREADS = List.of(1, 3);
  private static final int MOST_LINES = 12;

  /// @param voltages whether voltages are asked for too
  private record Batch(CrossbarCircuit circuit, MemorySegment rowV, MemorySegment columnV, int vectors, boolean voltages) {
    static Batch random(Arena arena, Random random, int rows, int columns, int vectors) {
      return new Batch(
          CrossbarStepJob.circuit(arena, random, rows, columns),
          volts(arena, random, vectors * rows),
          random.nextBoolean() ? volts(arena, random, vectors * columns) : MemorySegment.NULL,
          vectors,
          random.nextBoolean());
    }

    private static MemorySegment volts(Arena arena, Random random, int count) {
      return arena.allocateFrom(JAVA_DOUBLE, CrossbarStepJob.volts(random, count));
    }

    long currents() {
      return (long) vectors * (circuit.rows() + circuit.columns());
    }

    /// A cold solve, and where voltages are kept a warm one from them with other tolerance.
    void run(Kernels kernels, Workers workers, MessageDigest digest) {
      try (Arena arena = Arena.ofShared()) {
        CrossbarSize size = kernels.crossbarSize(circuit);
        MemorySegment prepared = arena.allocate(JAVA_DOUBLE, size.preparedDoubles());
        kernels.crossbarPrepare(circuit, prepared);
        long cells = voltages ? vectors * circuit.cells() : 0;
        CrossbarResult result =
            new CrossbarResult(
                arena.allocate(JAVA_DOUBLE, (long) vectors * circuit.rows()),
                arena.allocate(JAVA_DOUBLE, (long) vectors * circuit.columns()),
                voltages ? arena.allocate(JAVA_DOUBLE, cells) : MemorySegment.NULL,
                voltages ? arena.allocate(JAVA_DOUBLE, cells) : MemorySegment.NULL,
                arena.allocate(JAVA_DOUBLE, vectors),
                arena.allocate(JAVA_INT, vectors));
        for (boolean warm : voltages ? new boolean[] {false, true} : new boolean[] {false}) {
          double tolerance = warm ? 1e-11 : 1e-6;
          CrossbarDrive drive = new CrossbarDrive(vectors, warm, 40, tolerance, rowV, columnV, MemorySegment.NULL);
          workers.run(
              vectors,
              1,
              span -> {
                try (Arena own = Arena.ofConfined()) {
                  MemorySegment workspace = own.allocate(JAVA_DOUBLE, size.workspaceDoubles());
                  kernels.crossbarSolve(circuit, prepared, drive, span, workspace, result);
                }
              });
          update(digest, result);
        }
      }
    }

    private void update(MessageDigest digest, CrossbarResult result) {
      digest.update(result.rowCurrent().asByteBuffer());
      digest.update(result.columnCurrent().asByteBuffer());
      if (voltages) {
        digest.update(result.rowVoltage().asByteBuffer());
        digest.update(result.columnVoltage().asByteBuffer());
      }
      digest.update(result.residual().asByteBuffer());
      digest.update(result.iterations().asByteBuffer());
    }
  }

  /// Every shape up to 12 × 12; small ones with most of the vectors. And some with a coarse space of several modes.
  private static List<Batch> batches(Arena arena) {
    Random random = new Random(20260301);
    List<Batch> batches = new ArrayList<>();
    for (int rows = 1; rows <= MOST_LINES; rows++) {
      for (int columns = 1; columns <= MOST_LINES; columns++) {
        batches.add(Batch.random(arena, random, rows, columns, 2 + 14_000 / (rows * columns)));
      }
    }
    for (int round = 0; round < 12; round++) {
      batches.add(Batch.random(arena, random, 30 + random.nextInt(50), 30 + random.nextInt(50), 2));
    }
    return batches;
  }

  @Test
  void oneDigestEverywhere() {
    try (Arena arena = Arena.ofShared()) {
      List<Batch> batches = batches(arena);
      long currents = batches.stream().mapToLong(Batch::currents).sum();
      assertTrue(currents >= 1_000_000, currents + " currents");
      KernelVariants.forEach(
          (name, kernels) -> {
            for (int threads : THREADS) {
              MessageDigest digest = KernelVariants.sha256();
              try (Workers workers = new Workers(threads)) {
                batches.forEach(batch -> batch.run(kernels, workers, digest));
              }
              KernelVariants.assertGolden("crossbar_solve", name + " with " + threads + " threads", digest);
            }
          });
    }
  }
}
