package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.GemmShape;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.NoisyProduct;
import io.matchline.kernel.Patch;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A matrix whose cells are read with independent normal noise. `mean` and σ have one unit, S for conductances.
///
/// @param patch global indices of its rows (the inputs) and cells (the outputs), by which its noise is drawn
/// @param mean `[rows][cells]` floats, off-heap
/// @param sigma standard deviation of every cell; 0 where `sigmaCell` is given
/// @param sigmaCell `[rows][cells]` standard deviations, or {@link MemorySegment#NULL}
public record CellMatrix(Patch patch, MemorySegment mean, float sigma, MemorySegment sigmaCell) {
  /// Alignment that spares loads from touching two cache lines.
  private static final int LINE_BYTES = 64;

  /// Every cell has the same standard deviation.
  ///
  /// @param mean `[rows][cells]`, finite
  /// @param sigma finite, at least 0
  /// @throws InvalidInputException with every value that is out of range
  public static CellMatrix of(Arena arena, Patch patch, float[] mean, float sigma) {
    Problems problems = new Problems();
    checkMeans(problems, patch, mean);
    checkSigma(problems, "sigma", sigma);
    problems.throwIfAny();
    return new CellMatrix(patch, aligned(arena, mean), sigma, MemorySegment.NULL);
  }

  /// Every cell has its own standard deviation.
  ///
  /// @param mean `[rows][cells]`, finite
  /// @param sigma `[rows][cells]`, finite, at least 0
  /// @throws InvalidInputException with every value that is out of range
  public static CellMatrix of(Arena arena, Patch patch, float[] mean, float[] sigma) {
    Problems problems = new Problems();
    checkMeans(problems, patch, mean);
    checkLength(problems, patch, "sigma", sigma.length);
    for (int i = 0; i < sigma.length; i++) {
      checkSigma(problems, place("sigma", patch, i), sigma[i]);
    }
    problems.throwIfAny();
    return new CellMatrix(
        patch, aligned(arena, mean), 0, aligned(arena, sigma));
  }

  private static MemorySegment aligned(Arena arena, float[] values) {
    return arena.allocate((long) values.length * Float.BYTES, LINE_BYTES).copyFrom(MemorySegment.ofArray(values));
  }

  private static void checkMeans(Problems problems, Patch patch, float[] mean) {
    checkLength(problems, patch, "mean", mean.length);
    for (int i = 0; i < mean.length; i++) {
      if (!Float.isFinite(mean[i])) {
        problems.add(place("mean", patch, i), "%s is not finite", mean[i]);
      }
    }
  }

  private static void checkLength(Problems problems, Patch patch, String name, int length) {
    if (length != patch.rows() * patch.cells()) {
      problems.add(name, "%d elements for %d rows of %d cells", length, patch.rows(), patch.cells());
    }
  }

  private static void checkSigma(Problems problems, String place, float sigma) {
    if (!(sigma >= 0 && Float.isFinite(sigma))) {
      problems.add(place, "%s is not a finite number of at least 0", sigma);
    }
  }

  private static String place(String name, Patch patch, int i) {
    return "%s[%d][%d]".formatted(name, i / patch.cells(), i % patch.cells());
  }

  int rows() {
    return Math.toIntExact(patch.rows());
  }

  int cells() {
    return Math.toIntExact(patch.cells());
  }

  boolean hasOwnSigmas() {
    return sigmaCell.address() != 0;
  }

  GemmShape shape(int vectors) {
    return new GemmShape(vectors, rows(), cells());
  }

  /// The product with fresh noise of every cell.
  NoisyProduct product(Batch batch) {
    return hasOwnSigmas()
        ? NoisyProduct.of(patch, batch.vectors(), mean, sigmaCell, batch.x(), batch.y())
        : NoisyProduct.of(patch, batch.vectors(), mean, sigma, batch.x(), batch.y());
  }

  /// A matrix of this shape, `[rows][cells]`, in the form that products take.
  MemorySegment packed(Kernels kernels, Arena arena, MemorySegment matrix) {
    GemmShape shape = shape(1);
    MemorySegment packed = arena.allocate(shape.packedElements() * Float.BYTES, LINE_BYTES);
    kernels.gemmPack(shape, matrix, cells(), packed);
    return packed;
  }
}
