package io.matchline.kernel;

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

/// Float products: against sums in double, and one hash over every variant and thread count.
class GemmTest {
  /// More than a million elements of C: every width and depth 1 … 130, and depths beyond the blocks of the kernels.
  private static List<GemmShape> goldenShapes() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    List<GemmShape> shapes = new ArrayList<>();
    for (int columns = 1; columns <= 130; columns++) {
      int inner = 1 + (columns * 37) % 130;
      int rows = 8_000 / columns + 1;
      shapes.add(new GemmShape(rows, inner, columns, inner + random.nextInt(4), columns + random.nextInt(4), false));
    }
    for (int inner : new int[] {255, 256, 257, 700}) {
      shapes.add(new GemmShape(9, inner, 70, inner, 71, false));
    }
    return shapes;
  }

  /// Numbers of both signs over forty octaves, 0 among them.
  private static MemorySegment random(Arena arena, SplittableRandom random, long elements) {
    MemorySegment x = arena.allocate(JAVA_FLOAT, elements);
    for (long i = 0; i < elements; i++) {
      double value = random.nextInt(20) == 0 ? 0 : random.nextDouble(-1, 1);
      x.setAtIndex(JAVA_FLOAT, i, (float) Math.scalb(value, random.nextInt(41) - 20));
    }
    return x;
  }

  /// A product and its result, cut over the rows.
  private record Job(GemmShape shape, MemorySegment a, MemorySegment b, MemorySegment packed, MemorySegment c) {
    static Job random(Arena arena, GemmShape shape) {
      SplittableRandom random = new SplittableRandom(1000L * shape.inner() + shape.columns());
      MemorySegment a = GemmTest.random(arena, random, shape.rows() * shape.aStride());
      MemorySegment b = GemmTest.random(arena, random, (long) shape.inner() * shape.columns());
      MemorySegment packed = arena.allocate(JAVA_FLOAT, shape.packedElements());
      return new Job(shape, a, b, packed, arena.allocate(JAVA_FLOAT, shape.rows() * shape.cStride()));
    }

    Job run(Kernels kernels, Workers workers) {
      c.fill((byte) 0x5a);
      packed.fill((byte) 0x5a);
      kernels.gemmPack(shape, b, shape.columns(), packed);
      workers.run(shape.rows(), 1, rows -> kernels.gemm(shape, rows, a, packed, c));
      return this;
    }

    float element(long row, int column) {
      return c.getAtIndex(JAVA_FLOAT, row * shape.cStride() + column);
    }
  }

  @Test
  void everyVariantAndThreadCountGivesTheGoldenHash() {
    try (Arena arena = Arena.ofShared()) {
      List<Job> jobs = goldenShapes().stream().map(shape -> Job.random(arena, shape)).toList();
      long elements = jobs.stream().mapToLong(job -> job.shape.rows() * job.shape.columns()).sum();
      assertTrue(elements >= 1_000_000, elements + " elements");
      KernelVariants.forEach(
          (name, kernels) -> {
            for (int threads : new int[] {1, 2, 3, 7}) {
              MessageDigest digest = KernelVariants.sha256();
              try (Workers workers = new Workers(threads)) {
                jobs.forEach(job -> digest.update(job.run(kernels, workers).c.asByteBuffer()));
              }
              KernelVariants.assertGolden("gemm", name + " on " + threads + " threads", digest);
            }
          });
    }
  }

  /// A chain of `inner` fused steps errs by at most inner · 2⁻²⁴ of the sum of magnitudes, to the first order.
  @Test
  void everyVariantIsTheSumWithinItsRounding() {
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      List<Job> jobs = new ArrayList<>();
      for (int size = 1; size <= 130; size += 3) {
        jobs.add(Job.random(arena, new GemmShape(7, size, 131 - size)));
      }
      jobs.add(Job.random(arena, new GemmShape(13, 1000, 65)));
      KernelVariants.forEach((name, kernels) -> jobs.forEach(job -> compare(name, job.run(kernels, one))));
    }
  }

  private static void compare(String name, Job job) {
    GemmShape shape = job.shape;
    for (long i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.columns(); j++) {
        double sum = 0;
        double magnitude = 0;
        for (int k = 0; k < shape.inner(); k++) {
          double a = job.a.getAtIndex(JAVA_FLOAT, i * shape.aStride() + k);
          double term = a * job.b.getAtIndex(JAVA_FLOAT, (long) k * shape.columns() + j);
          sum += term;
          magnitude += Math.abs(term);
        }
        assertEquals(sum, job.element(i, j), 1.01 * shape.inner() * 0x1p-24 * magnitude + 1e-44, name);
      }
    }
  }

  /// Multiplying the columns of each panel by themselves gives the same bits as all at once.
  @Test
  void cuttingTheColumnsChangesNothing() {
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      GemmShape shape = new GemmShape(11, 300, 150);
      Job job = Job.random(arena, shape);
      KernelVariants.forEach(
          (name, kernels) -> {
            job.run(kernels, one);
            MemorySegment parts = arena.allocate(JAVA_FLOAT, shape.rows() * shape.cStride());
            for (int j = 0; j < shape.columns(); j += GemmShape.PANEL) {
              int columns = Math.min(GemmShape.PANEL, shape.columns() - j);
              GemmShape part = new GemmShape(shape.rows(), shape.inner(), columns, shape.inner(), shape.cStride(), false);
              MemorySegment panel = job.packed.asSlice(4L * j * shape.inner());
              kernels.gemm(part, part.all(), job.a, panel, parts.asSlice(4L * j));
            }
            assertEquals(-1, parts.mismatch(job.c), name);
          });
    }
  }

  /// The chain over all rows of B is the chain over the first ones, continued over the others.
  @Test
  void aProductIsAddedToWhatIsThere() {
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      Job job = Job.random(arena, new GemmShape(11, 300, 50));
      KernelVariants.forEach(
          (name, kernels) -> {
            job.run(kernels, one);
            MemorySegment parts = arena.allocate(JAVA_FLOAT, 11 * 50);
            GemmShape head = new GemmShape(11, 131, 50, 300, 50, false);
            GemmShape tail = new GemmShape(11, 169, 50, 300, 50, true);
            kernels.gemm(head, head.all(), job.a, job.packed, parts);
            kernels.gemm(tail, tail.all(), job.a.asSlice(4 * 131), job.packed.asSlice(4 * 131 * 64), parts);
            assertEquals(-1, parts.mismatch(job.c), name);
          });
    }
  }

  /// Operands given as their transposes or without panels, a bias and a ReLU: the bits of the plain product of copies, then
  /// of the same operations in Java, for every cut of the columns.
  @Test
  void everyFormGivesTheBitsOfThePlainProduct() {
    SplittableRandom random = new SplittableRandom(3);
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      for (int round = 0; round < 24; round++) {
        Job job = Job.random(arena, new GemmShape(1 + random.nextInt(30), 1 + random.nextInt(300), 1 + random.nextInt(200)));
        GemmShape plain = job.shape;
        boolean turnedA = round % 2 == 1;
        boolean turnedB = round / 2 % 2 == 1;
        MemorySegment a = turnedA ? turned(arena, job.a, (int) plain.rows(), plain.inner()) : job.a;
        MemorySegment b = turnedB ? turned(arena, job.b, plain.inner(), plain.columns()) : job.b;
        MemorySegment bias = random(arena, random, plain.columns());
        GemmShape form = GemmShape.of(plain.rows(), plain.inner(), plain.columns(), turnedA, turnedB).rectified();
        KernelVariants.forEach((name, kernels) -> {
          job.run(kernels, one);
          MemorySegment c = arena.allocate(JAVA_FLOAT, plain.rows() * plain.columns());
          for (int j = 0; j < plain.columns(); j += 64) {
            Span part = new Span(j, Math.min(plain.columns(), j + 64));
            MemorySegment own = b.asSlice(4 * form.bOffset(j));
            kernels.gemm(form.columns(part), form.all(), a, own, bias.asSlice(4L * j), c.asSlice(4L * j));
          }
          for (int i = 0; i < plain.rows() * plain.columns(); i++) {
            float sum = job.c.getAtIndex(JAVA_FLOAT, i) + bias.getAtIndex(JAVA_FLOAT, i % plain.columns());
            assertEquals(sum > 0 ? sum : 0, c.getAtIndex(JAVA_FLOAT, i), name);
          }
        });
      }
    }
  }

  private static MemorySegment turned(Arena arena, MemorySegment x, int rows, int columns) {
    MemorySegment y = arena.allocate(JAVA_FLOAT, (long) rows * columns);
    for (int i = 0; i < rows * columns; i++) {
      y.setAtIndex(JAVA_FLOAT, (long) i % columns * rows + i / columns, x.getAtIndex(JAVA_FLOAT, i));
    }
    return y;
  }

  @Test
  void shapesAreCheckedBeforeTheCall() {
    refused("inner = 0", () -> new GemmShape(1, 0, 1));
    refused("stride of A = 2 is below its 3 columns", () -> new GemmShape(1, 3, 1, 2, 1, false));
    refused("stride of B = 2", () -> new GemmShape(1, 3, 5, false, true, 3, 2, 5, false, false));
    refused("B in panels", () -> new GemmShape(1, 3, 5, false, true, 3, 0, 5, false, false));
    refused("stride of C = 4", () -> new GemmShape(1, 3, 5, 3, 4, false));
    try (Arena arena = Arena.ofConfined()) {
      GemmShape shape = new GemmShape(4, 3, 5);
      MemorySegment small = arena.allocate(4 * 11);
      MemorySegment large = arena.allocate(4 * 3 * 64);
      Span far = new Span(0, 5);
      KernelVariants.forEach(
          (name, kernels) -> {
            refused("span ends at row 5 of 4", () -> kernels.gemm(shape, far, large, large, large));
            refused("a has 44 bytes", () -> kernels.gemm(shape, shape.all(), small, large, large));
            refused("packed has 44 bytes", () -> kernels.gemm(shape, shape.all(), large, small, large));
            refused("c has 44 bytes", () -> kernels.gemm(shape, shape.all(), large, large, small));
            refused("stride of B = 4", () -> kernels.gemmPack(shape, large, 4, large));
          });
    }
  }

  private static void refused(String reason, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
