package io.matchline.bindings;

import java.lang.foreign.MemorySegment;

/// The functions of `matchline.h`, one method each, whatever way they are called.
///
/// Pointers are off-heap segments, structs are segments laid out as the header says (the generated struct classes write them).
/// Nothing is checked here; `io.matchline.kernel` checks shapes before it calls, and the C side returns a status.
public interface NativeCalls {
  int abiVersion();

  int layout(int index);

  int level();

  int capLevel(int cap);

  int exp(MemorySegment x, MemorySegment y, long n);

  int log(MemorySegment x, MemorySegment y, long n);

  int mismatchAll(MemorySegment rows, MemorySegment queries, MemorySegment blocks, MemorySegment distance, long stride);

  int mismatchWithin(
      MemorySegment rows,
      MemorySegment queries,
      MemorySegment blocks,
      int threshold,
      MemorySegment hit,
      long stride);

  int mismatchNearest(
      MemorySegment rows,
      MemorySegment queries,
      MemorySegment blocks,
      int k,
      MemorySegment distance,
      MemorySegment row);

  int lumpedVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples);

  int lumpedCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples);

  int elmoreVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples);

  int elmoreCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples);

  int ladderVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples);

  int ladderCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples);

  int tabulatedWorkspace(MemorySegment line, MemorySegment table, MemorySegment doubles);

  int tabulatedVoltage(
      MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples, MemorySegment workspace);

  int tabulatedCrossing(
      MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples, MemorySegment workspace);

  int crossbarSize(MemorySegment crossbar, MemorySegment prepared, MemorySegment workspace);

  int crossbarPrepare(MemorySegment crossbar, MemorySegment prepared);

  int crossbarSolve(
      MemorySegment crossbar,
      MemorySegment prepared,
      MemorySegment drive,
      MemorySegment vectors,
      MemorySegment workspace,
      MemorySegment result);

  int crossbarTransientSize(MemorySegment crossbar, MemorySegment workspace);

  int crossbarTransient(
      MemorySegment crossbar,
      MemorySegment step,
      MemorySegment jobs,
      MemorySegment workspace,
      MemorySegment waveform);

  int philox(MemorySegment draw, MemorySegment patch, MemorySegment word, long stride);

  int gauss(MemorySegment draw, MemorySegment patch, MemorySegment normal, long stride);

  int gemmPack(MemorySegment shape, MemorySegment b, long stride, MemorySegment packed);

  int gemm(
      MemorySegment shape,
      MemorySegment rows,
      MemorySegment a,
      MemorySegment b,
      MemorySegment bias,
      MemorySegment c);

  int convSize(MemorySegment shape, MemorySegment workspace);

  int convPack(MemorySegment shape, MemorySegment weights, int turned, MemorySegment packed);

  int conv(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment x,
      MemorySegment packed,
      MemorySegment workspace,
      MemorySegment y);

  int convWeights(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment x,
      MemorySegment dy,
      MemorySegment workspace,
      MemorySegment part);

  int convWeightsSum(MemorySegment shape, MemorySegment partial, MemorySegment dw);

  int poolMoments(MemorySegment shape, MemorySegment images, MemorySegment y, MemorySegment moments);

  int pool(
      MemorySegment shape, MemorySegment images, MemorySegment y, MemorySegment coefficients, MemorySegment out);

  int poolSums(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment sums);

  int poolGradient(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment dy);

  int unary(int function, MemorySegment x, MemorySegment y, long n);

  int affine(float scale, float shift, MemorySegment x, MemorySegment y, long n);

  int binary(int function, MemorySegment shape, MemorySegment a, MemorySegment b, MemorySegment y);

  int sums(MemorySegment shape, MemorySegment x, MemorySegment sum);

  int round(MemorySegment sum, MemorySegment y, long n);

  int softmax(long rows, long columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability);

  int sgd(MemorySegment step, long n, MemorySegment g, MemorySegment w, MemorySegment v);

  int adam(MemorySegment step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v);

  int noisyMvm(MemorySegment draw, MemorySegment patch, MemorySegment product, MemorySegment vectors);
}
