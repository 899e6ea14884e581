package io.matchline.spice;

import io.matchline.tcam.CellCurves;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures a cell's current and capacitance over the voltage of its match line with ngspice.
///
/// One deck holds a copy of the matching and of the mismatching cell for every voltage, so an operating point gives all
/// currents and one small-signal run all capacitances.
///
/// @param frequencyHz frequency of the small-signal run, > 0 Hz
public record CellBias(NgspiceRunner runner, double frequencyHz) {
  /// Slow enough for what a cell charges within a search, fast enough to leave out what hides behind megohms.
  public static final double STANDARD_FREQUENCY_HZ = 0.5e9;

  static final int POINTS = 81;
  private static final MathContext DIGITS = new MathContext(9);
  static final OperatingPoint POINT = new OperatingPoint(1e-6, Elements.TRANSISTORS);

  /// @param searchV voltage of the driven search line, V
  /// @param topV voltages of the table go from 0 V to this
  /// @throws SpiceException when ngspice fails
  public CellCurves curves(CellCircuit cell, double searchV, double topV) {
    List<Double> voltV = IntStream.range(0, POINTS).mapToObj(i -> digits(topV * i / (POINTS - 1))).toList();
    String deck = deck(cell, searchV, voltV);
    List<Probe> probes = IntStream.range(0, POINTS).boxed()
        .flatMap(i -> Stream.of(new Probe("i(vmatch" + i + ")", 0), new Probe("i(vmiss" + i + ")", 0)))
        .toList();
    List<Double> ampere = runner.operatingPoint(Netlist.of(deck, probes, POINT));
    List<Double> siemens = runner.imaginaryParts(Netlist.of(deck, probes, new SmallSignal(frequencyHz, POINT)));
    double omega = 2 * Math.PI * frequencyHz;
    return new CellCurves(
        voltV, every(ampere, 0, 1), every(ampere, 1, 1), every(siemens, 0, omega), every(siemens, 1, omega));
  }

  private static String deck(CellCircuit cell, double searchV, List<Double> voltV) {
    StringBuilder deck = new StringBuilder("* Matchline: a cell at every voltage of its match line\n" + cell.text());
    deck.append("Vsearch_high search_high 0 %s\nVsearch_low search_low 0 0\n".formatted(searchV));
    for (int i = 0; i < voltV.size(); i++) {
      deck.append("Vmatch%d match_%d 0 dc %s ac 1\n".formatted(i, i, voltV.get(i)));
      deck.append(cell.placed("match" + i, "match_" + i, "search_high", "search_low"));
      deck.append("Vmiss%d miss_%d 0 dc %s ac 1\n".formatted(i, i, voltV.get(i)));
      deck.append(cell.placed("miss" + i, "miss_" + i, "search_low", "search_high"));
    }
    return deck.toString();
  }

  /// Currents into the cells: ngspice counts what flows into a source.
  static List<Double> every(List<Double> values, int first, double over) {
    List<Double> chosen = new ArrayList<>();
    for (int k = first; k < values.size(); k += 2) {
      chosen.add(digits(-values.get(k) / over));
    }
    return chosen;
  }

  static double digits(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
