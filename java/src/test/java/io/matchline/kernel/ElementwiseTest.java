package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Functions of floats, sums, softmax and steps of optimizers: one hash over every variant, and values against double.
/// Remainders, guard pages and the plain-C reference are what the C tests check.
class ElementwiseTest {
  private static final int COUNT = 1_000_003;

  private static MemorySegment random(Arena arena, SplittableRandom random, int count, double low, double high) {
    MemorySegment x = arena.allocate(JAVA_FLOAT, count);
    for (int i = 0; i < count; i++) {
      x.setAtIndex(JAVA_FLOAT, i, (float) random.nextDouble(low, high));
    }
    return x;
  }

  private static void add(MessageDigest digest, MemorySegment result) {
    digest.update(result.toArray(JAVA_BYTE));
  }

  @Test
  void everyVariantGivesTheGoldenHash() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment x = random(arena, random, COUNT, -30, 30);
      MemorySegment positive = random(arena, random, COUNT, 1e-6, 30);
      KernelVariants.forEach((name, kernels) -> {
        MessageDigest digest = KernelVariants.sha256();
        MemorySegment y = arena.allocate(JAVA_FLOAT, COUNT);
        for (UnaryFunction function : UnaryFunction.values()) {
          boolean half = function == UnaryFunction.LOG || function == UnaryFunction.SQRT;
          kernels.unary(function, half ? positive : x, y, COUNT);
          add(digest, y);
        }
        kernels.affine(0.3f, -0.7f, x, y, COUNT);
        add(digest, y);
        for (BinaryFunction function : BinaryFunction.values()) {
          kernels.binary(function, PairShape.same(COUNT), x, positive, y);
          add(digest, y);
          kernels.binary(function, new PairShape(1000, 1000, 1000, 0, 1, 1), x, positive, y);
          add(digest, y);
          kernels.binary(function, new PairShape(1000, 1000, 0, 1, 1, 0), x, positive, y);
          add(digest, y);
        }
        sums(kernels, arena, x, digest);
        for (int columns : new int[] {1, 10, 33, 1000}) {
          kernels.softmax(COUNT / columns, columns, x, y, MemorySegment.NULL);
          add(digest, y);
          kernels.softmax(COUNT / columns, columns, x, MemorySegment.NULL, y);
          add(digest, y);
        }
        steps(kernels, arena, x, positive, digest);
        KernelVariants.assertGolden("elementwise", name, digest);
      });
    }
  }

  private static void sums(Kernels kernels, Arena arena, MemorySegment x, MessageDigest digest) {
    for (int columns : new int[] {1, 17, 64, 1000}) {
      for (int form = 0; form < 4; form++) {
        SumShape shape = new SumShape(COUNT / columns, columns, columns, (form & 1) == 1, form > 1);
        MemorySegment sum = arena.allocate(JAVA_DOUBLE, shape.sums());
        MemorySegment rounded = arena.allocate(JAVA_FLOAT, shape.sums());
        kernels.sums(shape, x, sum);
        kernels.round(sum, rounded, shape.sums());
        add(digest, sum);
        add(digest, rounded);
      }
    }
  }

  private static void steps(
      Kernels kernels, Arena arena, MemorySegment g, MemorySegment positive, MessageDigest digest) {
    MemorySegment w = arena.allocate(JAVA_FLOAT, COUNT).copyFrom(g);
    MemorySegment m = arena.allocate(JAVA_FLOAT, COUNT).copyFrom(g);
    MemorySegment v = arena.allocate(JAVA_FLOAT, COUNT).copyFrom(positive);
    kernels.adam(new AdamStep(0.01f, 1.5f, 0.9f, 0.999f, 0.1f, 1e-3f, 1e-8f, 1e-4f), COUNT, g, w, m, v);
    kernels.sgd(new SgdStep(0.1f, 0.9f, 1e-3f), COUNT, g, w, m);
    kernels.sgd(new SgdStep(0.1f, 0, 1e-3f), COUNT, g, w, MemorySegment.NULL);
    add(digest, w);
    add(digest, m);
    add(digest, v);
  }

  @Test
  void valuesAreThoseOfDouble() {
    SplittableRandom random = new SplittableRandom(5);
    try (Arena arena = Arena.ofConfined()) {
      int count = 1000;
      MemorySegment x = random(arena, random, count, -8, 8);
      MemorySegment positive = random(arena, random, count, 1e-6, 8);
      MemorySegment y = arena.allocate(JAVA_FLOAT, count);
      MemorySegment sum = arena.allocate(JAVA_DOUBLE);
      KernelVariants.forEach((name, kernels) -> {
        for (UnaryFunction function : UnaryFunction.values()) {
          MemorySegment in = function == UnaryFunction.LOG || function == UnaryFunction.SQRT ? positive : x;
          kernels.unary(function, in, y, count);
          for (int i = 0; i < count; i++) {
            double wanted = exact(function, in.getAtIndex(JAVA_FLOAT, i));
            double found = y.getAtIndex(JAVA_FLOAT, i);
            assertEquals(wanted, found, 1e-7 * Math.abs(wanted) + 1e-15, name + " " + function);
          }
        }
        sum.set(JAVA_DOUBLE, 0, 0);
        kernels.sums(SumShape.ofSquares(count), x, sum);
        double squares = 0;
        for (int i = 0; i < count; i++) {
          squares += Math.pow(x.getAtIndex(JAVA_FLOAT, i), 2);
        }
        assertEquals(squares, sum.get(JAVA_DOUBLE, 0), 1e-9, name);
      });
    }
  }

  private static double exact(UnaryFunction function, double x) {
    return switch (function) {
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case RELU -> Math.max(x, 0);
      case STEP -> x > 0 ? 1 : 0;
      case SQRT -> Math.sqrt(x);
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case TANH -> Math.tanh(x);
      case SOFTPLUS -> Math.log1p(Math.exp(x));
    };
  }

  @Test
  void shapesAreCheckedBeforeTheCall() {
    refused("stride = 2 is below the 3 columns", () -> new SumShape(1, 3, 2, true, false));
    refused("rows = 0", () -> new PairShape(0, 1, 0, 0, 1, 1));
    refused("steps 2 and 1", () -> new PairShape(1, 1, 0, 0, 2, 1));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment three = arena.allocate(12);
      MemorySegment four = arena.allocate(16);
      KernelVariants.forEach((name, kernels) -> {
        refused("y has 12 bytes", () -> kernels.unary(UnaryFunction.EXP, four, three, 4));
        refused("a has 12 bytes", () -> kernels.binary(BinaryFunction.ADD, PairShape.same(4), three, four, four));
        refused("sum has 12 bytes", () -> kernels.sums(SumShape.ofRows(2, 2), four, three));
        refused("probability has 12 bytes", () -> kernels.softmax(2, 2, four, four, three));
        refused("v has 12 bytes", () -> kernels.sgd(new SgdStep(1, 1, 0), 4, four, four, three));
      });
    }
  }

  private static void refused(String reason, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
