package io.matchline.bindings;

import io.matchline.bindings.generated.MatchlineH;
import java.lang.foreign.MemorySegment;

/// The kernels through the Foreign Function & Memory API, by way of the generated bindings.
public final class FfmCalls implements NativeCalls {
  /// @throws NativeLoadException when the library cannot be loaded or is not the one these bindings were made for
  public static FfmCalls load() {
    NativeLibrary.load();
    FfmCalls calls = new FfmCalls();
    Handshake.check(calls);
    return calls;
  }

  private FfmCalls() {}

  @Override
  public int abiVersion() {
    return MatchlineH.ml_abi_version();
  }

  @Override
  public int layout(int index) {
    return MatchlineH.ml_layout(index);
  }

  @Override
  public int level() {
    return MatchlineH.ml_level();
  }

  @Override
  public int capLevel(int cap) {
    return MatchlineH.ml_cap_level(cap);
  }

  @Override
  public int exp(MemorySegment x, MemorySegment y, long n) {
    return MatchlineH.ml_exp(x, y, n);
  }

  @Override
  public int log(MemorySegment x, MemorySegment y, long n) {
    return MatchlineH.ml_log(x, y, n);
  }

  @Override
  public int mismatchAll(
      MemorySegment rows, MemorySegment queries, MemorySegment blocks, MemorySegment distance, long stride) {
    return MatchlineH.ml_mismatch_all(rows, queries, blocks, distance, stride);
  }

  @Override
  public int mismatchWithin(
      MemorySegment rows,
      MemorySegment queries,
      MemorySegment blocks,
      int threshold,
      MemorySegment hit,
      long stride) {
    return MatchlineH.ml_mismatch_within(rows, queries, blocks, threshold, hit, stride);
  }

  @Override
  public int mismatchNearest(
      MemorySegment rows,
      MemorySegment queries,
      MemorySegment blocks,
      int k,
      MemorySegment distance,
      MemorySegment row) {
    return MatchlineH.ml_mismatch_nearest(rows, queries, blocks, k, distance, row);
  }

  @Override
  public int lumpedVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return MatchlineH.ml_lumped_voltage(line, cells, blocks, samples);
  }

  @Override
  public int lumpedCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return MatchlineH.ml_lumped_crossing(line, cells, blocks, samples);
  }

  @Override
  public int elmoreVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return MatchlineH.ml_elmore_voltage(line, cells, blocks, samples);
  }

  @Override
  public int elmoreCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return MatchlineH.ml_elmore_crossing(line, cells, blocks, samples);
  }

  @Override
  public int ladderVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return MatchlineH.ml_ladder_voltage(line, cells, blocks, samples);
  }

  @Override
  public int ladderCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return MatchlineH.ml_ladder_crossing(line, cells, blocks, samples);
  }

  @Override
  public int tabulatedWorkspace(MemorySegment line, MemorySegment table, MemorySegment doubles) {
    return MatchlineH.ml_tabulated_workspace(line, table, doubles);
  }

  @Override
  public int tabulatedVoltage(
      MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples, MemorySegment workspace) {
    return MatchlineH.ml_tabulated_voltage(line, cells, blocks, samples, workspace);
  }

  @Override
  public int tabulatedCrossing(
      MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples, MemorySegment workspace) {
    return MatchlineH.ml_tabulated_crossing(line, cells, blocks, samples, workspace);
  }

  @Override
  public int crossbarSize(MemorySegment crossbar, MemorySegment prepared, MemorySegment workspace) {
    return MatchlineH.ml_crossbar_size(crossbar, prepared, workspace);
  }

  @Override
  public int crossbarPrepare(MemorySegment crossbar, MemorySegment prepared) {
    return MatchlineH.ml_crossbar_prepare(crossbar, prepared);
  }

  @Override
  public int crossbarSolve(
      MemorySegment crossbar,
      MemorySegment prepared,
      MemorySegment drive,
      MemorySegment vectors,
      MemorySegment workspace,
      MemorySegment result) {
    return MatchlineH.ml_crossbar_solve(crossbar, prepared, drive, vectors, workspace, result);
  }

  @Override
  public int crossbarTransientSize(MemorySegment crossbar, MemorySegment workspace) {
    return MatchlineH.ml_crossbar_transient_size(crossbar, workspace);
  }

  @Override
  public int crossbarTransient(
      MemorySegment crossbar,
      MemorySegment step,
      MemorySegment jobs,
      MemorySegment workspace,
      MemorySegment waveform) {
    return MatchlineH.ml_crossbar_transient(crossbar, step, jobs, workspace, waveform);
  }

  @Override
  public int philox(MemorySegment draw, MemorySegment patch, MemorySegment word, long stride) {
    return MatchlineH.ml_philox(draw, patch, word, stride);
  }

  @Override
  public int gauss(MemorySegment draw, MemorySegment patch, MemorySegment normal, long stride) {
    return MatchlineH.ml_gauss(draw, patch, normal, stride);
  }

  @Override
  public int gemmPack(MemorySegment shape, MemorySegment b, long stride, MemorySegment packed) {
    return MatchlineH.ml_gemm_pack(shape, b, stride, packed);
  }

  @Override
  public int gemm(
      MemorySegment shape,
      MemorySegment rows,
      MemorySegment a,
      MemorySegment b,
      MemorySegment bias,
      MemorySegment c) {
    return MatchlineH.ml_gemm(shape, rows, a, b, bias, c);
  }

  @Override
  public int convSize(MemorySegment shape, MemorySegment workspace) {
    return MatchlineH.ml_conv_size(shape, workspace);
  }

  @Override
  public int convPack(MemorySegment shape, MemorySegment weights, int turned, MemorySegment packed) {
    return MatchlineH.ml_conv_pack(shape, weights, turned, packed);
  }

  @Override
  public int conv(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment x,
      MemorySegment packed,
      MemorySegment workspace,
      MemorySegment y) {
    return MatchlineH.ml_conv(shape, images, x, packed, workspace, y);
  }

  @Override
  public int convWeights(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment x,
      MemorySegment dy,
      MemorySegment workspace,
      MemorySegment part) {
    return MatchlineH.ml_conv_weights(shape, images, x, dy, workspace, part);
  }

  @Override
  public int convWeightsSum(MemorySegment shape, MemorySegment partial, MemorySegment dw) {
    return MatchlineH.ml_conv_weights_sum(shape, partial, dw);
  }

  @Override
  public int poolMoments(MemorySegment shape, MemorySegment images, MemorySegment y, MemorySegment moments) {
    return MatchlineH.ml_pool_moments(shape, images, y, moments);
  }

  @Override
  public int pool(
      MemorySegment shape, MemorySegment images, MemorySegment y, MemorySegment coefficients, MemorySegment out) {
    return MatchlineH.ml_pool(shape, images, y, coefficients, out);
  }

  @Override
  public int poolSums(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment sums) {
    return MatchlineH.ml_pool_sums(shape, images, y, coefficients, gradient, sums);
  }

  @Override
  public int poolGradient(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment dy) {
    return MatchlineH.ml_pool_gradient(shape, images, y, coefficients, gradient, dy);
  }

  @Override
  public int unary(int function, MemorySegment x, MemorySegment y, long n) {
    return MatchlineH.ml_unary(function, x, y, n);
  }

  @Override
  public int affine(float scale, float shift, MemorySegment x, MemorySegment y, long n) {
    return MatchlineH.ml_affine(scale, shift, x, y, n);
  }

  @Override
  public int binary(int function, MemorySegment shape, MemorySegment a, MemorySegment b, MemorySegment y) {
    return MatchlineH.ml_binary(function, shape, a, b, y);
  }

  @Override
  public int sums(MemorySegment shape, MemorySegment x, MemorySegment sum) {
    return MatchlineH.ml_sums(shape, x, sum);
  }

  @Override
  public int round(MemorySegment sum, MemorySegment y, long n) {
    return MatchlineH.ml_round(sum, y, n);
  }

  @Override
  public int softmax(long rows, long columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability) {
    return MatchlineH.ml_softmax(rows, columns, x, logarithm, probability);
  }

  @Override
  public int sgd(MemorySegment step, long n, MemorySegment g, MemorySegment w, MemorySegment v) {
    return MatchlineH.ml_sgd(step, n, g, w, v);
  }

  @Override
  public int adam(MemorySegment step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v) {
    return MatchlineH.ml_adam(step, n, g, w, m, v);
  }

  @Override
  public int noisyMvm(MemorySegment draw, MemorySegment patch, MemorySegment product, MemorySegment vectors) {
    return MatchlineH.ml_noisy_mvm(draw, patch, product, vectors);
  }
}
