package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Products with noisy cells: against normal numbers drawn by themselves, and one hash over every variant and thread
/// count.
class NoisyMvmTest {
  /// Its last events pass 2³²−1.
  private static final Draw DRAW = new Draw(0x9d2c5680a4093822L, 34, 77, -2);

  /// One product with its buffers.
  private record Job(Patch patch, NoisyProduct product) {
    static Job random(Arena arena, Patch patch, int vectors, boolean perCell) {
      SplittableRandom random = new SplittableRandom(1000L * patch.rows() + patch.cells());
      long stride = patch.cells() + random.nextInt(4);
      long xStride = patch.rows() + random.nextInt(4);
      long yStride = patch.cells() + random.nextInt(4);
      MemorySegment mean = uniform(arena, random, patch.rows() * stride, 0, 2);
      MemorySegment sigma = perCell ? uniform(arena, random, patch.rows() * stride, 0, 0.1) : MemorySegment.NULL;
      MemorySegment x = uniform(arena, random, vectors * xStride, -1, 1);
      MemorySegment y = arena.allocate(JAVA_FLOAT, vectors * yStride);
      return new Job(
          patch, new NoisyProduct(vectors, mean, perCell ? 0 : 0.05f, sigma, stride, x, xStride, y, yStride));
    }

    private static MemorySegment uniform(Arena arena, SplittableRandom random, long elements, double low, double high) {
      MemorySegment x = arena.allocate(JAVA_FLOAT, elements);
      for (long i = 0; i < elements; i++) {
        x.setAtIndex(JAVA_FLOAT, i, (float) random.nextDouble(low, high));
      }
      return x;
    }

    Job run(Kernels kernels, Workers workers) {
      product.y().fill((byte) 0x5a);
      workers.run(product.vectors(), 1, vectors -> kernels.noisyMvm(DRAW, patch, product, vectors));
      return this;
    }

    float sigma(long cell) {
      return product.sigmaCell().address() == 0
          ? product.sigma()
          : product.sigmaCell().getAtIndex(JAVA_FLOAT, cell);
    }
  }

  /// More than a million read cells: every width and height 1 … 130, and shapes beyond the strips of the kernels.
  private static List<Job> goldenJobs(Arena arena) {
    SplittableRandom random = new SplittableRandom(20_260_101);
    List<Job> jobs = new ArrayList<>();
    for (int size = 1; size <= 130; size++) {
      int begin = size % 3 == 0 ? 64 * random.nextInt(9) : random.nextInt(1000);
      jobs.add(Job.random(arena, new Patch(size, 131 - size, begin, size), 1 + size % 3, size % 2 == 0));
    }
    jobs.add(Job.random(arena, new Patch(0, 129, 64, 1025), 2, false));
    jobs.add(Job.random(arena, new Patch(Integer.MAX_VALUE - 300, 300, 33, 200), 3, true));
    jobs.add(Job.random(arena, new Patch(7, 2, Integer.MAX_VALUE - 2100, 2100), 9, true));
    return jobs;
  }

  @Test
  void everyVariantAndThreadCountGivesTheGoldenHash() {
    try (Arena arena = Arena.ofShared()) {
      List<Job> jobs = goldenJobs(arena);
      long cells =
          jobs.stream().mapToLong(j -> j.patch.rows() * j.patch.cells() * j.product.vectors()).sum();
      assertTrue(cells >= 1_000_000, cells + " cells");
      KernelVariants.forEach(
          (name, kernels) -> {
            for (int threads : new int[] {1, 2, 3, 7}) {
              MessageDigest digest = KernelVariants.sha256();
              try (Workers workers = new Workers(threads)) {
                jobs.forEach(job -> digest.update(job.run(kernels, workers).product.y().asByteBuffer()));
              }
              KernelVariants.assertGolden("noisy_mvm", name + " on " + threads + " threads", digest);
            }
          });
    }
  }

  /// Any draw can be made again by gauss from its row, its cell and the vector's event.
  @Test
  void theNumbersAreThoseOfGauss() {
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      List<Job> jobs =
          List.of(
              Job.random(arena, new Patch(3, 70, 100, 130), 3, true),
              Job.random(arena, new Patch(0, 9, 64, 300), 4, false));
      KernelVariants.forEach((name, kernels) -> jobs.forEach(job -> compare(name, kernels, job.run(kernels, one))));
    }
  }

  private static void compare(String name, Kernels kernels, Job job) {
    Patch patch = job.patch;
    NoisyProduct p = job.product;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment normal = arena.allocate(JAVA_FLOAT, patch.rows() * patch.cells());
      for (int b = 0; b < p.vectors(); b++) {
        Draw draw = new Draw(DRAW.seed(), DRAW.stream(), DRAW.array(), DRAW.event() + b);
        kernels.gauss(draw, patch, normal, patch.cells());
        for (long j = 0; j < patch.cells(); j++) {
          double sum = 0;
          for (long i = 0; i < patch.rows(); i++) {
            double n = normal.getAtIndex(JAVA_FLOAT, i * patch.cells() + j);
            double read = p.mean().getAtIndex(JAVA_FLOAT, i * p.stride() + j) + job.sigma(i * p.stride() + j) * n;
            sum += p.x().getAtIndex(JAVA_FLOAT, b * p.xStride() + i) * read;
          }
          assertEquals(sum, p.y().getAtIndex(JAVA_FLOAT, b * p.yStride() + j), 3e-7 * 3 * patch.rows(), name);
        }
      }
    }
  }

  @Test
  void cuttingTheMatrixByCellsChangesNothing() {
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      Job job = Job.random(arena, new Patch(5, 140, 30, 200), 3, false);
      KernelVariants.forEach(
          (name, kernels) -> {
            byte[] whole = job.run(kernels, one).product.y().toArray(JAVA_BYTE);
            job.product.y().fill((byte) 0x5a);
            for (int begin : new int[] {0, 70, 150}) {
              NoisyProduct p = job.product;
              Patch part = new Patch(5, 140, 30 + begin, begin == 70 ? 80 : begin == 0 ? 70 : 50);
              NoisyProduct cells =
                  new NoisyProduct(
                      p.vectors(), p.mean().asSlice(4L * begin), p.sigma(), p.sigmaCell(), p.stride(),
                      p.x(), p.xStride(), p.y().asSlice(4L * begin), p.yStride());
              kernels.noisyMvm(DRAW, part, cells, cells.all());
            }
            assertEquals(-1, MemorySegment.ofArray(whole).mismatch(job.product.y()), name);
          });
    }
  }

  @Test
  void shapesAreCheckedBeforeTheCall() {
    try (Arena arena = Arena.ofConfined()) {
      Patch patch = new Patch(0, 4, 0, 5);
      MemorySegment large = arena.allocate(4 * 20);
      MemorySegment small = arena.allocate(4 * 3);
      refused("sigma = -1.0", () -> NoisyProduct.of(patch, 1, large, -1, large, large));
      refused("sigma = 1.0 beside", () -> new NoisyProduct(1, large, 1, large, 5, large, 4, large, 5));
      KernelVariants.forEach(
          (name, kernels) -> {
            refused("mean has 12 bytes", () -> run(kernels, patch, NoisyProduct.of(patch, 1, small, 0, large, large)));
            refused("x has 12 bytes", () -> run(kernels, patch, NoisyProduct.of(patch, 1, large, 0, small, large)));
            refused("y has 12 bytes", () -> run(kernels, patch, NoisyProduct.of(patch, 1, large, 0, large, small)));
            refused("sigmaCell", () -> run(kernels, patch, NoisyProduct.of(patch, 1, large, small, large, large)));
            NoisyProduct narrow = NoisyProduct.of(new Patch(0, 4, 0, 4), 1, large, 0, large, large);
            refused("stride = 4 is below the 5 cells", () -> run(kernels, patch, narrow));
            NoisyProduct ok = NoisyProduct.of(patch, 1, large, 0, large, large);
            refused("span ends at vector 2 of 1", () -> kernels.noisyMvm(DRAW, patch, ok, new Span(0, 2)));
          });
    }
  }

  private static void run(Kernels kernels, Patch patch, NoisyProduct product) {
    kernels.noisyMvm(DRAW, patch, product, product.all());
  }

  private static void refused(String reason, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
