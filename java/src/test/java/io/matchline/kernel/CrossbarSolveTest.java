package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Crossbar currents against Gaussian elimination of the nodal equations, and every variant against the plain-C bits.
class CrossbarSolveTest {
  private static final int ROUNDS = 120;

  @Test
  void currentsEqualNodalAnalysis() {
    Random random = new Random(7);
    try (Arena arena = Arena.ofConfined()) {
      for (int round = 0; round < ROUNDS; round++) {
        CrossbarJob job = CrossbarJob.random(arena, random, 1 + random.nextInt(14), 1 + random.nextInt(14));
        double[] wanted = CrossbarNodes.columnCurrents(job);
        double[] found = job.solve(Backends.open(Backend.JAVA));
        double most = job.largestCurrent();
        for (int j = 0; j < wanted.length; j++) {
          double error = Math.abs(found[j] - wanted[j]) / most;
          assertTrue(error <= 1e-9, "round %d column %d is off by %s: %s".formatted(round, j, error, job.circuit()));
        }
        assertTrue(job.residual() <= 1e-9, "residual " + job.residual());
      }
    }
  }

  @Test
  void everyVariantGivesTheSameBits() {
    try (Arena arena = Arena.ofConfined()) {
      KernelVariants.forEach(
          (name, kernels) -> {
            Random random = new Random(11);
            for (int round = 0; round < ROUNDS; round++) {
              CrossbarJob job = CrossbarJob.random(arena, random, 1 + random.nextInt(40), 1 + random.nextInt(40));
              assertArrayEquals(job.solve(Backends.open(Backend.JAVA)), job.solve(kernels), name);
            }
          });
    }
  }
}
