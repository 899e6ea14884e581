package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The match lines of one column tile: all rows, the used cells of the tile.
///
/// @param columns which cells of a word the tile holds
/// @param line one of its lines
/// @param conductances the programmed cells
/// @param kernels the kernels that discharge the lines
/// @param workers threads that share the rows
/// @param level fidelity, not {@link Level#IDEAL}
record ColumnTile(
    Tiling.Columns columns,
    MatchLine line,
    Conductances conductances,
    Kernels kernels,
    Workers workers,
    Level level)
    implements LineReader {

  @Override
  public int rows() {
    return conductances.rows();
  }

  @Override
  public double[] voltagesV(TernaryWords queries, double timeS) {
    return sample(queries, new double[] {timeS}, false)[0];
  }

  @Override
  public double[][] crossingsS(TernaryWords queries, double... referencesV) {
    return sample(queries, referencesV, true);
  }

  private double[][] sample(TernaryWords queries, double[] at, boolean crossing) {
    int rows = conductances.rows();
    try (Arena arena = workers.threads() == 1 ? Arena.ofConfined() : Arena.ofShared()) {
      AnalogCells cells = conductances.driven(queries.rows(), drives(arena, queries));
      MemorySegment points = arena.allocateFrom(JAVA_DOUBLE, at);
      MemorySegment values = arena.allocate(JAVA_DOUBLE, (long) queries.rows() * at.length * rows);
      Samples samples = new Samples(at.length, points, values, rows);
      workers.run(
          cells.blocks(),
          1,
          span -> {
            if (crossing) {
              kernels.crossing(level.model(), line, cells, span, samples);
            } else {
              kernels.voltage(level.model(), line, cells, span, samples);
            }
          });
      return bySample(values, queries.rows(), at.length, rows);
    }
  }

  /// From the kernel's `[queries][samples][rows]` to one `[queries · rows]` array per sample.
  private static double[][] bySample(MemorySegment values, int queries, int samples, int rows) {
    double[][] result = new double[samples][queries * rows];
    for (int q = 0; q < queries; q++) {
      for (int i = 0; i < samples; i++) {
        MemorySegment.copy(
            values, JAVA_DOUBLE, ((long) q * samples + i) * rows * Double.BYTES, result[i], q * rows, rows);
      }
    }
    return result;
  }

  /// Drives of the search lines, `[queries][columns]`; unused columns are not driven.
  private MemorySegment drives(Arena arena, TernaryWords queries) {
    MemorySegment drive = arena.allocate((long) queries.rows() * line.cells());
    for (int q = 0; q < queries.rows(); q++) {
      long base = (long) q * line.cells();
      for (int j = 0; j < columns.used(); j++) {
        drive.set(JAVA_BYTE, base + j, drive(queries, q, columns.begin() + j));
      }
    }
    return drive;
  }

  private static byte drive(TernaryWords queries, int query, int cell) {
    return switch (queries.cell(query, cell)) {
      case ONE -> AnalogCells.DRIVE_SL;
      case ZERO -> AnalogCells.DRIVE_SLB;
      case X -> AnalogCells.DRIVE_NONE;
    };
  }
}
