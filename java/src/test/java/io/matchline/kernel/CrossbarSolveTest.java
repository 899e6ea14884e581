package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

  /// Wherever the solve stops, be it converged or out of iterations. The oracle itself rounds by 1e-11 or less.
  @Test
  void residualBoundsTheError() {
    Random random = new Random(23);
    int stopped = 0;
    try (Arena arena = Arena.ofConfined()) {
      for (int round = 0; round < 4 * ROUNDS; round++) {
        double largestS = random.nextBoolean() ? 1e-4 : 1e-2;
        double tolerance = Math.pow(10, -2 - random.nextInt(8));
        CrossbarJob job =
            CrossbarJob.random(
                arena,
                random,
                1 + random.nextInt(14),
                1 + random.nextInt(14),
                largestS,
                tolerance,
                random.nextBoolean() ? 1000 : random.nextInt(3));
        double[] wanted = CrossbarNodes.columnCurrents(job);
        double[] found = job.solve(Backends.open(Backend.FFM));
        double most = job.largestCurrent();
        for (int j = 0; j < wanted.length; j++) {
          double error = Math.abs(found[j] - wanted[j]);
          assertTrue(
              error <= (job.residual() + 1e-11) * most,
              "round %d column %d: off by %s of %s, bound %s: %s"
                  .formatted(round, j, error, most, job.residual(), job.circuit()));
        }
        boolean converged = job.residual() <= tolerance;
        assertTrue(converged || job.drive().maxIterations() < 3, "round %d: %s".formatted(round, job.residual()));
        stopped += converged ? 0 : 1;
      }
    }
    assertTrue(stopped >= ROUNDS / 4, stopped + " solves ran out of iterations");
  }

  @Test
  void aCellThatIsNoConductanceIsNamed() {
    try (Arena arena = Arena.ofConfined()) {
      CrossbarJob job = CrossbarJob.random(arena, new Random(3), 3, 5);
      job.circuit().conductance().setAtIndex(JAVA_DOUBLE, 2 * 5 + 4, -1e-6);
      KernelVariants.forEach(
          (name, kernels) ->
              assertEquals(
                  "conductance of row 2, column 4 = -1.0E-6 S is not a finite number of at least 0",
                  assertThrows(IllegalArgumentException.class, () -> job.solve(kernels), name).getMessage()));
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
