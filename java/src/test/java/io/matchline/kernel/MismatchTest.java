package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every variant of the mismatch kernels against a count cell by cell, and all of them against one golden hash.
class MismatchTest {
  private static final int MAX_CELLS = 65_520;
  private static final int[] THREADS = {1, 2, 3, 7};

  /// Every width 1 … 130 and the widest word, binary and ternary; more than a million (row, query) pairs.
  private static List<DigitalCase> goldenCases(Arena arena) {
    Random random = new Random(20_260_101);
    List<DigitalCase> cases = new ArrayList<>();
    for (int cells = 1; cells <= 130; cells++) {
      for (boolean ternary : new boolean[] {false, true}) {
        int rows = cells % 10 == 0 ? 1200 + random.nextInt(300) : 1 + random.nextInt(500);
        cases.add(DigitalCase.random(arena, random, rows, 1 + random.nextInt(28), cells, ternary));
      }
    }
    for (boolean ternary : new boolean[] {false, true}) {
      cases.add(DigitalCase.random(arena, random, 67, 9, MAX_CELLS, ternary));
      cases.add(DigitalCase.random(arena, random, 20, 3, 16 * 256 + 1, ternary));
      cases.add(uniform(arena, 70, 5, 100, ternary, 1, 0));
      cases.add(uniform(arena, 3, 5, MAX_CELLS, ternary, 0, 1));
    }
    return cases;
  }

  /// All stored cells one code, all searched cells another.
  private static DigitalCase uniform(
      Arena arena, int rows, int queries, int cells, boolean ternary, int stored, int searched) {
    byte[][] words = filled(rows, cells, stored);
    return DigitalCase.of(arena, new Random(rows), words, filled(queries, cells, searched), ternary);
  }

  private static byte[][] filled(int count, int cells, int code) {
    byte[][] words = new byte[count][cells];
    for (byte[] word : words) {
      Arrays.fill(word, (byte) code);
    }
    return words;
  }

  private static MismatchOutputs runAlone(Kernels kernels, DigitalCase input, int threshold, int k) {
    try (Workers one = new Workers(1)) {
      return MismatchOutputs.run(kernels, one, input, threshold, k);
    }
  }

  @Test
  void everyVariantAndThreadCountGivesTheGoldenHash() {
    try (Arena arena = Arena.ofShared()) {
      List<DigitalCase> cases = goldenCases(arena);
      long pairs = cases.stream().mapToLong(c -> c.rows().rows() * c.queries().queries()).sum();
      assertTrue(pairs >= 1_000_000, pairs + " pairs");
      KernelVariants.forEach((name, kernels) -> {
        for (int threads : THREADS) {
          MessageDigest digest = KernelVariants.sha256();
          try (Workers workers = new Workers(threads)) {
            for (int i = 0; i < cases.size(); i++) {
              DigitalCase input = cases.get(i);
              int cells = input.stored()[0].length;
              MismatchOutputs out = MismatchOutputs.run(kernels, workers, input, cells * (i % 7) / 12, 1 + i * 5 % 64);
              digest.update(out.distances());
              digest.update(out.hits());
              digest.update(out.nearestBytes());
            }
          }
          KernelVariants.assertGolden("mismatch", name + ", " + threads + " threads", digest);
        }
      });
    }
  }

  @Test
  void everyVariantCountsAsCellByCell() {
    try (Arena arena = Arena.ofShared()) {
      Random random = new Random(7);
      List<DigitalCase> cases = new ArrayList<>();
      for (int cells = 1; cells <= 130; cells++) {
        int rows = 1 + random.nextInt(150);
        cases.add(DigitalCase.random(arena, random, rows, 1 + random.nextInt(9), cells, cells % 2 == 0));
      }
      cases.add(DigitalCase.random(arena, random, 2, 2, MAX_CELLS, true));
      cases.add(DigitalCase.random(arena, random, 1500, 9, 9, false));
      cases.add(DigitalCase.random(arena, random, 1500, 9, 9, true));
      KernelVariants.forEach((name, kernels) -> {
        for (int i = 0; i < cases.size(); i++) {
          DigitalCase input = cases.get(i);
          int threshold = input.stored()[0].length / 3;
          int k = 1 + i % 64;
          compare(name, input, runAlone(kernels, input, threshold, k), threshold, k);
        }
      });
    }
  }

  private static void compare(String name, DigitalCase input, MismatchOutputs out, int threshold, int k) {
    int rows = input.stored().length;
    for (int q = 0; q < input.searched().length; q++) {
      long[] keys = new long[rows];
      for (int r = 0; r < rows; r++) {
        int wanted = input.distance(r, q);
        keys[r] = (long) wanted << 32 | r;
        assertEquals(wanted, out.distance(input, q, r), () -> name + ": distance");
        assertEquals(wanted <= threshold, out.hit(input, q, r), () -> name + ": within " + threshold);
      }
      Arrays.sort(keys);
      long[] nearest = IntStream.range(0, k).mapToLong(i -> i < rows ? keys[i] : -1).toArray();
      assertArrayEquals(nearest, out.nearest()[q], () -> name + ": nearest " + k);
    }
  }

  @Test
  void aRowOfDontCareIsAtDistanceZeroFromEverything() {
    try (Arena arena = Arena.ofShared()) {
      Random random = new Random(3);
      byte[][] stored = filled(100, 77, 1);
      Arrays.fill(stored[42], DigitalCase.X);
      byte[][] searched = filled(9, 77, 0);
      DigitalCase input = DigitalCase.of(arena, random, stored, searched, true);
      KernelVariants.forEach((name, kernels) -> {
        MismatchOutputs out = runAlone(kernels, input, 0, 2);
        for (int q = 0; q < 9; q++) {
          assertEquals(0, out.distance(input, q, 42), name);
          assertTrue(out.hit(input, q, 42), name);
          assertArrayEquals(new long[] {42, 77L << 32}, out.nearest()[q], name);
        }
      });
    }
  }

  /// What lies past the last row would match perfectly if it were looked at.
  @Test
  void paddingRowsNeverWin() {
    try (Arena arena = Arena.ofShared()) {
      for (int rows : new int[] {1, 31, 32, 33, 63, 65, 1025}) {
        DigitalCase input = uniform(arena, rows, 3, 50, true, 0, 1);
        clearPadding(input);
        KernelVariants.forEach((name, kernels) -> {
          MismatchOutputs out = runAlone(kernels, input, 49, 64);
          for (int q = 0; q < 3; q++) {
            for (int r = 0; r < input.rows().blocks() * 32; r++) {
              assertEquals(false, out.hit(input, q, r), name);
            }
            long[] wanted = IntStream.range(0, 64).mapToLong(i -> i < rows ? 50L << 32 | i : -1).toArray();
            assertArrayEquals(wanted, out.nearest()[q], name);
          }
        });
      }
    }
  }

  /// Padding rows without any conducting cell.
  private static void clearPadding(DigitalCase input) {
    DigitalRows rows = input.rows();
    for (long r = rows.rows(); r < rows.blocks() * 32; r++) {
      for (int w = 0; w < rows.words(); w++) {
        long at = ((r / 32 * rows.words() + w) * 32 + r % 32) * Short.BYTES;
        rows.onSl().asSlice(at, Short.BYTES).fill((byte) 0);
        rows.onSlb().asSlice(at, Short.BYTES).fill((byte) 0);
      }
    }
  }

  /// Distances are integers up to the widest word, not rounded and not wrapped.
  @Test
  void hammingDistancesAreExactIntegers() {
    try (Arena arena = Arena.ofShared()) {
      Random random = new Random(5);
      byte[][] stored = filled(65, MAX_CELLS, 0);
      for (int r = 0; r < 65; r++) {
        Arrays.fill(stored[r], 0, MAX_CELLS - 64 + r, (byte) 1);
      }
      DigitalCase input = DigitalCase.of(arena, random, stored, filled(1, MAX_CELLS, 0), false);
      KernelVariants.forEach((name, kernels) -> {
        MismatchOutputs out = runAlone(kernels, input, MAX_CELLS - 1, 64);
        for (int r = 0; r < 65; r++) {
          assertEquals(MAX_CELLS - 64 + r, out.distance(input, 0, r), name);
          assertEquals(r < 64, out.hit(input, 0, r), name);
        }
      });
    }
  }

  @Test
  void equalDistancesGoToTheLowestRow() {
    try (Arena arena = Arena.ofShared()) {
      DigitalCase input = uniform(arena, 3000, 2, 20, false, 1, 0);
      KernelVariants.forEach((name, kernels) -> {
        for (int k : new int[] {1, 10, 64}) {
          long[] wanted = IntStream.range(0, k).mapToLong(i -> 20L << 32 | i).toArray();
          assertArrayEquals(wanted, runAlone(kernels, input, 0, k).nearest()[1], name);
        }
      });
    }
  }

  @Test
  void shapesAreCheckedBeforeTheCall() {
    try (Arena arena = Arena.ofConfined()) {
      Random random = new Random(1);
      DigitalCase binary = DigitalCase.random(arena, random, 70, 2, 20, false);
      DigitalCase ternary = DigitalCase.random(arena, random, 70, 2, 20, true);
      DigitalCase wider = DigitalCase.random(arena, random, 70, 2, 40, false);
      MemorySegment out = arena.allocate(70 * 2 * Short.BYTES);
      KernelVariants.forEach((name, kernels) -> {
        Span all = binary.rows().all();
        refused("binary rows go with", () -> kernels.mismatchAll(binary.rows(), ternary.queries(), all, out, 70));
        refused("rows have 2 words", () -> kernels.mismatchAll(binary.rows(), wider.queries(), all, out, 70));
        refused("stride = 69", () -> kernels.mismatchAll(binary.rows(), binary.queries(), all, out, 69));
        Span odd = new Span(1, 4);
        refused("span [1, 4)", () -> kernels.mismatchAll(binary.rows(), binary.queries(), odd, out, 70));
        refused("k = 65", () -> kernels.mismatchNearest(binary.rows(), binary.queries(), all, 65, out, out));
        refused("threshold = -1", () -> kernels.mismatchWithin(binary.rows(), binary.queries(), all, -1, out, 4));
      });
    }
  }

  private static void refused(String reason, Runnable call) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(reason), message);
  }
}
