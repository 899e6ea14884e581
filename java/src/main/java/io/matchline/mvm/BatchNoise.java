package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.GemmShape;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Every cell is read once for the whole batch: noise that changes slowly, or a cheap approximation of
/// {@link FreshNoise}. The numbers are those of the batch's first multiplication, so its first vector is multiplied as
/// {@link FreshNoise} would.
///
/// @param fields seed and kernels
/// @param array number of the array, 0 … 2²⁴−1
public record BatchNoise(NoiseFields fields, int array, CellMatrix matrix) implements Multiplier {
  @Override
  public void multiply(Workers workers, Batch batch) {
    GemmShape shape = matrix.shape(batch.vectors());
    try (Arena arena = Arena.ofShared()) {
      MemorySegment packed = matrix.packed(fields.kernels(), arena, read(arena, batch.multiplication()));
      workers.run(
          batch.vectors(), 1, vectors -> fields.kernels().gemm(shape, vectors, batch.x(), packed, batch.y()));
    }
  }

  /// The cells of one read, `[rows][cells]`.
  private MemorySegment read(Arena arena, int multiplication) {
    long count = (long) matrix.rows() * matrix.cells();
    MemorySegment value = arena.allocate(JAVA_FLOAT, count);
    fields.normals(NoiseStream.READ, array, multiplication, matrix.patch(), value, matrix.cells());
    for (long i = 0; i < count; i++) {
      float sigma = matrix.hasOwnSigmas() ? matrix.sigmaCell().getAtIndex(JAVA_FLOAT, i) : matrix.sigma();
      float normal = value.getAtIndex(JAVA_FLOAT, i);
      value.setAtIndex(JAVA_FLOAT, i, Math.fma(sigma, normal, matrix.mean().getAtIndex(JAVA_FLOAT, i)));
    }
    return value;
  }
}
