package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Deviations;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.Span;
import io.matchline.kernel.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The kernels as a target.
///
/// @param model fidelity of the line
/// @param workers threads that share the rows; they stay the caller's
public record KernelLines(LineModel model, Kernels kernels, Workers workers) implements LineTarget {
  private static final long NUMBERS_AT_ONCE = 1 << 16;
  private static final long LEAST_BLOCKS = 8;
  private static final long MOST_BLOCKS = 128;

  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
    return sample(line, cells, queries, timesS, false, Optional.empty(), 0);
  }

  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    return sample(line, cells, queries, levelsV, true, Optional.empty(), 0);
  }

  /// Voltages of lines whose reads are noisy; query `q` is search number `firstSearch + q`.
  double[][] voltagesV(
      MatchLine line,
      Conductances cells,
      ReadDeviations deviations,
      TernaryWords queries,
      int firstSearch,
      double... timesS) {
    return sample(line, cells, queries, timesS, false, Optional.of(deviations), firstSearch);
  }

  /// Crossings of lines whose reads are noisy.
  double[][] crossingsS(
      MatchLine line,
      Conductances cells,
      ReadDeviations deviations,
      TernaryWords queries,
      int firstSearch,
      double... levelsV) {
    return sample(line, cells, queries, levelsV, true, Optional.of(deviations), firstSearch);
  }

  private double[][] sample(
      MatchLine line,
      Conductances conductances,
      TernaryWords queries,
      double[] at,
      boolean crossing,
      Optional<ReadDeviations> deviations,
      int firstSearch) {
    int rows = conductances.rows();
    try (Arena arena = workers.threads() == 1 ? Arena.ofConfined() : Arena.ofShared()) {
      AnalogCells cells = conductances.driven(queries.rows(), drives(arena, line, queries));
      MemorySegment points = arena.allocateFrom(JAVA_DOUBLE, at);
      MemorySegment values = arena.allocate(JAVA_DOUBLE, (long) queries.rows() * at.length * rows);
      Samples samples = new Samples(at.length, points, values, rows).quickly();
      workers.run(
          cells.blocks(),
          1,
          span -> {
            if (deviations.isPresent()) {
              sampleNoisy(line, cells, span, samples, crossing, deviations.get(), firstSearch);
            } else {
              discharge(line, cells, span, samples, crossing);
            }
          });
      return bySample(values, queries.rows(), at.length, rows);
    }
  }

  private void discharge(MatchLine line, AnalogCells cells, Span span, Samples samples, boolean crossing) {
    if (crossing) {
      kernels.crossing(model, line, cells, span, samples);
    } else {
      kernels.voltage(model, line, cells, span, samples);
    }
  }

  /// All queries pass some blocks, whose conductances and random numbers stay in the second-level cache meanwhile.
  private void sampleNoisy(
      MatchLine line,
      AnalogCells cells,
      Span span,
      Samples samples,
      boolean crossing,
      ReadDeviations deviations,
      int firstSearch) {
    long most = Math.clamp(NUMBERS_AT_ONCE / line.cells() / AnalogCells.LANES, LEAST_BLOCKS, MOST_BLOCKS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment room = arena.allocate(JAVA_FLOAT, most * AnalogCells.LANES * line.cells());
      for (long begin = span.begin(); begin < span.end(); begin += most) {
        Span blocks = new Span(begin, Math.min(begin + most, span.end()));
        long firstRow = begin * AnalogCells.LANES;
        for (int q = 0; q < cells.queries(); q++) {
          Deviations noise = deviations.during(firstSearch + q, blocks, room);
          AnalogCells part = cells.part(q, blocks, noise);
          discharge(line, part, part.all(), samples.part(q, firstRow), crossing);
        }
      }
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

  /// Drives of the search lines, `[queries][columns]`; columns without a cell of the words are not driven.
  private static MemorySegment drives(Arena arena, MatchLine line, TernaryWords queries) {
    MemorySegment drive = arena.allocate((long) queries.rows() * line.cells());
    for (int q = 0; q < queries.rows(); q++) {
      long base = (long) q * line.cells();
      for (int j = 0; j < queries.cells(); j++) {
        drive.set(JAVA_BYTE, base + j, drive(queries.cell(q, j)));
      }
    }
    return drive;
  }

  private static byte drive(Trit searched) {
    return switch (searched) {
      case ONE -> AnalogCells.DRIVE_SL;
      case ZERO -> AnalogCells.DRIVE_SLB;
      case X -> AnalogCells.DRIVE_NONE;
    };
  }
}
