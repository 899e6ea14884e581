package io.matchline.bindings;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.foreign.MemorySegment;

/// The kernels through JNA direct mapping. It is here for comparison and for runtimes without the FFM API.
public final class JnaCalls implements NativeCalls {
  /// @throws NativeLoadException when the library cannot be loaded or is not the one these bindings were made for
  public static JnaCalls load() {
    Functions.register(NativeLibrary.load());
    JnaCalls calls = new JnaCalls();
    Handshake.check(calls);
    return calls;
  }

  private JnaCalls() {}

  @Override
  public int abiVersion() {
    return Functions.ml_abi_version();
  }

  @Override
  public int layout(int index) {
    return Functions.ml_layout(index);
  }

  @Override
  public int level() {
    return Functions.ml_level();
  }

  @Override
  public int capLevel(int cap) {
    return Functions.ml_cap_level(cap);
  }

  @Override
  public int exp(MemorySegment x, MemorySegment y, long n) {
    return Functions.ml_exp(at(x), at(y), n);
  }

  @Override
  public int log(MemorySegment x, MemorySegment y, long n) {
    return Functions.ml_log(at(x), at(y), n);
  }

  @Override
  public int mismatchAll(
      MemorySegment rows, MemorySegment queries, MemorySegment blocks, MemorySegment distance, long stride) {
    return Functions.ml_mismatch_all(at(rows), at(queries), at(blocks), at(distance), stride);
  }

  @Override
  public int mismatchWithin(
      MemorySegment rows,
      MemorySegment queries,
      MemorySegment blocks,
      int threshold,
      MemorySegment hit,
      long stride) {
    return Functions.ml_mismatch_within(at(rows), at(queries), at(blocks), threshold, at(hit), stride);
  }

  @Override
  public int mismatchNearest(
      MemorySegment rows,
      MemorySegment queries,
      MemorySegment blocks,
      int k,
      MemorySegment distance,
      MemorySegment row) {
    return Functions.ml_mismatch_nearest(at(rows), at(queries), at(blocks), k, at(distance), at(row));
  }

  @Override
  public int lumpedVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return Functions.ml_lumped_voltage(at(line), at(cells), at(blocks), at(samples));
  }

  @Override
  public int lumpedCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return Functions.ml_lumped_crossing(at(line), at(cells), at(blocks), at(samples));
  }

  @Override
  public int elmoreVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return Functions.ml_elmore_voltage(at(line), at(cells), at(blocks), at(samples));
  }

  @Override
  public int elmoreCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return Functions.ml_elmore_crossing(at(line), at(cells), at(blocks), at(samples));
  }

  @Override
  public int ladderVoltage(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return Functions.ml_ladder_voltage(at(line), at(cells), at(blocks), at(samples));
  }

  @Override
  public int ladderCrossing(MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples) {
    return Functions.ml_ladder_crossing(at(line), at(cells), at(blocks), at(samples));
  }

  @Override
  public int tabulatedWorkspace(MemorySegment line, MemorySegment table, MemorySegment doubles) {
    return Functions.ml_tabulated_workspace(at(line), at(table), at(doubles));
  }

  @Override
  public int tabulatedVoltage(
      MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples, MemorySegment workspace) {
    return Functions.ml_tabulated_voltage(at(line), at(cells), at(blocks), at(samples), at(workspace));
  }

  @Override
  public int tabulatedCrossing(
      MemorySegment line, MemorySegment cells, MemorySegment blocks, MemorySegment samples, MemorySegment workspace) {
    return Functions.ml_tabulated_crossing(at(line), at(cells), at(blocks), at(samples), at(workspace));
  }

  @Override
  public int crossbarSize(MemorySegment crossbar, MemorySegment prepared, MemorySegment workspace) {
    return Functions.ml_crossbar_size(at(crossbar), at(prepared), at(workspace));
  }

  @Override
  public int crossbarPrepare(MemorySegment crossbar, MemorySegment prepared) {
    return Functions.ml_crossbar_prepare(at(crossbar), at(prepared));
  }

  @Override
  public int crossbarSolve(
      MemorySegment crossbar,
      MemorySegment prepared,
      MemorySegment drive,
      MemorySegment vectors,
      MemorySegment workspace,
      MemorySegment result) {
    return Functions.ml_crossbar_solve(
        at(crossbar), at(prepared), at(drive), at(vectors), at(workspace), at(result));
  }

  @Override
  public int crossbarTransientSize(MemorySegment crossbar, MemorySegment workspace) {
    return Functions.ml_crossbar_transient_size(at(crossbar), at(workspace));
  }

  @Override
  public int crossbarTransient(
      MemorySegment crossbar,
      MemorySegment step,
      MemorySegment jobs,
      MemorySegment workspace,
      MemorySegment waveform) {
    return Functions.ml_crossbar_transient(at(crossbar), at(step), at(jobs), at(workspace), at(waveform));
  }

  @Override
  public int philox(MemorySegment draw, MemorySegment patch, MemorySegment word, long stride) {
    return Functions.ml_philox(at(draw), at(patch), at(word), stride);
  }

  @Override
  public int gauss(MemorySegment draw, MemorySegment patch, MemorySegment normal, long stride) {
    return Functions.ml_gauss(at(draw), at(patch), at(normal), stride);
  }

  @Override
  public int gemmPack(MemorySegment shape, MemorySegment b, long stride, MemorySegment packed) {
    return Functions.ml_gemm_pack(at(shape), at(b), stride, at(packed));
  }

  @Override
  public int gemm(
      MemorySegment shape,
      MemorySegment rows,
      MemorySegment a,
      MemorySegment b,
      MemorySegment bias,
      MemorySegment c) {
    return Functions.ml_gemm(at(shape), at(rows), at(a), at(b), at(bias), at(c));
  }

  @Override
  public int convSize(MemorySegment shape, MemorySegment workspace) {
    return Functions.ml_conv_size(at(shape), at(workspace));
  }

  @Override
  public int convPack(MemorySegment shape, MemorySegment weights, int turned, MemorySegment packed) {
    return Functions.ml_conv_pack(at(shape), at(weights), turned, at(packed));
  }

  @Override
  public int conv(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment x,
      MemorySegment packed,
      MemorySegment workspace,
      MemorySegment y) {
    return Functions.ml_conv(at(shape), at(images), at(x), at(packed), at(workspace), at(y));
  }

  @Override
  public int convWeights(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment x,
      MemorySegment dy,
      MemorySegment workspace,
      MemorySegment part) {
    return Functions.ml_conv_weights(at(shape), at(images), at(x), at(dy), at(workspace), at(part));
  }

  @Override
  public int convWeightsSum(MemorySegment shape, MemorySegment partial, MemorySegment dw) {
    return Functions.ml_conv_weights_sum(at(shape), at(partial), at(dw));
  }

  @Override
  public int poolMoments(MemorySegment shape, MemorySegment images, MemorySegment y, MemorySegment moments) {
    return Functions.ml_pool_moments(at(shape), at(images), at(y), at(moments));
  }

  @Override
  public int pool(
      MemorySegment shape, MemorySegment images, MemorySegment y, MemorySegment coefficients, MemorySegment out) {
    return Functions.ml_pool(at(shape), at(images), at(y), at(coefficients), at(out));
  }

  @Override
  public int poolSums(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment sums) {
    return Functions.ml_pool_sums(at(shape), at(images), at(y), at(coefficients), at(gradient), at(sums));
  }

  @Override
  public int poolGradient(
      MemorySegment shape,
      MemorySegment images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment dy) {
    return Functions.ml_pool_gradient(at(shape), at(images), at(y), at(coefficients), at(gradient), at(dy));
  }

  @Override
  public int unary(int function, MemorySegment x, MemorySegment y, long n) {
    return Functions.ml_unary(function, at(x), at(y), n);
  }

  @Override
  public int affine(float scale, float shift, MemorySegment x, MemorySegment y, long n) {
    return Functions.ml_affine(scale, shift, at(x), at(y), n);
  }

  @Override
  public int binary(int function, MemorySegment shape, MemorySegment a, MemorySegment b, MemorySegment y) {
    return Functions.ml_binary(function, at(shape), at(a), at(b), at(y));
  }

  @Override
  public int sums(MemorySegment shape, MemorySegment x, MemorySegment sum) {
    return Functions.ml_sums(at(shape), at(x), at(sum));
  }

  @Override
  public int round(MemorySegment sum, MemorySegment y, long n) {
    return Functions.ml_round(at(sum), at(y), n);
  }

  @Override
  public int softmax(long rows, long columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability) {
    return Functions.ml_softmax(rows, columns, at(x), at(logarithm), at(probability));
  }

  @Override
  public int sgd(MemorySegment step, long n, MemorySegment g, MemorySegment w, MemorySegment v) {
    return Functions.ml_sgd(at(step), n, at(g), at(w), at(v));
  }

  @Override
  public int adam(MemorySegment step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v) {
    return Functions.ml_adam(at(step), n, at(g), at(w), at(m), at(v));
  }

  @Override
  public int noisyMvm(MemorySegment draw, MemorySegment patch, MemorySegment product, MemorySegment vectors) {
    return Functions.ml_noisy_mvm(at(draw), at(patch), at(product), at(vectors));
  }

  private static Pointer at(MemorySegment segment) {
    return segment.address() == 0 ? null : new Pointer(segment.address());
  }

  /// The C functions by their own names, bound when the library has been loaded.
  private static final class Functions {
    static void register(java.nio.file.Path library) {
      Native.register(Functions.class, library.toString());
    }

    static native int ml_abi_version();

    static native int ml_layout(int index);

    static native int ml_level();

    static native int ml_cap_level(int cap);

    static native int ml_exp(Pointer x, Pointer y, long n);

    static native int ml_log(Pointer x, Pointer y, long n);

    static native int ml_mismatch_all(Pointer rows, Pointer queries, Pointer blocks, Pointer distance, long stride);

    static native int ml_mismatch_within(
        Pointer rows, Pointer queries, Pointer blocks, int threshold, Pointer hit, long stride);

    static native int ml_mismatch_nearest(
        Pointer rows, Pointer queries, Pointer blocks, int k, Pointer distance, Pointer row);

    static native int ml_lumped_voltage(Pointer line, Pointer cells, Pointer blocks, Pointer samples);

    static native int ml_lumped_crossing(Pointer line, Pointer cells, Pointer blocks, Pointer samples);

    static native int ml_elmore_voltage(Pointer line, Pointer cells, Pointer blocks, Pointer samples);

    static native int ml_elmore_crossing(Pointer line, Pointer cells, Pointer blocks, Pointer samples);

    static native int ml_ladder_voltage(Pointer line, Pointer cells, Pointer blocks, Pointer samples);

    static native int ml_ladder_crossing(Pointer line, Pointer cells, Pointer blocks, Pointer samples);

    static native int ml_tabulated_workspace(Pointer line, Pointer table, Pointer doubles);

    static native int ml_tabulated_voltage(
        Pointer line, Pointer cells, Pointer blocks, Pointer samples, Pointer workspace);

    static native int ml_tabulated_crossing(
        Pointer line, Pointer cells, Pointer blocks, Pointer samples, Pointer workspace);

    static native int ml_crossbar_size(Pointer crossbar, Pointer prepared, Pointer workspace);

    static native int ml_crossbar_prepare(Pointer crossbar, Pointer prepared);

    static native int ml_crossbar_solve(
        Pointer crossbar, Pointer prepared, Pointer drive, Pointer vectors, Pointer workspace, Pointer result);

    static native int ml_crossbar_transient_size(Pointer crossbar, Pointer workspace);

    static native int ml_crossbar_transient(
        Pointer crossbar, Pointer step, Pointer jobs, Pointer workspace, Pointer waveform);

    static native int ml_philox(Pointer draw, Pointer patch, Pointer word, long stride);

    static native int ml_gauss(Pointer draw, Pointer patch, Pointer normal, long stride);

    static native int ml_gemm_pack(Pointer shape, Pointer b, long stride, Pointer packed);

    static native int ml_gemm(Pointer shape, Pointer rows, Pointer a, Pointer b, Pointer bias, Pointer c);

    static native int ml_conv_size(Pointer shape, Pointer workspace);

    static native int ml_conv_pack(Pointer shape, Pointer weights, int turned, Pointer packed);

    static native int ml_conv(
        Pointer shape, Pointer images, Pointer x, Pointer packed, Pointer workspace, Pointer y);

    static native int ml_conv_weights(
        Pointer shape, Pointer images, Pointer x, Pointer dy, Pointer workspace, Pointer part);

    static native int ml_conv_weights_sum(Pointer shape, Pointer partial, Pointer dw);

    static native int ml_pool_moments(Pointer shape, Pointer images, Pointer y, Pointer moments);

    static native int ml_pool(Pointer shape, Pointer images, Pointer y, Pointer coefficients, Pointer out);

    static native int ml_pool_sums(
        Pointer shape, Pointer images, Pointer y, Pointer coefficients, Pointer gradient, Pointer sums);

    static native int ml_pool_gradient(
        Pointer shape, Pointer images, Pointer y, Pointer coefficients, Pointer gradient, Pointer dy);

    static native int ml_unary(int function, Pointer x, Pointer y, long n);

    static native int ml_affine(float scale, float shift, Pointer x, Pointer y, long n);

    static native int ml_binary(int function, Pointer shape, Pointer a, Pointer b, Pointer y);

    static native int ml_sums(Pointer shape, Pointer x, Pointer sum);

    static native int ml_round(Pointer sum, Pointer y, long n);

    static native int ml_softmax(long rows, long columns, Pointer x, Pointer logarithm, Pointer probability);

    static native int ml_sgd(Pointer step, long n, Pointer g, Pointer w, Pointer v);

    static native int ml_adam(Pointer step, long n, Pointer g, Pointer w, Pointer m, Pointer v);

    static native int ml_noisy_mvm(Pointer draw, Pointer patch, Pointer product, Pointer vectors);
  }
}
