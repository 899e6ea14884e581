package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Random;

/// A random batch of rows on one random line with times and levels, for comparisons between kernels.
record LineJob(MatchLine line, AnalogCells cells, int count, MemorySegment times, MemorySegment levels) {
  static final int COUNT = 16;

  /// A line as it is built, at every start address that doubles may have.
  static LineJob usual(Arena arena, Random random, int width, int rows) {
    MatchLine line =
        new MatchLine(
            width,
            random.nextBoolean() ? SenseEnd.NEAR : SenseEnd.FAR,
            random.nextInt(8) == 0 ? 0 : logarithmic(random, 0.05, 300),
            logarithmic(random, 1e-16, 1e-14),
            logarithmic(random, 1e-16, 1e-13),
            random.nextBoolean() ? logarithmic(random, 1e-16, 1e-14) : 0,
            0.3 + random.nextDouble(),
            random.nextBoolean() ? logarithmic(random, 1, 1e5) : 0);
    double scale = logarithmic(random, 1e-5, 5e-4);
    double off = logarithmic(random, 1e-10, 0.1);
    return fill(
        arena, random, line, rows, () -> scale * (0.7 + random.nextDouble()) * (random.nextInt(4) == 0 ? 1 : off));
  }

  /// A line in the corners of the contract.
  static LineJob extreme(Arena arena, Random random, int width, int rows) {
    MatchLine line =
        new MatchLine(
            width,
            random.nextBoolean() ? SenseEnd.NEAR : SenseEnd.FAR,
            pick(random, 0, 1e-300, 0.5, 1e9, 1e20, Double.MAX_VALUE),
            pick(random, 0, Double.MIN_VALUE, 1e-15, 1, 1e300),
            pick(random, 1e-300, 1e-15, 1e-6, 1e300),
            pick(random, 0, 1e-300, 1e-15, 1e300),
            pick(random, 1e-300, 0.8, 1e300, Double.MAX_VALUE),
            pick(random, 0, 1e-300, 1e4, Double.MAX_VALUE));
    return fill(arena, random, line, rows, () -> pick(random, 0, 0, 0, Double.MIN_VALUE, 1e-12, 1e-4, 1e3, 1e300));
  }

  private interface Conductance {
    double next();
  }

  private static LineJob fill(Arena arena, Random random, MatchLine line, int rows, Conductance conductance) {
    int width = line.cells();
    boolean driven = random.nextBoolean();
    int queries = driven ? 2 : 1;
    long elements = AnalogCells.blocks(rows) * width * AnalogCells.LANES;
    MemorySegment sl = doubles(arena, width % 8, elements);
    MemorySegment slb = doubles(arena, (width + 3) % 8, elements);
    for (long i = 0; i < elements; i++) {
      sl.setAtIndex(JAVA_DOUBLE, i, conductance.next());
      slb.setAtIndex(JAVA_DOUBLE, i, conductance.next());
    }
    MemorySegment drive = arena.allocate((long) queries * width);
    for (long i = 0; i < drive.byteSize(); i++) {
      drive.set(JAVA_BYTE, i, (byte) random.nextInt(3));
    }
    Deviations noise =
        random.nextBoolean() ? deviations(arena, random, width, queries, rows, conductance) : Deviations.NONE;
    MemorySegment none = MemorySegment.NULL;
    AnalogCells cells =
        driven
            ? new AnalogCells(rows, width, queries, sl, slb, drive, noise)
            : new AnalogCells(rows, width, 1, sl, none, none, noise);
    return new LineJob(line, cells, COUNT, times(arena, random), levels(arena, random, line));
  }

  private static Deviations deviations(
      Arena arena, Random random, int width, int queries, int rows, Conductance conductance) {
    long stride = (AnalogCells.blocks(rows) + random.nextInt(2)) * AnalogCells.LANES;
    MemorySegment value = arena.allocate(JAVA_FLOAT, queries * width * stride);
    for (long i = 0; i < queries * width * stride; i++) {
      value.setAtIndex(JAVA_FLOAT, i, (float) random.nextGaussian());
    }
    long elements = AnalogCells.blocks(rows) * width * AnalogCells.LANES;
    MemorySegment sigmaSl = doubles(arena, (width + 1) % 8, elements);
    MemorySegment sigmaSlb = doubles(arena, (width + 5) % 8, elements);
    for (long i = 0; i < elements; i++) {
      sigmaSl.setAtIndex(JAVA_DOUBLE, i, pick(random, 0, 0.02, 0.5) * conductance.next());
      sigmaSlb.setAtIndex(JAVA_DOUBLE, i, pick(random, 0, 0.02, 0.5) * conductance.next());
    }
    return new Deviations(value, stride, sigmaSl, sigmaSlb, 0);
  }

  private static MemorySegment times(Arena arena, Random random) {
    MemorySegment times = arena.allocate(JAVA_DOUBLE, COUNT);
    for (int i = 3; i < COUNT; i++) {
      times.setAtIndex(JAVA_DOUBLE, i, logarithmic(random, 1e-14, 1e-6));
    }
    times.setAtIndex(JAVA_DOUBLE, 1, pick(random, Double.MIN_VALUE, 1e-300, 1e-25));
    times.setAtIndex(JAVA_DOUBLE, 2, pick(random, 1, 1e25, 1e300, Double.MAX_VALUE));
    return times;
  }

  private static MemorySegment levels(Arena arena, Random random, MatchLine line) {
    MemorySegment levels = arena.allocate(JAVA_DOUBLE, COUNT);
    for (int i = 0; i < COUNT; i++) {
      double ratio = i == 0 ? 1 : i == 1 ? 2.0000001e-4 : logarithmic(random, 2.001e-4, 0.999999);
      levels.setAtIndex(JAVA_DOUBLE, i, line.prechargeV() * ratio);
    }
    return levels;
  }

  private static MemorySegment doubles(Arena arena, int skipped, long elements) {
    return arena.allocate((skipped + elements) * 8, 64).asSlice(skipped * 8L);
  }

  static double logarithmic(Random random, double low, double high) {
    return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
  }

  private static double pick(Random random, double... values) {
    return values[random.nextInt(values.length)];
  }

  /// Crossings take several marches each, so only the first blocks have them.
  private Span crossed() {
    return new Span(0, (cells.blocks() + 3) / 4);
  }

  long samples() {
    long crossedRows = Math.min(cells.rows(), crossed().end() * AnalogCells.LANES);
    return (long) cells.queries() * count * (cells.rows() + crossedRows);
  }

  /// Adds the voltages of all rows and the crossings of the first to `digest`.
  void run(Kernels kernels, LineModel model, Workers workers, MessageDigest digest) {
    long stride = cells.rows() + cells.rows() % 3;
    try (Arena arena = Arena.ofShared()) {
      MemorySegment value = arena.allocate(JAVA_DOUBLE, cells.queries() * count * stride);
      Samples voltages = new Samples(count, times, value, stride);
      workers.run(cells.blocks(), 1, span -> kernels.voltage(model, line, cells, span, voltages));
      digest.update(value.asByteBuffer());
      workers.run(cells.blocks(), 1, span -> kernels.voltage(model, line, cells, span, voltages.quickly()));
      digest.update(value.asByteBuffer());
      Samples crossings = new Samples(count, levels, value, stride);
      workers.run(crossed().end(), 1, span -> kernels.crossing(model, line, cells, span, crossings));
      digest.update(value.asByteBuffer());
    }
  }
}
