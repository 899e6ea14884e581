package io.matchline.kernel;

import java.lang.foreign.MemorySegment;

/// The simulation kernels, the same bits from every implementation.
///
/// Arguments are off-heap segments described by small records; each call checks their shapes and throws
/// {@link IllegalArgumentException} naming the value and the rule. A call works on one thread; {@link Workers} cuts
/// jobs over threads by {@link Span}. The meaning of each kernel is written in `matchline.h`.
public sealed interface Kernels permits NativeKernels, JavaKernels {
  Backend backend();

  /// Level that the kernels run at; {@link CpuLevel#SCALAR} for the Java twins.
  CpuLevel level();

  /// y[i] = exp(x[i]) for `n` doubles.
  void exp(MemorySegment x, MemorySegment y, long n);

  /// y[i] = ln(x[i]) for `n` doubles.
  void log(MemorySegment x, MemorySegment y, long n);

  /// Mismatch counts, `distance[q · stride + row]` (16-bit, unsigned).
  void mismatchAll(DigitalRows rows, DigitalQueries queries, Span blocks, MemorySegment distance, long stride);

  /// Rows with at most `threshold` mismatches: bit `r` of the 32-bit `hit[q · stride + block]` is row `32 block + r`.
  void mismatchWithin(
      DigitalRows rows, DigitalQueries queries, Span blocks, int threshold, MemorySegment hit, long stride);

  /// The `k` nearest rows of the span by (distance, row): `distance` 16-bit and `row` 32-bit, both `[queries][k]`;
  /// unused places hold 0xffff and 0xffffffff.
  void mismatchNearest(
      DigitalRows rows, DigitalQueries queries, Span blocks, int k, MemorySegment distance, MemorySegment row);

  /// Voltages at the sense node at the sample times.
  void voltage(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples);

  /// Times at which the sense node falls to the sample levels; +∞ where it never does.
  void crossing(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples);

  /// Doubles that one call at a time of the next two needs to work in.
  long tabulatedWorkspace(MatchLine line, CellTable table);

  /// Voltages at the sense node of lines with tabulated cells at the sample times.
  void tabulatedVoltage(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace);

  /// Times at which the sense node of lines with tabulated cells falls to the sample levels; +∞ where it never does.
  void tabulatedCrossing(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace);

  /// Memory that the solves of a crossbar need.
  CrossbarSize crossbarSize(CrossbarCircuit circuit);

  /// Factors the lines of the crossbar into `prepared`, which serves every solve of the same crossbar.
  void crossbarPrepare(CrossbarCircuit circuit, MemorySegment prepared);

  /// Steady state of the vectors of the span. A residual above the tolerance says that it has not converged.
  void crossbarSolve(
      CrossbarCircuit circuit,
      MemorySegment prepared,
      CrossbarDrive drive,
      Span vectors,
      MemorySegment workspace,
      CrossbarResult result);

  /// Doubles that one {@link #crossbarTransient} at a time needs to work in.
  long crossbarTransientWorkspaceDoubles(CrossbarCircuit circuit);

  /// Currents after a step of the terminals; the span counts the jobs of {@link CrossbarStep#jobs}. A residual above the
  /// tolerance says that the solve has not converged.
  void crossbarTransient(
      CrossbarCircuit circuit, CrossbarStep step, Span jobs, MemorySegment workspace, CrossbarWaveform waveform);

  /// Random 32-bit words, `word[(row − rowBegin) · stride + cell − cellBegin]`.
  void philox(Draw draw, Patch patch, MemorySegment word, long stride);

  /// Standard normal floats in the same places.
  void gauss(Draw draw, Patch patch, MemorySegment normal, long stride);

  /// Brings B, `[inner][stride]`, into panels of {@value GemmShape#PANEL} columns for {@link #gemm}:
  /// `packed[ceil(columns / 64)][inner][64]`, zero past the last column.
  ///
  /// @param stride elements from one row of B to the next, at least `columns`
  void gemmPack(GemmShape shape, MemorySegment b, long stride, MemorySegment packed);

  /// The span's rows of C = A·B or C += A·B in float: every element starts as +0 or as it is, and is then
  /// fma(A[i][k], B[k][j], sum) over k in rising order; then `bias[j]` is added, then comes the shape's ReLU.
  ///
  /// @param b as the shape says, or in panels
  /// @param bias `[columns]`, or {@link MemorySegment#NULL} for none
  void gemm(GemmShape shape, Span rows, MemorySegment a, MemorySegment b, MemorySegment bias, MemorySegment c);

  /// The same without a bias.
  default void gemm(GemmShape shape, Span rows, MemorySegment a, MemorySegment b, MemorySegment c) {
    gemm(shape, rows, a, b, MemorySegment.NULL, c);
  }

  /// Brings weights into panels of {@value GemmShape#PANEL} output channels for {@link #conv}.
  ///
  /// @param weights `[kernelHeight][kernelWidth][inChannels][outChannels]` of this shape; when `turned`, those of the
  ///     convolution whose {@link ConvShape#gradient} this shape is
  /// @param packed {@link ConvShape#packedElements} floats, zero past the last channel
  void convPack(ConvShape shape, MemorySegment weights, boolean turned, MemorySegment packed);

  /// The span's images of y: every element is +0, then fma(x, weight, sum) over kernel row, kernel column and input
  /// channel in rising order; outside the image x is 0. Shapes that are {@link ConvShape#tiled} have the sums of their
  /// tiles instead.
  ///
  /// @param workspace {@link ConvShape#workspaceElements} floats of the calling thread
  void conv(
      ConvShape shape, Span images, MemorySegment x, MemorySegment packed, MemorySegment workspace, MemorySegment y);

  /// Adds the span's images to a part of the gradient with respect to the weights, which starts as +0: every element goes
  /// on as fma(x, dy, sum) over the images and the rows and columns of dy in rising order.
  ///
  /// @param workspace {@link ConvShape#workspaceElements} floats of the calling thread
  /// @param part {@link ConvShape#weights} floats
  void convWeights(
      ConvShape shape, Span images, MemorySegment x, MemorySegment dy, MemorySegment workspace, MemorySegment part);

  /// The sum of all parts, `partial[16][weights]`, by a halving tree: part p + 8 is added to part p, then p + 4, p + 2 and p + 1.
  void convWeightsSum(ConvShape shape, MemorySegment partial, MemorySegment dw);

  /// Of the span's images, `moments[images][2][channels]`: the mean of y, which is its sum from +0 over rows and columns
  /// through the number of pixels, and then the sum fma(e, e, sum) with e = y − mean from +0.
  ///
  /// @param y `[images][height][width][channels]`
  void poolMoments(PoolShape shape, Span images, MemorySegment y, MemorySegment moments);

  /// Of the span's images, the largest z = fma(y, scale, shift) of every 2 × 2 window, the least result where it
  /// is not above that.
  ///
  /// @param coefficients `[8][channels]`: scale, shift, inverse deviation, offset, k, slope, constant, and the least result:
  ///     0 with a ReLU, −∞ without
  /// @param out `[images][⌊height / 2⌋][⌊width / 2⌋][channels]`
  void pool(PoolShape shape, Span images, MemorySegment y, MemorySegment coefficients, MemorySegment out);

  /// Of the span's images, `sums[images][2][channels]`: the gradient g of the windows whose result is above the least,
  /// and fma(g, fma(y, inverse deviation, offset), sum) with the y of the first largest z, both from +0 over the windows row by
  /// row.
  ///
  /// @param gradient with respect to the result of {@link #pool}
  void poolSums(
      PoolShape shape,
      Span images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment sums);

  /// Of the span's images, dy = fma(k, g, fma(y, slope, constant)), where g is the gradient of the window at its first
  /// largest z if that is above the least result, else 0.
  ///
  /// @param gradient with respect to the result of {@link #pool}
  void poolGradient(
      PoolShape shape,
      Span images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment dy);

  /// `y[i]` = function(`x[i]`) for `n` floats.
  void unary(UnaryFunction function, MemorySegment x, MemorySegment y, long n);

  /// `y[i]` = scale · `x[i]` + shift for `n` floats, rounded after each operation.
  void affine(float scale, float shift, MemorySegment x, MemorySegment y, long n);

  /// `y[i][j]` = function(a, b), y without gaps.
  void binary(BinaryFunction function, PairShape shape, MemorySegment a, MemorySegment b, MemorySegment y);

  /// Adds floats to sums in double. Where the columns remain, `sum[columns]`, the rows are added one after the other.
  /// Where the rows remain, `sum[rows]`, what is added to one is the sum of {@value SumShape#STRIPES} stripes, stripe l
  /// being +0 plus the elements l, l + 32, … in rising order, by a halving tree: stripe l + 16 is added to stripe l, then
  /// l + 8, l + 4, l + 2 and l + 1.
  void sums(SumShape shape, MemorySegment x, MemorySegment sum);

  /// `y[i]` = `sum[i]`, a double, as a float.
  void round(MemorySegment sum, MemorySegment y, long n);

  /// Rows of z = x − max x in double, with exp z summed in stripes as in {@link #sums}: logarithm = z − ln(sum),
  /// probability = exp z / sum, each rounded once; `[rows][columns]` each.
  ///
  /// @param logarithm {@link MemorySegment#NULL} where it is not wanted
  /// @param probability the same
  void softmax(long rows, int columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability);

  /// v = fma(momentum, v, fma(decay, w, g)), w = fma(−rate, v, w) for `n` floats.
  ///
  /// @param v {@link MemorySegment#NULL} without momentum
  void sgd(SgdStep step, long n, MemorySegment g, MemorySegment w, MemorySegment v);

  /// m = fma(β₁, m, gain1 g), v = fma(β₂, v, (gain2 g) g), then w = fma(−decay, w, w) −
  /// (rate m) / fma(√v, root, ε) for `n` floats.
  void adam(AdamStep step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v);

  /// The span's vectors times a matrix whose every cell is read with fresh normal noise: `y[b][j]` is +0, then
  /// fma(x[b][i], fma(σ, n, mean[i][j]), y) over i in rising order, where n is the number that {@link #gauss} draws for
  /// row i and cell j of the patch with the event `draw.event + b`.
  void noisyMvm(Draw draw, Patch patch, NoisyProduct product, Span vectors);
}
