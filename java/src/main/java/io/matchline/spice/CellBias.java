package io.matchline.spice;

import io.matchline.tcam.CellCurves;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures a cell's current and capacitance over the voltage of its match line with ngspice.
///
/// One deck holds a copy of the matching and of the mismatching cell for every voltage, so an operating point gives all
/// currents and one small-signal run all capacitances. Nodes inside the cell that take far longer than a search stand
/// where they are at the precharge: what flows between them and the line is current, and no capacitance. Of a cell whose
/// node is a state of its own the curves say what holds once that node has settled.
///
/// @param frequencyHz highest frequency of the small-signal runs, > 0 Hz
public record CellBias(NgspiceRunner runner, double frequencyHz) {
  /// Slow enough for what a cell charges within a search, fast enough to leave out what hides behind megohms.
  public static final double STANDARD_FREQUENCY_HZ = 4e9;

  /// The node of a cell that is a state of its own has settled here.
  private static final double SETTLED_FREQUENCY_HZ = 0.5e9;

  static final int POINTS = 81;
  private static final MathContext DIGITS = new MathContext(9);
  static final OperatingPoint POINT = new OperatingPoint(1e-6, Elements.TRANSISTORS);

  /// @param searchV voltage of the driven search line, V
  /// @param topV voltages of the table go from 0 V to this
  /// @param prechargeV where nodes that stand still have settled, V
  /// @throws SpiceException when ngspice fails
  public CellCurves curves(CellCircuit cell, double searchV, double topV, double prechargeV) {
    List<Double> voltV = IntStream.range(0, POINTS).mapToObj(i -> digits(topV * i / (POINTS - 1))).toList();
    String deck = deck(cell, searchV, voltV);
    List<Probe> probes = IntStream.range(0, POINTS).boxed()
        .flatMap(i -> Stream.of(new Probe("i(vmatch" + i + ")", 0), new Probe("i(vmiss" + i + ")", 0)))
        .toList();
    List<Double> ampere = runner.operatingPoint(Netlist.of(deck, probes, POINT));
    boolean settled = cell.stack().isPresent();
    SmallSignal signal = new SmallSignal(settled ? SETTLED_FREQUENCY_HZ : frequencyHz, POINT);
    List<Admittance> signals = runner.admittances(Netlist.of(deck, probes, signal));
    List<Double> farad = signals.stream().map(y -> settled ? y.fastestF() : y.capacitanceF()).toList();
    List<Double> standing = signals.stream().map(y -> settled ? 0 : y.standingS()).toList();
    return new CellCurves(
        voltV,
        currents(voltV, every(ampere, 0), every(standing, 0), prechargeV),
        currents(voltV, every(ampere, 1), every(standing, 1), prechargeV),
        every(farad, 0),
        every(farad, 1));
  }

  /// Currents while some nodes stand still.
  ///
  /// @param ampere after all has settled
  /// @param standingS conductance into the nodes that stand still
  static List<Double> currents(List<Double> voltV, List<Double> ampere, List<Double> standingS, double prechargeV) {
    double[] besides = integral(voltV, standingS, prechargeV);
    return IntStream.range(0, besides.length).mapToObj(k -> digits(ampere.get(k) + besides[k])).toList();
  }

  /// Integral of a quantity over the voltage by the trapezoidal rule, 0 at `zeroV`.
  static double[] integral(List<Double> voltV, List<Double> quantity, double zeroV) {
    double[] sum = new double[voltV.size()];
    double offset = 0;
    for (int k = 1; k < sum.length; k++) {
      double dv = voltV.get(k) - voltV.get(k - 1);
      double slope = (quantity.get(k) - quantity.get(k - 1)) / dv;
      sum[k] = sum[k - 1] + dv * (quantity.get(k) + quantity.get(k - 1)) / 2;
      double within = zeroV - voltV.get(k - 1);
      if (within >= 0 && within < dv) {
        offset = sum[k - 1] + within * (quantity.get(k - 1) + slope * within / 2);
      }
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] -= offset;
    }
    return sum;
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

  /// What belongs to every second of a list of cells; what flows into a source counts negative in ngspice.
  static List<Double> every(List<Double> values, int first) {
    return IntStream.range(0, values.size() / 2).mapToObj(k -> digits(-values.get(2 * k + first))).toList();
  }

  static double digits(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
