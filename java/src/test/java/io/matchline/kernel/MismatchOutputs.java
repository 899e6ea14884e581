package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The three mismatch kernels run over spans of some threads.
///
/// @param distances 16-bit `[queries][stride]`, 0xeeee where nothing is to be written
/// @param hits 32-bit `[queries][stride]`, likewise
/// @param nearest `distance << 32 | row` of the k nearest rows of every query, −1 for an unused place
record MismatchOutputs(byte[] distances, byte[] hits, long[][] nearest) {
  private static final byte UNTOUCHED = (byte) 0xee;

  static MismatchOutputs run(Kernels kernels, Workers workers, DigitalCase input, int threshold, int k) {
    DigitalRows rows = input.rows();
    DigitalQueries queries = input.queries();
    long blocks = rows.blocks();
    long stride = rows.rows() + 5;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment distance = untouched(arena, queries.queries() * stride, Short.BYTES);
      MemorySegment hit = untouched(arena, queries.queries() * (blocks + 1), Integer.BYTES);
      List<long[][]> parts = Collections.synchronizedList(new ArrayList<>());
      workers.run(blocks, 2, span -> {
        kernels.mismatchAll(rows, queries, span, distance, stride);
        kernels.mismatchWithin(rows, queries, span, threshold, hit, blocks + 1);
        parts.add(nearest(kernels, input, span, k));
      });
      byte[] distances = distance.toArray(JAVA_BYTE);
      return new MismatchOutputs(distances, hit.toArray(JAVA_BYTE), merge(parts, k));
    }
  }

  int distance(DigitalCase input, int query, int row) {
    int at = (int) (query * (input.rows().rows() + 5) + row) * Short.BYTES;
    return ByteBuffer.wrap(distances).order(ByteOrder.nativeOrder()).getShort(at) & 0xffff;
  }

  boolean hit(DigitalCase input, int query, int row) {
    int at = (int) (query * (input.rows().blocks() + 1) + row / 32) * Integer.BYTES;
    return (ByteBuffer.wrap(hits).order(ByteOrder.nativeOrder()).getInt(at) >>> row % 32 & 1) != 0;
  }

  byte[] nearestBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(nearest.length * nearest[0].length * Long.BYTES);
    for (long[] list : nearest) {
      bytes.asLongBuffer().put(list);
      bytes.position(bytes.position() + list.length * Long.BYTES);
    }
    return bytes.array();
  }

  private static long[][] nearest(Kernels kernels, DigitalCase input, Span span, int k) {
    int queries = input.queries().queries();
    long[][] keys = new long[queries][k];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment distance = untouched(arena, (long) queries * k, Short.BYTES);
      MemorySegment row = untouched(arena, (long) queries * k, Integer.BYTES);
      kernels.mismatchNearest(input.rows(), input.queries(), span, k, distance, row);
      for (int i = 0; i < queries * k; i++) {
        int r = row.getAtIndex(JAVA_INT_UNALIGNED, i);
        long d = Short.toUnsignedLong(distance.getAtIndex(JAVA_SHORT_UNALIGNED, i));
        keys[i / k][i % k] = r == -1 && d == 0xffff ? Long.MAX_VALUE : d << 32 | Integer.toUnsignedLong(r);
      }
    }
    return keys;
  }

  private static long[][] merge(List<long[][]> parts, int k) {
    long[][] merged = new long[parts.getFirst().length][];
    for (int q = 0; q < merged.length; q++) {
      int query = q;
      long[] all = parts.stream().flatMapToLong(part -> Arrays.stream(part[query])).sorted().limit(k).toArray();
      merged[q] = Arrays.stream(all).map(key -> key == Long.MAX_VALUE ? -1 : key).toArray();
    }
    return merged;
  }

  /// Memory aligned to one element only.
  private static MemorySegment untouched(Arena arena, long elements, int elementBytes) {
    return arena.allocate((elements + 1) * elementBytes, 64).asSlice(elementBytes).fill(UNTOUCHED);
  }
}
