package io.matchline.spice;

import io.matchline.tcam.RiseCurves;
import io.matchline.tcam.RiseCurves.Moment;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures cells with ngspice while their search line rises, moment by moment.
///
/// Charges come from small signals: over the line's voltage from the capacitance at each moment, and from moment to moment
/// from what a search line couples into a line held at its precharge.
record RiseBias(CellBias bias) {
  /// Steps of the kernel in a rise.
  static final int STEPS = 4;

  private static final int MOMENTS = 2 * STEPS + 1;
  private static final int POINTS = 41;
  private static final int COUPLED_POINTS = 4 * (MOMENTS - 1) + 1;
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
    List<Double> farad = farads(deck);
    List<List<Double>> coupled = coupled(design);
    List<Moment> moments = new ArrayList<>();
    for (int m = 0; m < MOMENTS; m++) {
      int from = 2 * m * POINTS;
      List<Double> a = ampere.subList(from, from + 2 * POINTS);
      List<Double> f = farad.subList(from, from + 2 * POINTS);
      moments.add(
          new Moment(
              every(a, 0),
              every(a, 1),
              charges(voltV, every(f, 0), design.line().prechargeV(), coupled.get(0).get(m)),
              charges(voltV, every(f, 1), design.line().prechargeV(), coupled.get(1).get(m))));
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

  /// Susceptances over the frequency, as ngspice counts them: currents into the sources.
  private List<Double> farads(Deck deck) {
    SmallSignal signal = new SmallSignal(bias.frequencyHz(), CellBias.POINT);
    double omega = 2 * Math.PI * bias.frequencyHz();
    return bias.runner().imaginaryParts(Netlist.of(deck.text(), deck.probes(), signal)).stream()
        .map(siemens -> siemens / omega)
        .toList();
  }

  /// Charges of a matching and a mismatching cell on a line at its precharge, at every moment, C.
  private List<List<Double>> coupled(LineDesign design) {
    Deck deck = new Deck(design);
    double step = design.searchV() / (COUPLED_POINTS - 1);
    for (int k = 0; k < COUPLED_POINTS; k++) {
      deck.cells(k * step, design.line().prechargeV(), false);
    }
    List<Double> farad = farads(deck);
    return Stream.of(0, 1).map(first -> {
      List<Double> charge = new ArrayList<>(List.of(0.0));
      double sum = 0;
      for (int k = 1; k < COUPLED_POINTS; k++) {
        sum -= step * (farad.get(2 * k + first) + farad.get(2 * k - 2 + first)) / 2;
        if (k % 4 == 0) {
          charge.add(sum);
        }
      }
      return charge;
    }).toList();
  }

  private static List<Double> every(List<Double> values, int first) {
    return IntStream.range(0, values.size() / 2).mapToObj(k -> digits(-values.get(2 * k + first))).toList();
  }

  private static double digits(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /// Charges over the line's voltage by the trapezoidal rule.
  ///
  /// @param atC the charge at `atV`
  private static List<Double> charges(List<Double> voltV, List<Double> farad, double atV, double atC) {
    double[] sum = new double[voltV.size()];
    double offset = 0;
    for (int k = 1; k < sum.length; k++) {
      double dv = voltV.get(k) - voltV.get(k - 1);
      double slope = (farad.get(k) - farad.get(k - 1)) / dv;
      sum[k] = sum[k - 1] + dv * (farad.get(k) + farad.get(k - 1)) / 2;
      double within = atV - voltV.get(k - 1);
      if (within >= 0 && within < dv) {
        offset = atC - sum[k - 1] - within * (farad.get(k - 1) + slope * within / 2);
      }
    }
    double shift = offset;
    return IntStream.range(0, sum.length).mapToObj(k -> digits(sum[k] + shift)).toList();
  }
}
