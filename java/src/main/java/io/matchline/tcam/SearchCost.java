package io.matchline.tcam;

import java.util.ArrayList;
import java.util.List;

/// Energy and latency of one search. NaN stands for a part that the configuration does not include.
///
/// @param matchLinesJ drawn from the supply to precharge every line again, V_pre · ∫ Σ of what it lost, J
/// @param cellsJ the share of it that cells and wires dissipate during the search; the precharge devices take the rest
/// @param searchLinesJ drawn to drive the search lines of every cell that is searched for anything but X, J
/// @param amplifiersJ of all sense amplifiers, J
/// @param latencyS from the release of the precharge to the decision, s; lines and tiles work at once
public record SearchCost(
    double matchLinesJ, double cellsJ, double searchLinesJ, double amplifiersJ, double latencyS) {
  /// Of a search without waveforms: nothing is known.
  public static final SearchCost UNKNOWN = new SearchCost(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /// The sum of what is included, J; NaN without match lines.
  public double energyJ() {
    return matchLinesJ + orZero(searchLinesJ) + orZero(amplifiersJ);
  }

  /// What {@link #energyJ} lacks, for example `sense amplifiers`.
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (Double.isNaN(searchLinesJ)) {
      missing.add("search lines");
    }
    if (Double.isNaN(amplifiersJ)) {
      missing.add("sense amplifiers");
    }
    return missing;
  }

  /// This search on one column tile and its part on another, at the same time.
  SearchCost beside(SearchCost other) {
    return new SearchCost(
        matchLinesJ + other.matchLinesJ,
        cellsJ + other.cellsJ,
        searchLinesJ + other.searchLinesJ,
        amplifiersJ + other.amplifiersJ,
        Math.max(latencyS, other.latencyS));
  }

  /// The mean of some searches on one array; at least one.
  public static SearchCost mean(List<SearchCost> costs) {
    return new SearchCost(
        costs.stream().mapToDouble(SearchCost::matchLinesJ).average().orElseThrow(),
        costs.stream().mapToDouble(SearchCost::cellsJ).average().orElseThrow(),
        costs.stream().mapToDouble(SearchCost::searchLinesJ).average().orElseThrow(),
        costs.stream().mapToDouble(SearchCost::amplifiersJ).average().orElseThrow(),
        costs.stream().mapToDouble(SearchCost::latencyS).average().orElseThrow());
  }

  private static double orZero(double energyJ) {
    return Double.isNaN(energyJ) ? 0 : energyJ;
  }
}
