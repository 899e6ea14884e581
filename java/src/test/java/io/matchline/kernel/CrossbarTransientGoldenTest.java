package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// More than a million currents after a step have one digest on every backend, instruction set and number of threads.
///
/// The digest is that of the plain-C reference; `native/tests/crossbar/transient.c` and {@link CrossbarTransientTest}
/// say that it is right.
class CrossbarTransientGoldenTest {
  private static final List<Integer> THREADS = List.of(1, 3);
  private static final int MOST_LINES = 12;

  /// Every shape up to 12 × 12; small ones with most of the vectors.
  private static List<CrossbarStepJob> jobs(Arena arena) {
    Random random = new Random(20260103);
    List<CrossbarStepJob> jobs = new ArrayList<>();
    for (int rows = 1; rows <= MOST_LINES; rows++) {
      for (int columns = 1; columns <= MOST_LINES; columns++) {
        jobs.add(job(arena, random, rows, columns, 2 + 30_000 / (rows * rows * columns * columns)));
      }
    }
    jobs.add(job(arena, random, 33, 65, 2));
    return jobs;
  }

  private static CrossbarStepJob job(Arena arena, Random random, int rows, int columns, int vectors) {
    double[][] rowV = new double[vectors][];
    double[][] columnV = new double[random.nextBoolean() ? vectors : 0][];
    for (int v = 0; v < vectors; v++) {
      rowV[v] = CrossbarStepJob.volts(random, rows);
      if (columnV.length > 0) {
        columnV[v] = CrossbarStepJob.volts(random, columns);
      }
    }
    double[] times = {0, CrossbarStepJob.logarithmic(random, 1e-15, 1e-9), 1e-13, 1e-7};
    CrossbarCircuit circuit = CrossbarStepJob.circuit(arena, random, rows, columns);
    double rowF = CrossbarStepJob.farad(random);
    return CrossbarStepJob.of(arena, circuit, rowF, CrossbarStepJob.farad(random), rowV, columnV, times);
  }

  @Test
  void oneDigestEverywhere() {
    try (Arena arena = Arena.ofShared()) {
      List<CrossbarStepJob> jobs = jobs(arena);
      long currents = jobs.stream().mapToLong(CrossbarStepJob::currents).sum();
      assertTrue(currents >= 1_000_000, currents + " currents");
      KernelVariants.forEach(
          (name, kernels) -> {
            for (int threads : THREADS) {
              MessageDigest digest = KernelVariants.sha256();
              try (Workers workers = new Workers(threads)) {
                jobs.forEach(job -> job.run(kernels, workers, digest));
              }
              KernelVariants.assertGolden("crossbar_transient", name + " with " + threads + " threads", digest);
            }
          });
    }
  }
}
