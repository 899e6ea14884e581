package io.matchline.mvm;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.GemmShape;
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
/// Stream {@link NoiseStream#READ_OUTPUT}, row = the matrix's first, cell = output, event = index of the multiplication. With one σ for all
/// cells the noise costs a sum of squares for each vector; with a σ of every cell it costs a second product.
public final class OutputNoise implements Multiplier {
  private static final int STRIPES = 16;

  private final NoiseFields fields;
  private final int array;
  private final CellMatrix matrix;
  private final MemorySegment packed;
  private final float scale;
  private final MemorySegment packedSquares;

  /// @param arena holds the packed matrix as long as products are wanted; shared where several threads multiply
  /// @param array number of the array, 0 … 2²⁴−1
  public OutputNoise(Arena arena, NoiseFields fields, int array, CellMatrix matrix) {
    this.fields = fields;
    this.array = array;
    this.matrix = matrix;
    packed = matrix.packed(fields.kernels(), arena, matrix.mean());
    scale = matrix.hasOwnSigmas() ? largest(matrix) : matrix.sigma();
    packedSquares = matrix.hasOwnSigmas() ? packedSquares(arena) : MemorySegment.NULL;
  }

  private static float largest(CellMatrix matrix) {
    float largest = 0;
    for (long i = 0; i < (long) matrix.rows() * matrix.cells(); i++) {
      largest = Math.max(largest, matrix.sigmaCell().getAtIndex(JAVA_FLOAT, i));
    }
    return largest;
  }

  /// (σ / scale)², whose squares neither overflow nor vanish where they matter.
  private MemorySegment packedSquares(Arena arena) {
    try (Arena scratch = Arena.ofConfined()) {
      long count = (long) matrix.rows() * matrix.cells();
      MemorySegment squares = scratch.allocate(JAVA_FLOAT, count);
      for (long i = 0; i < count && scale > 0; i++) {
        float share = matrix.sigmaCell().getAtIndex(JAVA_FLOAT, i) / scale;
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
          fields.kernels().gemm(shape, vectors, batch.x(), packed, batch.y());
          addNoise(batch, vectors);
        });
  }

  /// Adds the noise of every output of the span's vectors to its product.
  private void addNoise(Batch batch, Span vectors) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment variances = matrix.hasOwnSigmas() ? variances(arena, batch, vectors) : MemorySegment.NULL;
      MemorySegment drawn = arena.allocate(JAVA_FLOAT, matrix.cells());
      float[] x = new float[matrix.rows()];
      float[] sigma = new float[matrix.cells()];
      float[] normal = new float[matrix.cells()];
      float[] y = new float[matrix.cells()];
      for (long b = vectors.begin(); b < vectors.end(); b++) {
        if (matrix.hasOwnSigmas()) {
          copyRow(variances, b - vectors.begin(), sigma);
          toSigmas(sigma);
        } else {
          copyRow(batch.x(), b, x);
          Arrays.fill(sigma, (float) (scale * Math.sqrt(sumOfSquares(x))));
        }
        draw(batch.multiplication() + (int) b, drawn);
        copyRow(drawn, 0, normal);
        copyRow(batch.y(), b, y);
        add(sigma, normal, y);
        MemorySegment.copy(y, 0, batch.y(), JAVA_FLOAT, b * y.length * Float.BYTES, y.length);
      }
    }
  }

  /// Σ_i (σ_ij / scale)² x_i² of the span's vectors, `[vectors][cells]`.
  private MemorySegment variances(Arena arena, Batch batch, Span vectors) {
    int count = Math.toIntExact(vectors.end() - vectors.begin());
    GemmShape shape = matrix.shape(count);
    MemorySegment squares = arena.allocate(JAVA_FLOAT, (long) count * matrix.rows());
    MemorySegment variances = arena.allocate(JAVA_FLOAT, (long) count * matrix.cells());
    float[] x = new float[matrix.rows()];
    for (int b = 0; b < count; b++) {
      copyRow(batch.x(), vectors.begin() + b, x);
      for (int i = 0; i < x.length; i++) {
        x[i] *= x[i];
      }
      MemorySegment.copy(x, 0, squares, JAVA_FLOAT, (long) b * x.length * Float.BYTES, x.length);
    }
    fields.kernels().gemm(shape, shape.all(), squares, packedSquares, variances);
    return variances;
  }

  private void draw(int multiplication, MemorySegment drawn) {
    Patch outputs = new Patch(matrix.patch().rowBegin(), 1, matrix.patch().cellBegin(), matrix.cells());
    fields.normals(NoiseStream.READ_OUTPUT, array, multiplication, outputs, drawn, matrix.cells());
  }

  private void toSigmas(float[] variance) {
    for (int j = 0; j < variance.length; j++) {
      variance[j] = scale * (float) Math.sqrt(variance[j]);
    }
  }

  private static void add(float[] sigma, float[] normal, float[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] = Math.fma(sigma[j], normal[j], y[j]);
    }
  }

  private static void copyRow(MemorySegment matrix, long row, float[] out) {
    MemorySegment.copy(matrix, JAVA_FLOAT, row * out.length * Float.BYTES, out, 0, out.length);
  }

  /// In double, in 16 striped sums and a halving tree over them.
  static double sumOfSquares(float[] x) {
    double[] stripe = new double[STRIPES];
    int i = 0;
    for (; i + STRIPES <= x.length; i += STRIPES) {
      for (int s = 0; s < STRIPES; s++) {
        stripe[s] = Math.fma((double) x[i + s], (double) x[i + s], stripe[s]);
      }
    }
    for (int s = 0; i + s < x.length; s++) {
      stripe[s] = Math.fma((double) x[i + s], (double) x[i + s], stripe[s]);
    }
    for (int half = STRIPES / 2; half >= 1; half /= 2) {
      for (int s = 0; s < half; s++) {
        stripe[s] += stripe[s + half];
      }
    }
    return stripe[0];
  }
}
