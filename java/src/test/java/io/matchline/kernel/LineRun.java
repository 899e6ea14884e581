package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Samples of a few rows by the native kernels, in plain arrays.
final class LineRun {
  private static final Kernels KERNELS = Backends.open(Backend.FFM);

  private LineRun() {}

  /// Voltages of one row.
  static double[] voltages(LineModel model, MatchLine line, double[] conductanceS, double... times) {
    return run(line, conductanceS, times, (rows, samples) -> KERNELS.voltage(model, line, rows, rows.all(), samples));
  }

  /// Voltages of one row on the ladder to the accuracy of comparisons.
  static double[] quickVoltages(MatchLine line, double[] conductanceS, double... times) {
    return run(
        line,
        conductanceS,
        times,
        (rows, samples) -> KERNELS.voltage(LineModel.LADDER, line, rows, rows.all(), samples.quickly()));
  }

  /// Crossing times of one row.
  static double[] crossings(LineModel model, MatchLine line, double[] conductanceS, double... levels) {
    return run(line, conductanceS, levels, (rows, samples) -> KERNELS.crossing(model, line, rows, rows.all(), samples));
  }

  static double voltage(LineModel model, MatchLine line, double[] conductanceS, double time) {
    return voltages(model, line, conductanceS, time)[0];
  }

  static double crossing(LineModel model, MatchLine line, double[] conductanceS, double level) {
    return crossings(model, line, conductanceS, level)[0];
  }

  private interface Call {
    void run(AnalogCells rows, Samples samples);
  }

  private static double[] run(MatchLine line, double[] conductanceS, double[] at, Call call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment g = arena.allocate(JAVA_DOUBLE, (long) line.cells() * AnalogCells.LANES);
      for (int j = 0; j < conductanceS.length; j++) {
        g.setAtIndex(JAVA_DOUBLE, (long) j * AnalogCells.LANES, conductanceS[j]);
      }
      MemorySegment value = arena.allocate(JAVA_DOUBLE, at.length);
      MemorySegment points = arena.allocateFrom(JAVA_DOUBLE, at);
      call.run(AnalogCells.undriven(1, line.cells(), g), new Samples(at.length, points, value, 1));
      return value.toArray(JAVA_DOUBLE);
    }
  }
}
