package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import java.util.List;

/// One discharging match line and what is asked of it.
///
/// @param id name of the case, unique in its file
/// @param place where it was read, for messages: `cases.csv:7`
/// @param line the line; its series resistance is the level `lumped-rp`'s and 0 where the case has none
/// @param cells what stands on the line
/// @param timesS sample times, s
/// @param levelsV reference levels, V
public record DischargeCase(
    String id, String place, MatchLine line, LineCells cells, List<Double> timesS, List<Double> levelsV) {
  public DischargeCase {
    timesS = List.copyOf(timesS);
    levelsV = List.copyOf(levelsV);
    if (cells.count() != line.cells()) {
      throw new IllegalArgumentException("%d cells on a line of %d".formatted(cells.count(), line.cells()));
    }
  }

  /// Conductance of each cell to ground, cell 1 first, S.
  ///
  /// @throws IllegalStateException where the cells are not ohmic
  public List<Double> conductanceS() {
    return switch (cells) {
      case LineCells.Ohmic ohmic -> ohmic.conductanceS();
      case LineCells.Tabulated _, LineCells.Patterned _ ->
          throw new IllegalStateException("case %s has no conductances".formatted(id));
    };
  }

  /// ΣG over the cells, first to last, S; for checks and estimates, not for results.
  public double totalConductanceS() {
    double sum = 0;
    for (double g : conductanceS()) {
      sum += g;
    }
    return sum;
  }

  /// ρΣ = R_w·M·ΣG, how much the wire matters.
  public double wireRatio() {
    return line.wireResistanceOhm() * line.cells() * totalConductanceS();
  }
}
