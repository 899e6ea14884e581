package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Energy and latency against closed forms of a discharging capacitor.
class SearchCostTest {
  private static final double ON_S = 1e-4;
  private static final double OFF_S = 1e-6;

  private static List<SearchCost> costs(ArraySettings settings, TernaryWords stored, TernaryWords queries, int threads) {
    try (Workers workers = new Workers(threads);
        TcamArray array =
            TcamArray.program(settings, stored, Chip.first(7), Backends.open(Backend.FFM), workers)) {
      return array.costs(queries, 0);
    }
  }

  private static TernaryWords words(String... rows) {
    return TernaryWords.parse(rows);
  }

  /// Precharge energy of the lines of 4 cells with so many mismatches, from V(t) = V₀ e^(−tG/C).
  private static double drawnJ(double c, double v0, double timeS, int driven, int... mismatches) {
    double drawn = 0;
    for (int k : mismatches) {
      double g = k * ON_S + (driven - k) * OFF_S;
      drawn += c * v0 * v0 * (1 - StrictMath.exp(-timeS * g / c));
    }
    return drawn;
  }

  private static double dissipatedJ(double c, double v0, double timeS, int driven, int... mismatches) {
    double energy = 0;
    for (int k : mismatches) {
      double v = v0 * StrictMath.exp(-timeS * (k * ON_S + (driven - k) * OFF_S) / c);
      energy += 0.5 * c * (v0 * v0 - v * v);
    }
    return energy;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lumped", "elmore", "ladder"})
  void aLineWithoutWireResistanceIsACapacitor(String level) {
    ArraySettings array = settings(
        "level: " + level,
        "wire: { resistance: 0 Ω, capacitance: 0.2 fF }",
        "cell-capacitance: 0.3 fF",
        "near-capacitance: 4 fF",
        "precharge: 0.9 V",
        "tile: { rows: 4, columns: 4 }",
        "sense: { kind: strobe, time: 20 ps }");
    SearchCost cost = costs(array, words("0000", "0001", "0111"), words("0000"), 1).getFirst();
    double c = 6e-15;
    double drawn = drawnJ(c, 0.9, 20e-12, 4, 0, 1, 3);
    double dissipated = dissipatedJ(c, 0.9, 20e-12, 4, 0, 1, 3);
    assertEquals(drawn, cost.matchLinesJ(), 1e-7 * drawn);
    assertEquals(dissipated, cost.cellsJ(), 1e-7 * dissipated);
    assertEquals(20e-12, cost.latencyS());
    assertEquals(cost.matchLinesJ(), cost.energyJ());
    assertEquals(List.of("search lines", "sense amplifiers"), cost.missing());
  }

  @Test
  void searchLinesAndAmplifiersAreGiven() {
    ArraySettings array = settings(
        "tile: { rows: 8, columns: 4 }",
        "sense: { kind: strobe, time: 20 ps }",
        "cost: { search-line: 0.25 fF, search-swing: 0.8 V, amplifier-energy: 2 fJ, amplifier-delay: 5 ps }");
    SearchCost cost = costs(array, words("0000", "0001", "0111"), words("0X1X"), 1).getFirst();
    assertEquals(2 * 8 * 0.25e-15 * 0.8 * 0.8, cost.searchLinesJ(), 1e-28);
    assertEquals(3 * 2e-15, cost.amplifiersJ(), 1e-28);
    assertEquals(25e-12, cost.latencyS(), 1e-24);
    assertEquals(List.of(), cost.missing());
    assertEquals(cost.matchLinesJ() + cost.searchLinesJ() + cost.amplifiersJ(), cost.energyJ());
  }

  /// Column tiles discharge at once: energies add, the latency is that of one.
  @Test
  void tilesAddEnergyAndShareTime() {
    ArraySettings two = settings("tile: { rows: 2, columns: 3 }", "sense: { kind: strobe, time: 20 ps }");
    TernaryWords stored = words("010111", "001010", "111000");
    TernaryWords query = words("011110");
    SearchCost both = costs(two, stored, query, 1).getFirst();
    SearchCost left = costs(two, stored.columns(0, 3), query.columns(0, 3), 1).getFirst();
    SearchCost right = costs(two, stored.columns(3, 6), query.columns(3, 6), 1).getFirst();
    assertEquals(left.matchLinesJ() + right.matchLinesJ(), both.matchLinesJ(), 1e-12 * both.matchLinesJ());
    assertEquals(20e-12, both.latencyS());
  }

  /// Four equal rows take four times the energy of one and no more time.
  @ParameterizedTest
  @ValueSource(strings = {"strobe", "time"})
  void parallelRowsAreNotSummedInLatency(String kind) {
    ArraySettings array = settings("tile: { rows: 4, columns: 4 }", "sense: { kind: " + kind + " }");
    SearchCost one = costs(array, words("0011"), words("0000"), 1).getFirst();
    SearchCost four = costs(array, words("0011", "0011", "0011", "0011"), words("0000"), 1).getFirst();
    assertEquals(4 * one.matchLinesJ(), four.matchLinesJ(), 1e-12 * four.matchLinesJ());
    assertEquals(one.latencyS(), four.latencyS());
  }

  /// Read in time, a search ends when its slowest line has crossed, or when no other code can follow.
  @Test
  void theSlowestLineEndsASearchInTime() {
    ArraySettings array = settings(
        "level: lumped",
        "wire: { resistance: 0 Ω, capacitance: 0.2 fF }",
        "cell-capacitance: 0.3 fF",
        "near-capacitance: 4 fF",
        "tile: { rows: 4, columns: 4 }",
        "sense: { kind: time, reference: 0.5 V }");
    double c = 6e-15;
    double one = c * StrictMath.log(2) / (ON_S + 3 * OFF_S);
    double none = c * StrictMath.log(2) / (4 * OFF_S);
    assertEquals(one, costs(array, words("0001", "0111"), words("0000"), 1).getFirst().latencyS(), 1e-9 * one);
    double last = 0.5 * (one + none);
    assertEquals(last, costs(array, words("0000", "0111"), words("0000"), 1).getFirst().latencyS(), 1e-9 * last);
  }

  @Test
  void threadsDoNotShow() {
    ArraySettings array = settings("tile: { rows: 4, columns: 4 }", "wire: { resistance: 50 Ω, capacitance: 0.2 fF }");
    TernaryWords stored = words("0000", "0001", "0111", "1X10", "1111");
    TernaryWords queries = words("0000", "1010");
    assertEquals(costs(array, stored, queries, 1), costs(array, stored, queries, 3));
  }

  @Test
  void countingHasNoEnergy() {
    String message =
        assertThrows(IllegalStateException.class, () -> costs(settings("level: ideal"), words("01"), words("00"), 1))
            .getMessage();
    assertTrue(message.contains("no waveform"), message);
  }
}
