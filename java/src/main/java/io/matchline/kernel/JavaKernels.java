package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// The kernels in plain Java: the second implementation that the native ones are compared with, and the fallback.
public final class JavaKernels implements Kernels {
  @Override
  public Backend backend() {
    return Backend.JAVA;
  }

  @Override
  public CpuLevel level() {
    return CpuLevel.SCALAR;
  }

  @Override
  public void exp(MemorySegment x, MemorySegment y, long n) {
    KernelArguments.checkMap(x, y, n);
    for (long i = 0; i < n; i++) {
      y.setAtIndex(JAVA_DOUBLE_UNALIGNED, i, Elementary.exp(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, i)));
    }
  }

  @Override
  public void log(MemorySegment x, MemorySegment y, long n) {
    KernelArguments.checkMap(x, y, n);
    for (long i = 0; i < n; i++) {
      y.setAtIndex(JAVA_DOUBLE_UNALIGNED, i, Elementary.log(x.getAtIndex(JAVA_DOUBLE_UNALIGNED, i)));
    }
  }

  @Override
  public void mismatchAll(DigitalRows rows, DigitalQueries queries, Span blocks, MemorySegment distance, long stride) {
    KernelArguments.checkAll(rows, queries, blocks, distance, stride);
    Mismatch.all(rows, queries, blocks, distance, stride);
  }

  @Override
  public void mismatchWithin(
      DigitalRows rows, DigitalQueries queries, Span blocks, int threshold, MemorySegment hit, long stride) {
    KernelArguments.checkWithin(rows, queries, blocks, threshold, hit, stride);
    Mismatch.within(rows, queries, blocks, threshold, hit, stride);
  }

  @Override
  public void mismatchNearest(
      DigitalRows rows, DigitalQueries queries, Span blocks, int k, MemorySegment distance, MemorySegment row) {
    KernelArguments.checkNearest(rows, queries, blocks, k, distance, row);
    Mismatch.nearest(rows, queries, blocks, k, distance, row);
  }

  @Override
  public void voltage(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    KernelArguments.checkVoltage(line, cells, blocks, samples);
    LineRows.forEach(cells, blocks, samples, voltageSampler(model, line, samples.quick()));
  }

  private static LineRows.Sampler voltageSampler(LineModel model, MatchLine line, boolean quick) {
    double prechargeV = line.prechargeV();
    LineMarch march = LineMarch.of(line);
    return switch (model) {
      case LUMPED -> (g, t, v) -> DecayLine.voltages(prechargeV, DecayLine.lumpedTimeConstant(line, g), t, v);
      case ELMORE -> (g, t, v) -> DecayLine.voltages(prechargeV, DecayLine.elmoreMoment(march, g), t, v);
      case LADDER -> new LadderLine(line, quick)::voltages;
    };
  }

  @Override
  public void crossing(LineModel model, MatchLine line, AnalogCells cells, Span blocks, Samples samples) {
    KernelArguments.checkCrossing(line, cells, blocks, samples);
    LineRows.forEach(cells, blocks, samples, crossingSampler(model, line));
  }

  private static LineRows.Sampler crossingSampler(LineModel model, MatchLine line) {
    double prechargeV = line.prechargeV();
    LineMarch march = LineMarch.of(line);
    return switch (model) {
      case LUMPED -> (g, level, t) -> DecayLine.crossings(prechargeV, DecayLine.lumpedTimeConstant(line, g), level, t);
      case ELMORE -> (g, level, t) -> DecayLine.crossings(prechargeV, DecayLine.elmoreMoment(march, g), level, t);
      case LADDER -> new LadderLine(line, false)::crossings;
    };
  }

  @Override
  public long tabulatedWorkspace(MatchLine line, CellTable table) {
    return TabulatedLine.workspaceDoubles(line, table);
  }

  @Override
  public void tabulatedVoltage(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace) {
    KernelArguments.checkTabulated(line, cells, blocks, samples, workspace, tabulatedWorkspace(line, cells.table()));
    KernelArguments.checkTimes(samples.at(), samples.count());
    TabulatedLine.voltages(line, cells, blocks, samples);
  }

  @Override
  public void tabulatedCrossing(
      MatchLine line, TabulatedCells cells, Span blocks, Samples samples, MemorySegment workspace) {
    KernelArguments.checkTabulated(line, cells, blocks, samples, workspace, tabulatedWorkspace(line, cells.table()));
    KernelArguments.checkLevels(line, samples);
    TabulatedLine.crossings(line, cells, blocks, samples);
  }

  @Override
  public CrossbarSize crossbarSize(CrossbarCircuit circuit) {
    return CrossbarSolver.size(circuit);
  }

  @Override
  public void crossbarPrepare(CrossbarCircuit circuit, MemorySegment prepared) {
    KernelArguments.checkPrepared(crossbarSize(circuit), prepared);
    KernelArguments.checkConductances(circuit);
    CrossbarSolver.prepare(circuit, prepared);
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
    new CrossbarSolver(circuit, prepared).solve(drive, vectors, result);
  }

  @Override
  public long crossbarTransientWorkspaceDoubles(CrossbarCircuit circuit) {
    return CrossbarTransient.workspaceDoubles(circuit);
  }

  @Override
  public void crossbarTransient(
      CrossbarCircuit circuit, CrossbarStep step, Span jobs, MemorySegment workspace, CrossbarWaveform waveform) {
    long doubles = CrossbarTransient.workspaceDoubles(circuit);
    KernelArguments.checkTransient(circuit, doubles, step, jobs, workspace, waveform);
    new CrossbarTransient(circuit, step).run(jobs, waveform);
  }

  @Override
  public void philox(Draw draw, Patch patch, MemorySegment word, long stride) {
    KernelArguments.checkDraw(patch, word, stride);
    Philox.fill(draw, patch, word, stride);
  }

  @Override
  public void gauss(Draw draw, Patch patch, MemorySegment normal, long stride) {
    KernelArguments.checkDraw(patch, normal, stride);
    Normal.fill(draw, patch, normal, stride);
  }

  @Override
  public void gemmPack(GemmShape shape, MemorySegment b, long stride, MemorySegment packed) {
    TensorArguments.checkGemmPack(shape, b, stride, packed);
    Gemm.pack(shape, b, stride, packed);
  }

  @Override
  public void gemm(
      GemmShape shape, Span rows, MemorySegment a, MemorySegment b, MemorySegment bias, MemorySegment c) {
    TensorArguments.checkGemm(shape, rows, a, b, bias, c);
    Gemm.multiply(shape, rows, a, b, bias, c);
  }

  @Override
  public void convPack(ConvShape shape, MemorySegment weights, boolean turned, MemorySegment packed) {
    KernelArguments.checkConvPack(shape, weights, packed);
    Conv.pack(shape, weights, turned, packed);
  }

  @Override
  public void conv(
      ConvShape shape, Span images, MemorySegment x, MemorySegment packed, MemorySegment workspace, MemorySegment y) {
    KernelArguments.checkConv(shape, images, x, packed, workspace, y);
    Conv.multiply(shape, images, x, packed, y);
  }

  @Override
  public void convWeights(
      ConvShape shape, Span images, MemorySegment x, MemorySegment dy, MemorySegment workspace, MemorySegment part) {
    KernelArguments.checkConvWeights(shape, images, x, dy, workspace, part);
    Conv.weights(shape, images, x, dy, part);
  }

  @Override
  public void convWeightsSum(ConvShape shape, MemorySegment partial, MemorySegment dw) {
    KernelArguments.checkConvWeightsSum(shape, partial, dw);
    Conv.sum(shape, partial, dw);
  }

  @Override
  public void poolMoments(PoolShape shape, Span images, MemorySegment y, MemorySegment moments) {
    KernelArguments.checkMoments(shape, images, y, moments);
    Pool.moments(shape, images, y, moments);
  }

  @Override
  public void pool(PoolShape shape, Span images, MemorySegment y, MemorySegment coefficients, MemorySegment out) {
    KernelArguments.checkPool(shape, images, y, coefficients, out);
    new Pool(shape, y, coefficients).pool(images, out);
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
    new Pool(shape, y, coefficients).sums(images, gradient, sums);
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
    new Pool(shape, y, coefficients).gradients(images, gradient, dy);
  }

  @Override
  public void unary(UnaryFunction function, MemorySegment x, MemorySegment y, long n) {
    TensorArguments.checkFloats(x, y, n);
    Elementwise.unary(function, x, y, n);
  }

  @Override
  public void affine(float scale, float shift, MemorySegment x, MemorySegment y, long n) {
    TensorArguments.checkFloats(x, y, n);
    Elementwise.affine(scale, shift, x, y, n);
  }

  @Override
  public void binary(BinaryFunction function, PairShape shape, MemorySegment a, MemorySegment b, MemorySegment y) {
    TensorArguments.checkBinary(shape, a, b, y);
    Elementwise.binary(function, shape, a, b, y);
  }

  @Override
  public void sums(SumShape shape, MemorySegment x, MemorySegment sum) {
    TensorArguments.checkSums(shape, x, sum);
    Sums.add(shape, x, sum);
  }

  @Override
  public void round(MemorySegment sum, MemorySegment y, long n) {
    TensorArguments.checkRound(sum, y, n);
    Sums.round(sum, y, n);
  }

  @Override
  public void softmax(long rows, int columns, MemorySegment x, MemorySegment logarithm, MemorySegment probability) {
    TensorArguments.checkSoftmax(rows, columns, x, logarithm, probability);
    Sums.softmax(rows, columns, x, logarithm, probability);
  }

  @Override
  public void sgd(SgdStep step, long n, MemorySegment g, MemorySegment w, MemorySegment v) {
    TensorArguments.checkStep(n, g, w, v);
    Elementwise.sgd(step, n, g, w, v);
  }

  @Override
  public void adam(AdamStep step, long n, MemorySegment g, MemorySegment w, MemorySegment m, MemorySegment v) {
    TensorArguments.checkStep(n, g, w, v);
    TensorArguments.checkStep(n, g, w, m);
    Elementwise.adam(step, n, g, w, m, v);
  }

  @Override
  public void noisyMvm(Draw draw, Patch patch, NoisyProduct product, Span vectors) {
    KernelArguments.checkNoisyMvm(patch, product, vectors);
    NoisyMvm.multiply(draw, patch, product, vectors);
  }
}
