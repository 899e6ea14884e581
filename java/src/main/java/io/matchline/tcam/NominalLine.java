package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Lines of ideal cells, by which converters are calibrated and strobes are timed.
///
/// @param line the line
/// @param onS conductance of a mismatching cell
/// @param offS conductance of a matching cell
/// @param level fidelity, not {@link Level#IDEAL}
/// @param kernels the kernels that discharge the lines
/// @param tabulated the lines of level {@link Level#LADDER_TABLE}, which no conductance describes
record NominalLine(
    MatchLine line, double onS, double offS, Level level, Kernels kernels, Optional<TabulatedLines> tabulated) {

  /// The time at which the lumped line with a quarter of its `driven` cells mismatching has half the precharge voltage;
  /// with tables, the line with its wires.
  double defaultStrobeS(int driven) {
    if (tabulated.isPresent()) {
      String quarter = pattern(Math.max(1, driven / 4), driven);
      return tabulated.get().crossingsS(List.of(quarter), line.prechargeV() / 2)[0];
    }
    double conductanceS = 0.25 * driven * onS + 0.75 * driven * offS;
    return line.totalCapacitanceF() / conductanceS * StrictMath.log(2);
  }

  /// Voltages at `timeS` of lines with 0 … `driven` mismatches.
  double[] voltagesV(int driven, double timeS) {
    return sample(driven, timeS, false);
  }

  /// Times at which lines with 0 … `driven` mismatches fall to `referenceV`.
  double[] crossingsS(int driven, double referenceV) {
    return sample(driven, referenceV, true);
  }

  private double[] sample(int driven, double at, boolean crossing) {
    return tabulated.isPresent() ? sample(tabulated.get(), driven, at, crossing) : ohmic(driven, at, crossing);
  }

  private static double[] sample(TabulatedLines lines, int driven, double at, boolean crossing) {
    List<String> patterns = IntStream.rangeClosed(0, driven).mapToObj(k -> pattern(k, driven)).toList();
    return crossing ? lines.crossingsS(patterns, at) : lines.voltagesV(patterns, at);
  }

  private static String pattern(int mismatches, int driven) {
    StringBuilder pattern = new StringBuilder(driven);
    for (int j = 0; j < driven; j++) {
      pattern.append(evenly(j, driven, mismatches) ? '1' : '0');
    }
    return pattern.toString();
  }

  private double[] ohmic(int driven, double at, boolean crossing) {
    int rows = driven + 1;
    try (Arena arena = Arena.ofConfined()) {
      Conductances lines = Conductances.allocate(arena, rows, line.cells());
      for (int k = 0; k < rows; k++) {
        spread(lines, k, driven);
      }
      AnalogCells cells = AnalogCells.undriven(rows, line.cells(), lines.sl());
      MemorySegment values = arena.allocate(JAVA_DOUBLE, rows);
      Samples samples = new Samples(1, arena.allocateFrom(JAVA_DOUBLE, at), values, rows);
      if (crossing) {
        kernels.crossing(level.model(), line, cells, cells.all(), samples);
      } else {
        kernels.voltage(level.model(), line, cells, cells.all(), samples);
      }
      return values.toArray(JAVA_DOUBLE);
    }
  }

  private void spread(Conductances lines, int mismatches, int driven) {
    for (int j = 0; j < driven; j++) {
      lines.set(mismatches, j, evenly(j, driven, mismatches) ? onS : offS, 0);
    }
  }

  /// Whether cell `j` of `cells` is one of the `mismatches` at round(linspace(0, cells − 1, mismatches)); a single
  /// mismatch sits in the middle.
  static boolean evenly(int j, int cells, int mismatches) {
    if (mismatches <= 1) {
      return mismatches == 1 && j == (cells - 1) / 2;
    }
    long i = Math.round((double) j * (mismatches - 1) / (cells - 1));
    return Math.round((double) i * (cells - 1) / (mismatches - 1)) == j;
  }

  /// The line of one tile of an array, with the device's nominal conductances.
  static NominalLine of(ArraySettings settings, Kernels kernels) {
    return new NominalLine(
        settings.line(settings.tile().columns()),
        settings.cell().mismatchS(settings.device()),
        settings.leakS(),
        settings.level(),
        kernels,
        settings.level() == Level.LADDER_TABLE
            ? Optional.of(TabulatedLines.of(settings, kernels, new Workers(1)))
            : Optional.empty());
  }
}
