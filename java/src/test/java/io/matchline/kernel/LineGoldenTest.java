package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// More than a million samples per model have one digest on every backend, instruction set and number of threads.
///
/// The digests are those of the plain-C reference; `native/tests/tcam/line.c` and the accuracy tests say that it is
/// right.
class LineGoldenTest {
  private static final int MAX_WIDTH = 130;
  private static final List<Integer> THREADS = List.of(1, 2, 3, 7);

  /// Every width has more than one block; short lines have most of the rows.
  private static List<LineJob> jobs(Arena arena) {
    Random random = new Random(20260101);
    List<LineJob> jobs = new ArrayList<>();
    for (int width = 1; width <= MAX_WIDTH; width++) {
      jobs.add(LineJob.usual(arena, random, width, 9 + 20_000 / (width * width)));
    }
    for (int round = 0; round < 24; round++) {
      jobs.add(LineJob.extreme(arena, random, 1 + random.nextInt(12), 1 + random.nextInt(17)));
    }
    return jobs;
  }

  @ParameterizedTest
  @EnumSource
  void oneDigestEverywhere(LineModel model) {
    try (Arena arena = Arena.ofShared()) {
      List<LineJob> jobs = jobs(arena);
      long samples = jobs.stream().mapToLong(LineJob::samples).sum();
      assertTrue(samples >= 1_000_000, samples + " samples");
      KernelVariants.forEach((name, kernels) -> compare(model, jobs, name, kernels));
    }
  }

  private static void compare(LineModel model, List<LineJob> jobs, String name, Kernels kernels) {
    for (int threads : THREADS) {
      MessageDigest digest = KernelVariants.sha256();
      try (Workers workers = new Workers(threads)) {
        jobs.forEach(job -> job.run(kernels, model, workers, digest));
      }
      String stem = model.name().toLowerCase(Locale.ROOT);
      KernelVariants.assertGolden(stem, name + " with " + threads + " threads", digest);
    }
  }
}
