package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// exp and ln: one hash over every variant and thread count, and the error against StrictMath.
class ElementaryTest {
  private static final int CASES = 1_000_003;

  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 2, 0.5, -708, -708.0000001, 709.782712893384, 709.79, 1e300, -1e300, Double.MIN_VALUE,
    Double.MIN_NORMAL, Math.nextDown(Double.MIN_NORMAL), Double.MAX_VALUE, Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY, Double.NaN, Math.nextUp(1.0), Math.nextDown(1.0), Math.sqrt(0.5), Math.sqrt(2)
  };

  @FunctionalInterface
  private interface Map {
    void run(Kernels kernels, MemorySegment x, MemorySegment y, long n);
  }

  private static double[] cases(boolean logarithmic) {
    SplittableRandom random = new SplittableRandom(2026);
    double[] x = new double[CASES];
    for (int i = 0; i < CASES; i++) {
      x[i] =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
            case 1 -> random.nextDouble(0.5, 2);
            default -> logarithmic ? Math.scalb(random.nextDouble(1, 2), random.nextInt(-1022, 1023)) :
                random.nextDouble(-720, 720);
          };
    }
    System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
    System.arraycopy(SPECIAL, 0, x, CASES - SPECIAL.length, SPECIAL.length);
    return x;
  }

  @Test
  void expHasOneHash() {
    assertGolden("exp", cases(false), Kernels::exp);
  }

  @Test
  void logHasOneHash() {
    assertGolden("log", cases(true), Kernels::log);
  }

  /// Input and output start at 1, 2, 3 or 7 and 6, 5, 4 or 0 elements past an aligned address.
  private static void assertGolden(String stem, double[] cases, Map map) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment x = arena.allocate((CASES + 8) * 8L, 64);
      MemorySegment y = arena.allocate((CASES + 8) * 8L, 64);
      KernelVariants.forEach(
          (name, kernels) -> {
            for (int threads : new int[] {1, 2, 3, 7}) {
              MemorySegment in = x.asSlice(threads * 8L, CASES * 8L);
              MemorySegment out = y.asSlice((7 - threads) * 8L, CASES * 8L);
              MemorySegment.copy(cases, 0, in, JAVA_DOUBLE, 0, CASES);
              try (Workers workers = new Workers(threads)) {
                workers.run(
                    CASES,
                    1,
                    span ->
                        map.run(
                            kernels,
                            in.asSlice(span.begin() * 8),
                            out.asSlice(span.begin() * 8),
                            span.end() - span.begin()));
              }
              MessageDigest digest = KernelVariants.sha256();
              digest.update(out.asByteBuffer());
              KernelVariants.assertGolden(stem, name + " on " + threads + " threads", digest);
            }
          });
    }
  }

  @Test
  void differsFromStrictMathByAtMostOneUlpEach() {
    assertClose(cases(false), -708, 709, Elementary::exp, StrictMath::exp);
    assertClose(cases(true), Double.MIN_NORMAL, Double.MAX_VALUE, Elementary::log, StrictMath::log);
  }

  private static void assertClose(
      double[] cases, double low, double high, DoubleUnaryOperator ours, DoubleUnaryOperator other) {
    for (double x : cases) {
      if (x >= low && x <= high) {
        double wanted = other.applyAsDouble(x);
        double error = Math.abs(ours.applyAsDouble(x) - wanted) / Math.ulp(wanted);
        assertTrue(error <= 2, () -> "at " + x + ": " + error + " ulp");
      }
    }
  }
}
