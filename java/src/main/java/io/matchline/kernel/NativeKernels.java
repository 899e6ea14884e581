package io.matchline.kernel;

import static io.matchline.kernel.Structs.struct;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.matchline.bindings.NativeCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The C kernels, by whatever way {@link NativeCalls} reaches them: checks shapes, has the structs laid out, checks status.
public final class NativeKernels implements Kernels {
  private final Backend backend;
  private final NativeCalls calls;

  NativeKernels(Backend backend, NativeCalls calls) {
    this.backend = backend;
    this.calls = calls;
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public CpuLevel level() {
    return CpuLevel.values()[calls.level()];
  }

  /// Caps the level of the whole process, for tests and benchmarks that compare levels while nothing else runs.
  ///
  /// @return the level now in force, which is below `cap` where the processor has less
  public CpuLevel capLevel(CpuLevel cap) {
    return CpuLevel.values()[calls.capLevel(cap.ordinal())];
  }

  @Override
  public void exp(MemorySegment x, MemorySegment y, long n) {
    KernelArguments.checkMap(x, y, n);
    check("ml_exp", calls.exp(x, y, n));
  }

  @Override
  public void log(MemorySegment x, MemorySegment y, long n) {
    KernelArguments.checkMap(x, y, n);
    check("ml_log", calls.log(x, y, n));
  }

  @Override
  public void mismatchAll(DigitalRows rows, DigitalQueries queries, Span blocks, MemorySegment distance, long stride) {
    KernelArguments.checkAll(rows, queries, blocks, distance, stride);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_mismatch_all",
          calls.mismatchAll(
              struct(arena, rows), struct(arena, queries), struct(arena, blocks), distance, stride));
    }
  }

  @Override
  public void mismatchWithin(
      DigitalRows rows, DigitalQueries queries, Span blocks, int threshold, MemorySegment hit, long stride) {
    KernelArguments.checkWithin(rows, queries, blocks, threshold, hit, stride);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_mismatch_within",
          calls.mismatchWithin(
              struct(arena, rows), struct(arena, queries), struct(arena, blocks), threshold, hit, stride));
    }
  }

  @Override
  public void mismatchNearest(
      DigitalRows rows, DigitalQueries queries, Span blocks, int k, MemorySegment distance, MemorySegment row) {
    KernelArguments.checkNearest(rows, queries, blocks, k, distance, row);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_mismatch_nearest",
          calls.mismatchNearest(
              struct(arena, rows), struct(arena, queries), struct(arena, blocks), k, distance, row));
    }
  }

  @Override
  public void voltage(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    KernelArguments.checkVoltage(line, cells, blocks, samples);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment l = struct(arena, line);
      MemorySegment c = struct(arena, cells);
      MemorySegment b = struct(arena, blocks);
      MemorySegment s = struct(arena, samples);
      switch (model) {
        case LUMPED -> check("ml_lumped_voltage", calls.lumpedVoltage(l, c, b, s));
        case ELMORE -> check("ml_elmore_voltage", calls.elmoreVoltage(l, c, b, s));
        case LADDER -> check("ml_ladder_voltage", calls.ladderVoltage(l, c, b, s));
      }
    }
  }

  @Override
  public void crossing(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    KernelArguments.checkCrossing(line, cells, blocks, samples);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment l = struct(arena, line);
      MemorySegment c = struct(arena, cells);
      MemorySegment b = struct(arena, blocks);
      MemorySegment s = struct(arena, samples);
      switch (model) {
        case LUMPED -> check("ml_lumped_crossing", calls.lumpedCrossing(l, c, b, s));
        case ELMORE -> check("ml_elmore_crossing", calls.elmoreCrossing(l, c, b, s));
        case LADDER -> check("ml_ladder_crossing", calls.ladderCrossing(l, c, b, s));
      }
    }
  }

  @Override
  public long tabulatedWorkspace(MatchLine line, CellTable table) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment doubles = arena.allocate(JAVA_LONG);
      check("ml_tabulated_workspace", calls.tabulatedWorkspace(struct(arena, line), struct(arena, table), doubles));
      return doubles.get(JAVA_LONG, 0);
    }
  }

  @Override
  public void tabulatedVoltage(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace) {
    KernelArguments.checkTabulated(line, cells, blocks, samples, workspace, tabulatedWorkspace(line, cells.table()));
    KernelArguments.checkTimes(samples.at(), samples.count());
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_tabulated_voltage",
          calls.tabulatedVoltage(
              struct(arena, line), struct(arena, cells), struct(arena, blocks), struct(arena, samples), workspace));
    }
  }

  @Override
  public void tabulatedCrossing(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace) {
    KernelArguments.checkTabulated(line, cells, blocks, samples, workspace, tabulatedWorkspace(line, cells.table()));
    KernelArguments.checkLevels(line, samples);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_tabulated_crossing",
          calls.tabulatedCrossing(
              struct(arena, line), struct(arena, cells), struct(arena, blocks), struct(arena, samples), workspace));
    }
  }

  @Override
  public CrossbarSize crossbarSize(CrossbarCircuit circuit) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment prepared = arena.allocate(JAVA_LONG);
      MemorySegment workspace = arena.allocate(JAVA_LONG);
      check("ml_crossbar_size", calls.crossbarSize(struct(arena, circuit), prepared, workspace));
      return new CrossbarSize(prepared.get(JAVA_LONG, 0), workspace.get(JAVA_LONG, 0));
    }
  }

  @Override
  public void crossbarPrepare(CrossbarCircuit circuit, MemorySegment prepared) {
    KernelArguments.checkPrepared(crossbarSize(circuit), prepared);
    try (Arena arena = Arena.ofConfined()) {
      int status = calls.crossbarPrepare(struct(arena, circuit), prepared);
      if (status != 0) {
        KernelArguments.checkConductances(circuit); // names the cell that the kernel has refused
      }
      check("ml_crossbar_prepare", status);
    }
  }

  @Override
  public void crossbarSolve(
      CrossbarCircuit circuit,
      MemorySegment prepared,
      CrossbarDrive drive,
      Span vectors,
      MemorySegment workspace,
      CrossbarResult result) {
    KernelArguments.checkSolve(circuit, crossbarSize(circuit), prepared, drive, vectors, workspace, result);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_crossbar_solve",
          calls.crossbarSolve(
              struct(arena, circuit),
              prepared,
              struct(arena, drive),
              struct(arena, vectors),
              workspace,
              struct(arena, result)));
    }
  }

  @Override
  public long crossbarTransientWorkspaceDoubles(CrossbarCircuit circuit) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment workspace = arena.allocate(JAVA_LONG);
      check("ml_crossbar_transient_size", calls.crossbarTransientSize(struct(arena, circuit), workspace));
      return workspace.get(JAVA_LONG, 0);
    }
  }

  @Override
  public void crossbarTransient(
      CrossbarCircuit circuit, CrossbarStep step, Span jobs, MemorySegment workspace, CrossbarWaveform waveform) {
    long doubles = crossbarTransientWorkspaceDoubles(circuit);
    KernelArguments.checkTransient(circuit, doubles, step, jobs, workspace, waveform);
    try (Arena arena = Arena.ofConfined()) {
      check(
          "ml_crossbar_transient",
          calls.crossbarTransient(
              struct(arena, circuit), struct(arena, step), struct(arena, jobs), workspace, struct(arena, waveform)));
    }
  }

  @Override
  public void philox(Draw draw, Patch patch, MemorySegment word, long stride) {
    KernelArguments.checkDraw(patch, word, stride);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_philox", calls.philox(struct(arena, draw), struct(arena, patch), word, stride));
    }
  }

  @Override
  public void gauss(Draw draw, Patch patch, MemorySegment normal, long stride) {
    KernelArguments.checkDraw(patch, normal, stride);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_gauss", calls.gauss(struct(arena, draw), struct(arena, patch), normal, stride));
    }
  }

  @Override
  public void gemmPack(GemmShape shape, MemorySegment b, long stride, MemorySegment packed) {
    TensorArguments.checkGemmPack(shape, b, stride, packed);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_gemm_pack", calls.gemmPack(struct(arena, shape), b, stride, packed));
    }
  }

  @Override
  public void gemm(
      GemmShape shape, Span rows, MemorySegment a, MemorySegment b, MemorySegment bias, MemorySegment c) {
    TensorArguments.checkGemm(shape, rows, a, b, bias, c);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_gemm", calls.gemm(struct(arena, shape), struct(arena, rows), a, b, bias, c));
    }
  }

  @Override
  public void convPack(ConvShape shape, MemorySegment weights, boolean turned, MemorySegment packed) {
    KernelArguments.checkConvPack(shape, weights, packed);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_conv_pack", calls.convPack(struct(arena, shape), weights, turned ? 1 : 0, packed));
    }
  }

  @Override
  public void conv(
      ConvShape shape, Span images, MemorySegment x, MemorySegment packed, MemorySegment workspace, MemorySegment y) {
    KernelArguments.checkConv(shape, images, x, packed, workspace, y);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_conv", calls.conv(struct(arena, shape), struct(arena, images), x, packed, workspace, y));
    }
  }

  @Override
  public void convWeights(
      ConvShape shape, Span images, MemorySegment x, MemorySegment dy, MemorySegment workspace, MemorySegment part) {
    KernelArguments.checkConvWeights(shape, images, x, dy, workspace, part);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_conv_weights", calls.convWeights(struct(arena, shape), struct(arena, images), x, dy, workspace, part));
    }
  }

  @Override
  public void convWeightsSum(ConvShape shape, MemorySegment partial, MemorySegment dw) {
    KernelArguments.checkConvWeightsSum(shape, partial, dw);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_conv_weights_sum", calls.convWeightsSum(struct(arena, shape), partial, dw));
    }
  }

  @Override
  public void poolMoments(PoolShape shape, Span images, MemorySegment y, MemorySegment moments) {
    KernelArguments.checkMoments(shape, images, y, moments);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_pool_moments", calls.poolMoments(struct(arena, shape), struct(arena, images), y, moments));
    }
  }

  @Override
  public void pool(PoolShape shape, Span images, MemorySegment y, MemorySegment coefficients, MemorySegment out) {
    KernelArguments.checkPool(shape, images, y, coefficients, out);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_pool", calls.pool(struct(arena, shape), struct(arena, images), y, coefficients, out));
    }
  }

  @Override
  public void poolSums(
      PoolShape shape,
      Span images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment sums) {
    KernelArguments.checkPoolSums(shape, images, y, coefficients, gradient, sums);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_pool_sums", calls.poolSums(struct(arena, shape), struct(arena, images), y, coefficients, gradient, sums));
    }
  }

  @Override
  public void poolGradient(
      PoolShape shape,
      Span images,
      MemorySegment y,
      MemorySegment coefficients,
      MemorySegment gradient,
      MemorySegment dy) {
    KernelArguments.checkPoolGradient(shape, images, y, coefficients, gradient, dy);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_pool_gradient", calls.poolGradient(struct(arena, shape), struct(arena, images), y, coefficients, gradient, dy));
    }
  }

  @Override
  public void unary(UnaryFunction function, MemorySegment x, MemorySegment y, long n) {
    TensorArguments.checkFloats(x, y, n);
    check("ml_unary", calls.unary(function.ordinal(), x, y, n));
  }

  @Override
  public void affine(float scale, float shift, MemorySegment x, MemorySegment y, long n) {
    TensorArguments.checkFloats(x, y, n);
    check("ml_affine", calls.affine(scale, shift, x, y, n));
  }

  @Override
  public void binary(BinaryFunction function, PairShape shape, MemorySegment a, MemorySegment b, MemorySegment y) {
    TensorArguments.checkBinary(shape, a, b, y);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_binary", calls.binary(function.ordinal(), struct(arena, shape), a, b, y));
    }
  }

  @Override
  public void sums(SumShape shape, MemorySegment x, MemorySegment sum) {
    TensorArguments.checkSums(shape, x, sum);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_sums", calls.sums(struct(arena, shape), x, sum));
    }
  }

  @Override
  public void round(MemorySegment sum, MemorySegment y, long n) {
    TensorArguments.checkRound(sum, y, n);
    check("ml_round", calls.round(sum, y, n));
  }

  @Override
  public void softmax(long rows, int columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability) {
    TensorArguments.checkSoftmax(rows, columns, x, logarithm, probability);
    check("ml_softmax", calls.softmax(rows, columns, x, logarithm, probability));
  }

  @Override
  public void sgd(SgdStep step, long n, MemorySegment g, MemorySegment w, MemorySegment v) {
    TensorArguments.checkStep(n, g, w, v);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_sgd", calls.sgd(struct(arena, step), n, g, w, v));
    }
  }

  @Override
  public void adam(AdamStep step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v) {
    TensorArguments.checkStep(n, g, w, v);
    TensorArguments.checkStep(n, g, w, m);
    try (Arena arena = Arena.ofConfined()) {
      check("ml_adam", calls.adam(struct(arena, step), n, g, w, m, v));
    }
  }

  @Override
  public void noisyMvm(Draw draw, Patch patch, NoisyProduct product, Span vectors) {
    KernelArguments.checkNoisyMvm(patch, product, vectors);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment d = struct(arena, draw);
      check(
          "ml_noisy_mvm",
          calls.noisyMvm(d, struct(arena, patch), struct(arena, product), struct(arena, vectors)));
    }
  }

  /// Shapes are checked in Java, so a status other than 0 says that the two sides disagree about the contract.
  private static void check(String function, int status) {
    if (status != 0) {
      throw new IllegalStateException(
          "%s returned status %d (1 null, 2 size, 3 range) for arguments that passed the Java checks"
              .formatted(function, status));
    }
  }
}
