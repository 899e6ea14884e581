package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.Draw;
import io.matchline.kernel.GemmShape;
import io.matchline.kernel.NoisyProduct;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Span;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// One normal number for each product in place of one for each cell: the law of {@link FreshNoise}, exactly, because a
/// sum of independent normal numbers is normal, with σ_out² = Σ_i σ_ij² x_i², and products of different columns or
/// multiplications share no number. It holds only where every cell's noise is normal and independent of the others and
/// of the other multiplications; traps, and reads that are cut off at 0 S, have no such shortcut.
///
/// Stream {@link NoiseStream#READ_OUTPUT}, row = the matrix's first, cell = output, event = index of the multiplication:
/// tiles of one array share no number. With one σ for all cells the noise costs a sum of squares for each vector; with a
/// σ of every cell it costs a second product.
public final class OutputNoise implements Multiplier {
  private final NoiseFields fields;
  private final int array;
  private final CellMatrix matrix;
  private final Patch outputs;
  private final MemorySegment zero;
  private final MemorySegment packed;
  private final float largestSigma;
  private final MemorySegment packedSquares;

  /// @param arena holds the packed matrix as long as products are wanted; shared where several threads multiply
  /// @param array number of the array, 0 … 2²⁴−1
  public OutputNoise(Arena arena, NoiseFields fields, int array, CellMatrix matrix) {
    this.fields = fields;
    this.array = array;
    this.matrix = matrix;
    outputs = new Patch(matrix.patch().rowBegin(), 1, matrix.patch().cellBegin(), matrix.cells());
    zero = arena.allocate(JAVA_FLOAT, matrix.cells());
    packed = matrix.packed(fields.kernels(), arena, matrix.mean());
    largestSigma = matrix.hasOwnSigmas() ? largestSigma(matrix) : matrix.sigma();
    packedSquares = matrix.hasOwnSigmas() ? packedSquares(arena) : MemorySegment.NULL;
  }

  private static float largestSigma(CellMatrix matrix) {
    float largest = 0;
    for (long i = 0; i < (long) matrix.rows() * matrix.cells(); i++) {
      largest = Math.max(largest, matrix.sigmaCell().getAtIndex(JAVA_FLOAT, i));
    }
    return largest;
  }

  /// (σ / largest σ)², which neither overflows nor vanishes where it matters.
  private MemorySegment packedSquares(Arena arena) {
    try (Arena scratch = Arena.ofConfined()) {
      long count = (long) matrix.rows() * matrix.cells();
      MemorySegment squares = scratch.allocate(JAVA_FLOAT, count);
      for (long i = 0; i < count && largestSigma > 0; i++) {
        float share = matrix.sigmaCell().getAtIndex(JAVA_FLOAT, i) / largestSigma;
        squares.setAtIndex(JAVA_FLOAT, i, share * share);
      }
      return matrix.packed(fields.kernels(), arena, squares);
    }
  }

  @Override
  public void multiply(Workers workers, Batch batch) {
    GemmShape shape = matrix.shape(batch.vectors());
    workers.run(
        batch.vectors(),
        1,
        vectors -> {
          writeNoise(batch, vectors);
          fields.kernels().gemm(shape.adding(), vectors, batch.x(), packed, batch.y());
        });
  }

  /// The noise of the span's outputs, to which the products are added.
  private void writeNoise(Batch batch, Span vectors) {
    int count = Math.toIntExact(vectors.end() - vectors.begin());
    MemorySegment x = batch.x().asSlice(vectors.begin() * matrix.rows() * Float.BYTES);
    MemorySegment y = batch.y().asSlice(vectors.begin() * matrix.cells() * Float.BYTES);
    int first = batch.multiplication() + (int) vectors.begin();
    try (Arena arena = Arena.ofConfined()) {
      float[] factor = matrix.hasOwnSigmas() ? same(count, largestSigma) : deviations(x, count);
      draw(first, count, arena.allocateFrom(JAVA_FLOAT, factor), y);
      if (matrix.hasOwnSigmas()) {
        scale(y, variances(arena, x, count), count);
      }
    }
  }

  private static float[] same(int count, float value) {
    float[] all = new float[count];
    Arrays.fill(all, value);
    return all;
  }

  /// σ √Σ_i x_i² of `count` vectors.
  private float[] deviations(MemorySegment x, int count) {
    float[] deviation = new float[count];
    float[] row = new float[matrix.rows()];
    for (int b = 0; b < count; b++) {
      MemorySegment.copy(x, JAVA_FLOAT, (long) b * row.length * Float.BYTES, row, 0, row.length);
      deviation[b] = (float) (matrix.sigma() * Math.sqrt(sumOfSquares(row)));
    }
    return deviation;
  }

  /// In double, in eight striped sums and a halving tree over them.
  static double sumOfSquares(float[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = 0;
    for (; i + 8 <= x.length; i += 8) {
      s0 += square(x[i]);
      s1 += square(x[i + 1]);
      s2 += square(x[i + 2]);
      s3 += square(x[i + 3]);
      s4 += square(x[i + 4]);
      s5 += square(x[i + 5]);
      s6 += square(x[i + 6]);
      s7 += square(x[i + 7]);
    }
    for (; i < x.length; i++) {
      s0 += square(x[i]);
    }
    return (s0 + s4 + (s2 + s6)) + (s1 + s5 + (s3 + s7));
  }

  private static double square(float x) {
    return (double) x * x;
  }

  /// `y[b][j]` = factor[b] times the normal number of output j and multiplication first + b.
  private void draw(int first, int count, MemorySegment factor, MemorySegment y) {
    Draw draw = new Draw(fields.seed(), NoiseStream.READ_OUTPUT.id(), array, first);
    NoisyProduct numbers = NoisyProduct.of(outputs, count, zero, 1, factor, y);
    fields.kernels().noisyMvm(draw, outputs, numbers, numbers.all());
  }

  /// Σ_i (σ_ij / largest σ)² x_i², `[count][cells]`.
  private MemorySegment variances(Arena arena, MemorySegment x, int count) {
    GemmShape shape = matrix.shape(count);
    long elements = (long) count * matrix.rows();
    MemorySegment squares = arena.allocate(JAVA_FLOAT, elements);
    for (long i = 0; i < elements; i++) {
      float value = x.getAtIndex(JAVA_FLOAT, i);
      squares.setAtIndex(JAVA_FLOAT, i, value * value);
    }
    MemorySegment variances = arena.allocate(JAVA_FLOAT, (long) count * matrix.cells());
    fields.kernels().gemm(shape, shape.all(), squares, packedSquares, variances);
    return variances;
  }

  private void scale(MemorySegment y, MemorySegment variances, int count) {
    for (long i = 0; i < (long) count * matrix.cells(); i++) {
      float deviation = (float) Math.sqrt(variances.getAtIndex(JAVA_FLOAT, i));
      y.setAtIndex(JAVA_FLOAT, i, deviation * y.getAtIndex(JAVA_FLOAT, i));
    }
  }
}
