package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Voltages of single lines over time, for pictures: where on the line do mismatches sit?
public final class Waveforms {
  /// Where the mismatching cells sit.
  public enum Place {
    /// The cells at node 1, 2, ….
    NEAR,
    /// Spread evenly over the line.
    EVEN,
    /// The cells at node M, M−1, ….
    FAR
  }

  private final ArraySettings settings;
  private final MatchLine line;
  private final Kernels kernels;

  /// Lines of one tile of the array.
  public Waveforms(ArraySettings settings, Kernels kernels) {
    this.settings = settings;
    this.line = settings.line(settings.tile().columns());
    this.kernels = kernels;
  }

  /// The strobe's time by default, s.
  public double strobeS() {
    return NominalLine.of(settings, kernels).defaultStrobeS(line.cells());
  }

  /// Voltage at the sense amplifier at each time of a line with `mismatches` mismatching cells, V.
  ///
  /// @param level {@link Level#LADDER_TABLE} only where it is the array's
  public double[] voltagesV(Level level, Place place, int mismatches, double... timesS) {
    if (level == Level.LADDER_TABLE) {
      return tabulatedV(place, mismatches, timesS);
    }
    try (Arena arena = Arena.ofConfined()) {
      Conductances lines = Conductances.allocate(arena, 1, line.cells());
      double on = settings.cell().mismatchS(settings.device());
      double off = settings.leakS();
      for (int j = 0; j < line.cells(); j++) {
        lines.set(0, j, mismatch(place, j, mismatches) ? on : off, 0);
      }
      AnalogCells cells = AnalogCells.undriven(1, line.cells(), lines.sl());
      MemorySegment values = arena.allocate(JAVA_DOUBLE, timesS.length);
      Samples samples = new Samples(timesS.length, arena.allocateFrom(JAVA_DOUBLE, timesS), values, 1);
      kernels.voltage(level.model(), line, cells, cells.all(), samples);
      return values.toArray(JAVA_DOUBLE);
    }
  }

  private double[] tabulatedV(Place place, int mismatches, double[] timesS) {
    StringBuilder pattern = new StringBuilder();
    for (int j = 0; j < line.cells(); j++) {
      pattern.append(mismatch(place, j, mismatches) ? '1' : '0');
    }
    try (Workers workers = new Workers(1)) {
      TabulatedLines lines = TabulatedLines.of(settings, kernels, workers);
      return Arrays.stream(timesS).map(t -> lines.voltagesV(List.of(pattern.toString()), t)[0]).toArray();
    }
  }

  private boolean mismatch(Place place, int cell, int mismatches) {
    return switch (place) {
      case NEAR -> cell < mismatches;
      case FAR -> cell >= line.cells() - mismatches;
      case EVEN -> NominalLine.evenly(cell, line.cells(), mismatches);
    };
  }
}
