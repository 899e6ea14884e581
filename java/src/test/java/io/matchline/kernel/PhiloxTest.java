package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Philox words and normal numbers: known answers, and one hash over every variant and thread count.
class PhiloxTest {
  /// 1,087,960 cells in all, with odd starts, wide strides and the ends of the index range.
  private static final List<Patch> PATCHES =
      List.of(
          new Patch(0, 1000, 0, 1024),
          new Patch(12_345, 97, 33, 517),
          new Patch(7, 300, 63, 2),
          new Patch(Integer.MAX_VALUE - 10L, 11, Integer.MAX_VALUE - 1200L, 1201));

  private static final List<Draw> DRAWS =
      List.of(
          new Draw(1, 0, 0, 0),
          new Draw(0x9d2c5680a4093822L, 255, (1 << 24) - 1, -1),
          new Draw(-1, 7, 42, 3),
          new Draw(1L << 32, 1, 1, 1));

  /// Vectors of the Random123 distribution, file kat_vectors, lines "philox4x32 10".
  @Test
  void knownAnswers() {
    assertBlock("6627e8d5 e169c58d bc57ac4c 9b00dbd8", 0, 0, 0, 0, 0);
    assertBlock("408f276d 41c83b0e a20bc7c6 6d5451fd", -1, -1, -1, -1, -1);
    assertBlock(
        "d16cfe09 94fdcceb 5001e420 24126ea1", 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0x299f31d0a4093822L);
  }

  private static void assertBlock(String wanted, int c0, int c1, int c2, int c3, long key) {
    int[] out = new int[Philox.GROUP];
    Philox.block(c0, c1, c2, c3, key, out, 0);
    HexFormat hex = HexFormat.of();
    String got =
        String.join(
            " ", hex.toHexDigits(out[0]), hex.toHexDigits(out[16]), hex.toHexDigits(out[32]), hex.toHexDigits(out[48]));
    assertEquals(wanted, got);
  }

  /// A cell's number does not depend on the patch that it is drawn in.
  @Test
  void anyCellCanBeDrawnAgain() {
    KernelVariants.forEach(
        (name, kernels) -> {
          try (Arena arena = Arena.ofConfined()) {
            Draw draw = DRAWS.get(2);
            MemorySegment all = arena.allocate(5 * 300 * 4L);
            MemorySegment one = arena.allocate(4);
            kernels.gauss(draw, new Patch(10, 5, 100, 300), all, 300);
            for (int i = 0; i < 5 * 300; i += 7) {
              kernels.gauss(draw, new Patch(10 + i / 300, 1, 100 + i % 300, 1), one, 1);
              assertArrayEquals(
                  all.asSlice(i * 4L, 4).toArray(ValueLayout.JAVA_BYTE), one.toArray(ValueLayout.JAVA_BYTE), name);
            }
          }
        });
  }

  @Test
  void wordsHaveOneHash() {
    assertGolden("philox", Kernels::philox);
  }

  @Test
  void normalsHaveOneHash() {
    assertGolden("gauss", Kernels::gauss);
  }

  @Test
  void stridesBelowTheCellsAreRejected() {
    KernelVariants.forEach(
        (name, kernels) -> {
          try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(64);
            Patch patch = new Patch(0, 2, 0, 4);
            assertThrows(IllegalArgumentException.class, () -> kernels.gauss(DRAWS.get(0), patch, out, 3), name);
            assertThrows(IllegalArgumentException.class, () -> kernels.philox(DRAWS.get(0), patch, out, 13), name);
          }
        });
  }

  @FunctionalInterface
  private interface Field {
    void fill(Kernels kernels, Draw draw, Patch patch, MemorySegment out, long stride);
  }

  private static void assertGolden(String stem, Field field) {
    KernelVariants.forEach(
        (name, kernels) -> {
          for (int threads : new int[] {1, 2, 3, 7}) {
            MessageDigest digest = KernelVariants.sha256();
            try (Workers workers = new Workers(threads);
                Arena arena = Arena.ofShared()) {
              for (int i = 0; i < PATCHES.size(); i++) {
                digest(kernels, workers, arena, field, DRAWS.get(i), PATCHES.get(i), digest);
              }
            }
            KernelVariants.assertGolden(stem, name + " on " + threads + " threads", digest);
          }
        });
  }

  /// Rows are cut over the threads; the gaps between rows stay zero and are hashed too.
  private static void digest(
      Kernels kernels, Workers workers, Arena arena, Field field, Draw draw, Patch patch, MessageDigest digest) {
    long stride = patch.cells() + 3;
    MemorySegment out = arena.allocate(patch.rows() * stride * 4);
    workers.run(
        patch.rows(),
        1,
        span -> {
          long rows = span.end() - span.begin();
          Patch part = new Patch(patch.rowBegin() + span.begin(), rows, patch.cellBegin(), patch.cells());
          field.fill(kernels, draw, part, out.asSlice(span.begin() * stride * 4, rows * stride * 4), stride);
        });
    digest.update(out.asByteBuffer());
  }
}
