package io.matchline.spice;

import io.matchline.tcam.RiseCurves;
import io.matchline.tcam.RiseCurves.Moment;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures cells with ngspice while their search line rises, moment by moment.
///
/// Charges come from small signals: over the line's voltage from the capacitance at each moment, and from moment to moment
/// from what a search line couples into a line held at its precharge. A node inside the cell that stands still has no share
/// in that: where a transistor with a gain moves it, all that it holds flows through the transistor.
record RiseBias(CellBias bias) {
  /// Steps of the kernel in a rise.
  static final int STEPS = 8;

  private static final int MOMENTS = 2 * STEPS + 1;
  private static final int POINTS = 41;
  /// Steps of a search line between two moments.
  private static final int COUPLED_STEPS = 2;

  private static final int COUPLED_POINTS = COUPLED_STEPS * (MOMENTS - 1) + 1;
  private static final MathContext DIGITS = new MathContext(7);

  /// @param topV voltages of the table go from 0 V to this
  /// @throws SpiceException when ngspice fails
  RiseCurves curves(LineDesign design, double topV) {
    List<Double> voltV = IntStream.range(0, POINTS).mapToObj(i -> CellBias.digits(topV * i / (POINTS - 1))).toList();
    Deck deck = new Deck(design);
    for (int m = 0; m < MOMENTS; m++) {
      for (double v : voltV) {
        deck.cells(design.searchV() * m / (MOMENTS - 1), v, true);
      }
    }
    List<Double> ampere = bias.runner().operatingPoint(Netlist.of(deck.text(), deck.probes(), CellBias.POINT));
    List<Admittance> signals = admittances(deck);
    List<List<Double>> coupled = coupled(design);
    double prechargeV = design.line().prechargeV();
    List<Moment> moments = new ArrayList<>();
    for (int m = 0; m < MOMENTS; m++) {
      int from = 2 * m * POINTS;
      List<Double> a = ampere.subList(from, from + 2 * POINTS);
      List<Admittance> y = signals.subList(from, from + 2 * POINTS);
      List<Double> farad = y.stream().map(Admittance::capacitanceF).toList();
      List<Double> standing = y.stream().map(Admittance::standingS).toList();
      moments.add(
          new Moment(
              currents(voltV, every(a, 0), every(standing, 0), prechargeV),
              currents(voltV, every(a, 1), every(standing, 1), prechargeV),
              charges(voltV, every(farad, 0), prechargeV, coupled.get(0).get(m)),
              charges(voltV, every(farad, 1), prechargeV, coupled.get(1).get(m))));
    }
    return new RiseCurves(voltV, moments);
  }

  /// Copies of a matching and of a mismatching cell, side by side.
  private static final class Deck {
    private final LineDesign design;
    private final StringBuilder text;
    private int count;

    Deck(LineDesign design) {
      this.design = design;
      text = new StringBuilder("* Matchline: cells while their search line rises\n" + design.cell().text());
      text.append("Vsearch_low search_low 0 0\n");
    }

    /// @param atLine whether small signals come from the line, else from the search line
    void cells(double searchV, double lineV, boolean atLine) {
      text.append("Vsearch%d search_%d 0 dc %s ac %d\n".formatted(count, count, searchV, atLine ? 0 : 1));
      for (String state : List.of("match", "miss")) {
        String place = state + "_" + count;
        text.append("V%s%d %s 0 dc %s ac %d\n".formatted(state, count, place, lineV, atLine ? 1 : 0));
        String search = "search_" + count;
        boolean match = state.equals("match");
        text.append(
            design.cell().placed(place, place, match ? search : "search_low", match ? "search_low" : search));
      }
      count++;
    }

    String text() {
      return text.toString();
    }

    List<Probe> probes() {
      return IntStream.range(0, count).boxed()
          .flatMap(i -> Stream.of(new Probe("i(vmatch" + i + ")", 0), new Probe("i(vmiss" + i + ")", 0)))
          .toList();
    }
  }

  /// As ngspice counts them: of currents into the sources.
  private List<Admittance> admittances(Deck deck) {
    SmallSignal signal = new SmallSignal(bias.frequencyHz(), CellBias.POINT);
    return bias.runner().admittances(Netlist.of(deck.text(), deck.probes(), signal));
  }

  /// Charges of a matching and a mismatching cell on a line at its precharge, at every moment, C.
  private List<List<Double>> coupled(LineDesign design) {
    Deck deck = new Deck(design);
    double step = design.searchV() / (COUPLED_POINTS - 1);
    for (int k = 0; k < COUPLED_POINTS; k++) {
      deck.cells(k * step, design.line().prechargeV(), false);
    }
    List<Double> farad = admittances(deck).stream().map(Admittance::fastestF).toList();
    return Stream.of(0, 1).map(first -> {
      List<Double> charge = new ArrayList<>(List.of(0.0));
      double sum = 0;
      for (int k = 1; k < COUPLED_POINTS; k++) {
        sum -= step * (farad.get(2 * k + first) + farad.get(2 * k - 2 + first)) / 2;
        if (k % COUPLED_STEPS == 0) {
          charge.add(sum);
        }
      }
      return charge;
    }).toList();
  }

  private static List<Double> every(List<Double> values, int first) {
    return rounded(CellBias.every(values, first));
  }

  private static List<Double> currents(
      List<Double> voltV, List<Double> ampere, List<Double> standingS, double prechargeV) {
    return rounded(CellBias.currents(voltV, ampere, standingS, prechargeV));
  }

  /// Charges over the line's voltage.
  ///
  /// @param atC the charge at `atV`
  private static List<Double> charges(List<Double> voltV, List<Double> farad, double atV, double atC) {
    return rounded(Arrays.stream(CellBias.integral(voltV, farad, atV)).mapToObj(c -> c + atC).toList());
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(v -> new BigDecimal(v).round(DIGITS).doubleValue()).toList();
  }
}
