package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;

/// A random crossbar with capacitances after a step of its terminals, and the memory for its currents.
record CrossbarStepJob(CrossbarCircuit circuit, CrossbarStep step, CrossbarWaveform waveform) {
  static final double TOLERANCE = 1e-9;
  static final int MAX_ITERATIONS = 500;

  /// Wires of 0.1 … 50 Ω or none, on/off up to 10⁴, a tenth of the cells open.
  static CrossbarCircuit circuit(Arena arena, Random random, int rows, int columns) {
    MemorySegment g = arena.allocate(JAVA_DOUBLE, (long) rows * columns);
    double off = logarithmic(random, 1e-4, 1);
    for (long c = 0; c < (long) rows * columns; c++) {
      double siemens = 1e-4 * (0.8 + 0.4 * random.nextDouble()) * (random.nextBoolean() ? 1 : off);
      g.setAtIndex(JAVA_DOUBLE, c, random.nextInt(10) == 0 ? 0 : siemens);
    }
    return new CrossbarCircuit(
        rows, columns, end(random), end(random), ohm(random), ohm(random), ohm(random), ohm(random), g);
  }

  private static CrossbarEnd end(Random random) {
    return CrossbarEnd.values()[random.nextInt(2)];
  }

  private static double ohm(Random random) {
    return random.nextInt(4) == 0 ? 0 : logarithmic(random, 0.1, 50);
  }

  static double farad(Random random) {
    return random.nextInt(4) == 0 ? 0 : logarithmic(random, 1e-16, 1e-14);
  }

  static double logarithmic(Random random, double low, double high) {
    return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
  }

  static CrossbarStepJob of(
      Arena arena,
      CrossbarCircuit circuit,
      double rowF,
      double columnF,
      double[][] rowV,
      double[][] columnV,
      double... times) {
    CrossbarStep step =
        new CrossbarStep(
            rowV.length,
            times.length,
            MAX_ITERATIONS,
            TOLERANCE,
            rowF,
            columnF,
            flat(arena, rowV),
            flat(arena, columnV),
            arena.allocateFrom(JAVA_DOUBLE, times));
    long jobs = step.jobs();
    CrossbarWaveform waveform =
        new CrossbarWaveform(
            arena.allocate(JAVA_DOUBLE, jobs * circuit.rows()),
            arena.allocate(JAVA_DOUBLE, jobs * circuit.columns()),
            arena.allocate(JAVA_DOUBLE, jobs),
            arena.allocate(JAVA_INT, jobs));
    return new CrossbarStepJob(circuit, step, waveform);
  }

  private static MemorySegment flat(Arena arena, double[][] volts) {
    double[] all = Arrays.stream(volts).flatMapToDouble(Arrays::stream).toArray();
    return all.length == 0 ? MemorySegment.NULL : arena.allocateFrom(JAVA_DOUBLE, all);
  }

  static double[] volts(Random random, int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  /// Column currents `[vectors][times][columns]` of all jobs.
  double[] columnCurrents(Kernels kernels) {
    try (Arena arena = Arena.ofConfined()) {
      run(kernels, arena, new Span(0, step.jobs()));
    }
    return waveform.columnCurrent().toArray(JAVA_DOUBLE);
  }

  double[] rowCurrents() {
    return waveform.rowCurrent().toArray(JAVA_DOUBLE);
  }

  /// Currents of rows and columns, over all vectors and times.
  long currents() {
    return step.jobs() * (circuit.rows() + circuit.columns());
  }

  double worstResidual() {
    return Arrays.stream(waveform.residual().toArray(JAVA_DOUBLE)).max().orElseThrow();
  }

  private void run(Kernels kernels, Arena arena, Span jobs) {
    MemorySegment workspace = arena.allocate(JAVA_DOUBLE, kernels.crossbarTransientWorkspaceDoubles(circuit));
    kernels.crossbarTransient(circuit, step, jobs, workspace, waveform);
  }

  /// Adds everything that the kernel writes to `digest`.
  void run(Kernels kernels, Workers workers, MessageDigest digest) {
    workers.run(
        step.jobs(),
        1,
        jobs -> {
          try (Arena arena = Arena.ofConfined()) {
            run(kernels, arena, jobs);
          }
        });
    digest.update(waveform.rowCurrent().asByteBuffer());
    digest.update(waveform.columnCurrent().asByteBuffer());
    digest.update(waveform.residual().asByteBuffer());
    digest.update(waveform.iterations().asByteBuffer());
  }
}
