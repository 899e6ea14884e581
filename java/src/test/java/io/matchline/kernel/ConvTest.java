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

/// Convolutions: the gradients against central differences, and one hash over every variant and thread count.
class ConvTest {
  /// More than a million elements of y, dx and dw together.
  private static List<ConvShape> goldenShapes() {
    SplittableRandom random = new SplittableRandom(20_260_102);
    List<ConvShape> shapes = new ArrayList<>();
    for (int channels = 1; channels <= 70; channels += 3) {
      int kh = random.nextInt(1, 5);
      int kw = random.nextInt(1, 5);
      int height = random.nextInt(5, 16);
      int width = random.nextInt(5, 16);
      int padHeight = random.nextInt(kh);
      int padWidth = random.nextInt(kw);
      shapes.add(new ConvShape(7, height, width, random.nextInt(1, 9), channels, kh, kw, padHeight, padWidth));
    }
    shapes.add(new ConvShape(40, 9, 7, 12, 66, 3, 3, 1, 1));
    shapes.add(new ConvShape(20, 28, 28, 1, 37, 3, 3, 1, 1));
    return shapes;
  }

  /// A convolution with its gradients, cut over images and parts.
  private record Job(
      ConvShape shape, MemorySegment x, MemorySegment weights, MemorySegment dy, MemorySegment y, MemorySegment dx,
      MemorySegment dw) {
    static Job random(Arena arena, ConvShape shape) {
      SplittableRandom random = new SplittableRandom(1000L * shape.inChannels() + shape.outChannels());
      long in = shape.images() * shape.inElements();
      long out = shape.images() * shape.outElements();
      return new Job(
          shape,
          ConvTest.random(arena, random, in),
          ConvTest.random(arena, random, shape.weights()),
          ConvTest.random(arena, random, out),
          arena.allocate(JAVA_FLOAT, out),
          arena.allocate(JAVA_FLOAT, in),
          arena.allocate(JAVA_FLOAT, shape.weights()));
    }

    Job run(Kernels kernels, Workers workers) {
      convolve(kernels, workers, shape, x, false, y);
      convolve(kernels, workers, shape.gradient(), dy, true, dx);
      try (Arena arena = Arena.ofShared()) {
        MemorySegment partial = arena.allocate(JAVA_FLOAT, ConvShape.PARTS * shape.weights());
        workers.run(ConvShape.PARTS, 1, parts -> addParts(kernels, parts, workspace(arena, shape), partial));
        kernels.convWeightsSum(shape, partial, dw);
      }
      return this;
    }

    private void addParts(Kernels kernels, Span parts, MemorySegment workspace, MemorySegment partial) {
      long bytes = shape.weights() * Float.BYTES;
      for (long p = parts.begin(); p < parts.end(); p++) {
        Span images = shape.part(p);
        Span first = new Span(images.begin(), (images.begin() + images.end()) / 2);
        kernels.convWeights(shape, first, x, dy, workspace, partial.asSlice(p * bytes, bytes));
        Span second = new Span(first.end(), images.end());
        kernels.convWeights(shape, second, x, dy, workspace, partial.asSlice(p * bytes, bytes));
      }
    }

    private void convolve(
        Kernels kernels, Workers workers, ConvShape s, MemorySegment from, boolean turned, MemorySegment to) {
      try (Arena arena = Arena.ofShared()) {
        MemorySegment packed = arena.allocate(JAVA_FLOAT, s.packedElements());
        kernels.convPack(s, weights, turned, packed);
        workers.run(s.images(), 1, images -> kernels.conv(s, images, from, packed, workspace(arena, s), to));
      }
    }

    private static MemorySegment workspace(Arena arena, ConvShape shape) {
      return arena.allocate(JAVA_FLOAT, shape.workspaceElements());
    }
  }

  private static MemorySegment random(Arena arena, SplittableRandom random, long elements) {
    MemorySegment x = arena.allocate(JAVA_FLOAT, elements);
    for (long i = 0; i < elements; i++) {
      x.setAtIndex(JAVA_FLOAT, i, random.nextInt(20) == 0 ? 0 : (float) random.nextDouble(-1, 1));
    }
    return x;
  }

  /// Of tiles of 2 × 2 results.
  private static List<ConvShape> goldenTiles() {
    return List.of(
        new ConvShape(5, 4, 4, 16, 16, 3, 3, 1, 1),
        new ConvShape(7, 9, 8, 33, 66, 3, 3, 0, 2),
        new ConvShape(20, 14, 13, 17, 64, 3, 3, 1, 1));
  }

  /// Of few output channels on one side or both, with images enough to be computed side by side.
  private static List<ConvShape> goldenNarrow() {
    return List.of(
        new ConvShape(64, 14, 13, 6, 16, 5, 5, 0, 0),
        new ConvShape(70, 28, 28, 1, 6, 5, 5, 2, 2),
        new ConvShape(100, 6, 7, 15, 13, 3, 3, 1, 0),
        new ConvShape(131, 5, 5, 17, 9, 2, 5, 0, 3),
        new ConvShape(49, 4, 5, 3, 1, 1, 1, 0, 0));
  }

  @Test
  void everyVariantAndThreadCountGivesTheGoldenHash() {
    assertGolden("conv", goldenShapes(), 1_000_000);
    assertGolden("conv_narrow", goldenNarrow(), 500_000);
    assertTrue(goldenTiles().stream().allMatch(ConvShape::tiled));
    assertGolden("conv_tiles", goldenTiles(), 300_000);
  }

  private static void assertGolden(String stem, List<ConvShape> shapes, long least) {
    try (Arena arena = Arena.ofShared()) {
      List<Job> jobs = shapes.stream().map(shape -> Job.random(arena, shape)).toList();
      long elements = jobs.stream().mapToLong(j -> (j.y.byteSize() + j.dx.byteSize() + j.dw.byteSize()) / 4).sum();
      assertTrue(elements >= least, elements + " elements");
      KernelVariants.forEach(
          (name, kernels) -> {
            for (int threads : new int[] {1, 3}) {
              MessageDigest digest = KernelVariants.sha256();
              try (Workers workers = new Workers(threads)) {
                for (Job job : jobs) {
                  job.run(kernels, workers);
                  digest.update(job.y.asByteBuffer());
                  digest.update(job.dx.asByteBuffer());
                  digest.update(job.dw.asByteBuffer());
                }
              }
              KernelVariants.assertGolden(stem, name + " on " + threads + " threads", digest);
            }
          });
    }
  }

  /// ⟨y, dy⟩ is linear in every x and weight, so its central difference has no error but rounding.
  @Test
  void gradientsAreCentralDifferences() {
    ConvShape shape = new ConvShape(3, 5, 4, 3, 5, 3, 2, 2, 1);
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      KernelVariants.forEach(
          (name, kernels) -> {
            Job job = Job.random(arena, shape).run(kernels, one);
            MemorySegment dx = MemorySegment.ofArray(job.dx.toArray(JAVA_FLOAT));
            MemorySegment dw = MemorySegment.ofArray(job.dw.toArray(JAVA_FLOAT));
            compare(name, job, kernels, one, job.x, dx);
            compare(name, job, kernels, one, job.weights, dw);
          });
    }
  }

  private static void compare(
      String name, Job job, Kernels kernels, Workers one, MemorySegment variable, MemorySegment gradient) {
    for (long i = 0; i < variable.byteSize() / Float.BYTES; i += 7) {
      float before = variable.getAtIndex(JAVA_FLOAT, i);
      variable.setAtIndex(JAVA_FLOAT, i, before + 1);
      double above = product(job.run(kernels, one));
      variable.setAtIndex(JAVA_FLOAT, i, before - 1);
      double below = product(job.run(kernels, one));
      variable.setAtIndex(JAVA_FLOAT, i, before);
      assertEquals((above - below) / 2, gradient.getAtIndex(JAVA_FLOAT, i), 2e-5, name + " element " + i);
    }
  }

  private static double product(Job job) {
    double sum = 0;
    for (long i = 0; i < job.y.byteSize() / Float.BYTES; i++) {
      sum += (double) job.y.getAtIndex(JAVA_FLOAT, i) * job.dy.getAtIndex(JAVA_FLOAT, i);
    }
    return sum;
  }

  /// Every product of a pixel and a weight goes, in double, where it belongs.
  @Test
  void sumsAreThoseInDouble() {
    assertSums(new ConvShape(18, 9, 7, 12, 66, 3, 2, 1, 1));
    assertSums(new ConvShape(18, 9, 7, 20, 33, 3, 3, 1, 1));
  }

  private static void assertSums(ConvShape shape) {
    try (Arena arena = Arena.ofShared();
        Workers one = new Workers(1)) {
      KernelVariants.forEach(
          (name, kernels) -> {
            Job job = Job.random(arena, shape).run(kernels, one);
            double[] y = new double[(int) (job.y.byteSize() / Float.BYTES)];
            double[] dx = new double[(int) (job.x.byteSize() / Float.BYTES)];
            double[] dw = new double[(int) shape.weights()];
            forEachProduct(
                shape,
                (at, weight, to) -> {
                  y[to] += (double) job.x.getAtIndex(JAVA_FLOAT, at) * job.weights.getAtIndex(JAVA_FLOAT, weight);
                  dx[at] += (double) job.dy.getAtIndex(JAVA_FLOAT, to) * job.weights.getAtIndex(JAVA_FLOAT, weight);
                  dw[weight] += (double) job.x.getAtIndex(JAVA_FLOAT, at) * job.dy.getAtIndex(JAVA_FLOAT, to);
                });
            assertNear(name + " y", y, job.y);
            assertNear(name + " dx", dx, job.dx);
            assertNear(name + " dw", dw, job.dw);
          });
    }
  }

  private interface Product {
    void add(int x, int weight, int y);
  }

  private static void forEachProduct(ConvShape s, Product product) {
    for (int n = 0; n < s.images(); n++) {
      for (int row = 0; row < s.height(); row++) {
        for (int column = 0; column < s.width(); column++) {
          for (int place = 0; place < s.kernelHeight() * s.kernelWidth(); place++) {
            int h = row + s.padHeight() - place / s.kernelWidth();
            int w = column + s.padWidth() - place % s.kernelWidth();
            if (h >= 0 && h < s.outHeight() && w >= 0 && w < s.outWidth()) {
              pixel(s, (n * s.height() + row) * s.width() + column, place,
                  (n * s.outHeight() + h) * s.outWidth() + w, product);
            }
          }
        }
      }
    }
  }

  private static void pixel(ConvShape s, int x, int place, int y, Product product) {
    for (int in = 0; in < s.inChannels(); in++) {
      for (int out = 0; out < s.outChannels(); out++) {
        product.add(x * s.inChannels() + in, (place * s.inChannels() + in) * s.outChannels() + out,
            y * s.outChannels() + out);
      }
    }
  }

  private static void assertNear(String what, double[] wanted, MemorySegment got) {
    double largest = 0;
    double off = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(wanted[i]));
      off = Math.max(off, Math.abs(wanted[i] - got.getAtIndex(JAVA_FLOAT, i)));
    }
    assertTrue(off <= 1e-6 * largest, what + " is off by " + off + ", the largest is " + largest);
  }

  @Test
  void shapesAreCheckedBeforeTheCall() {
    refused("padHeight = 3 is outside 0 … kernelHeight-1 = 2", () -> new ConvShape(1, 4, 4, 1, 1, 3, 3, 3, 0));
    refused("kernelWidth = 5 is above the padded size 4", () -> new ConvShape(1, 4, 4, 1, 1, 3, 5, 0, 0));
    refused("inChannels = 0 is outside", () -> new ConvShape(1, 4, 4, 0, 1, 1, 1, 0, 0));
    ConvShape shape = new ConvShape(2, 3, 3, 1, 1, 1, 1, 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment small = arena.allocate(8);
      MemorySegment large = arena.allocate(4 * 1024);
      KernelVariants.forEach(
          (name, kernels) -> {
            refused("span ends at image 3 of 2", () -> kernels.conv(shape, new Span(0, 3), large, large, large, large));
            refused("x has 8 bytes", () -> kernels.conv(shape, shape.all(), small, large, large, large));
            refused("workspace has 8", () -> kernels.conv(shape, shape.all(), large, large, small, large));
            refused("image 3 of 2", () -> kernels.convWeights(shape, new Span(0, 3), large, large, large, large));
            refused("part has 0", () -> kernels.convWeights(shape, shape.all(), large, large, large, small.asSlice(8)));
            refused("partial has 8", () -> kernels.convWeightsSum(shape, small, large));
            refused("packed has 8", () -> kernels.convPack(shape, large, false, small));
          });
    }
  }

  private static void refused(String reason, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
