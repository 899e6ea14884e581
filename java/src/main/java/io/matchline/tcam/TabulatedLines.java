package io.matchline.tcam;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeValue.Quantity;
import java.util.Arrays;
import java.util.List;

/// Equal lines of an array's tabulated cells.
///
/// @param line a line with the wire's capacitance alone
/// @param cells the cells in any state, for their curves and start
/// @param workers threads that share the lines
record TabulatedLines(MatchLine line, LineCells.Tabulated cells, Kernels kernels, Workers workers) {
  /// The lines of one tile of an array at level `ladder-table`.
  static TabulatedLines of(ArraySettings settings, Kernels kernels, Workers workers) {
    int cells = settings.tile().columns();
    MatchLine line = settings.wireLine(cells);
    LineCells.Tabulated matching = settings.calibration().cells("0".repeat(cells), line.prechargeV());
    return new TabulatedLines(line, matching, kernels, workers);
  }

  /// Voltages at one time, `[lines]` V.
  ///
  /// @param patterns states of each line's cells; cells behind a shorter pattern match
  double[] voltagesV(List<String> patterns, double timeS) {
    return sample(Quantity.VOLTAGE_V, patterns, timeS);
  }

  /// When each line falls to a level, `[lines]` s; +∞ where it never does.
  double[] crossingsS(List<String> patterns, double levelV) {
    return sample(Quantity.CROSSING_S, patterns, levelV);
  }

  private double[] sample(Quantity quantity, List<String> patterns, double at) {
    boolean voltage = quantity == Quantity.VOLTAGE_V;
    List<DischargeCase> cases = patterns.stream()
        .map(pattern -> new DischargeCase(
            "", "", line, filled(pattern), voltage ? List.of(at) : List.of(), voltage ? List.of() : List.of(at)))
        .toList();
    double[][] values = new TabulatedDischarge(quantity, kernels, workers).evaluate(cases);
    return Arrays.stream(values).mapToDouble(v -> v[0]).toArray();
  }

  private LineCells.Tabulated filled(String pattern) {
    String all = pattern + "0".repeat(line.cells() - pattern.length());
    return new LineCells.Tabulated(
        all, cells.curves(), cells.startVoltageV(), cells.startOffsetS(), cells.rise(), cells.stack());
  }
}
