package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.kernel.LineCharge;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A whole cycle in ngspice, which integrates the power of its own sources and cells: the cells discharge the line until
/// the decision, then they are off and a precharge device charges the line again from the supply.
class SearchEnergyTest {
  private static final int CELLS = 16;
  private static final double DECISION_S = 2e-11;
  /// The ramps of the switches, which add about half their length to the discharge.
  private static final double RAMP_S = 1e-16;
  private static final double END_S = 4e-10;
  /// Volts of an integrator per joule.
  private static final double INTEGRATOR_F = 1e-15;

  @ParameterizedTest
  @ValueSource(doubles = {0, 10, 300})
  void theSupplyDeliversWhatTheLineLost(double wireOhm) {
    MatchLine line = new MatchLine(CELLS, SenseEnd.NEAR, wireOhm, 4e-16, 3.6e-15, 0, 0.9, 0);
    double[] g = new Random(3).doubles(CELLS, 1e-7, 5e-5).toArray();
    List<Waveform> energy = new NgspiceRunner().waveforms(cycle(line, g));
    LineCharge charge = new LineCharge(line);
    double full = charge.chargeC(g, 0);
    double drawn = 0.9 * (full - charge.chargeC(g, DECISION_S));
    double dissipated = 0.45 * full - charge.storedJ(g, DECISION_S);
    assertEquals(drawn, INTEGRATOR_F * energy.get(0).at(energy.get(0).endS()), 2e-5 * drawn);
    assertEquals(dissipated, INTEGRATOR_F * energy.get(1).at(energy.get(1).endS()), 2e-5 * dissipated);
  }

  private static Netlist<Transient> cycle(MatchLine line, double[] g) {
    StringBuilder deck = new StringBuilder("* precharge, search, precharge\n");
    deck.append("Vdd dd 0 ").append(line.prechargeV()).append("\n");
    ramp(deck, "search", DECISION_S, 1, 0);
    ramp(deck, "precharge", DECISION_S + 2 * RAMP_S, 0, 1);
    deck.append("Bp dd n0 i=(v(dd)-v(n0))*1e-3*v(precharge)\n");
    deck.append("Be 0 drawn i=-v(dd)*i(Vdd)\nCe drawn 0 ").append(INTEGRATOR_F).append("\n.ic v(drawn)=0\n");
    deck.append("Cd lost 0 ").append(INTEGRATOR_F).append("\n.ic v(lost)=0\n");
    deck.append("C0 n0 0 ").append(line.nearCapacitanceF()).append("\n.ic v(n0)=0.9\n");
    double wire = line.wireResistanceOhm();
    for (int j = 1; j <= CELLS; j++) {
      String here = wire == 0 ? "n0" : "n" + j;
      String before = wire == 0 ? "n0" : "n" + (j - 1);
      deck.append("C%d %s 0 %s\n".formatted(j, here, line.nodeCapacitanceF()));
      deck.append("B%d %s 0 i=%s*v(%s)*v(search)\n".formatted(j, here, g[j - 1], here));
      deck.append("Bd%d 0 lost i=%s*v(%s)*v(%s)*v(search)\n".formatted(j, g[j - 1], here, here));
      if (wire > 0) {
        deck.append("R%d %s %s %s\n.ic v(%s)=0.9\n".formatted(j, before, here, wire, here));
        deck.append("Bw%d 0 lost i=(v(%s)-v(%s))^2/%s*v(search)\n".formatted(j, before, here, wire));
      }
    }
    List<Probe> probes = List.of(new Probe("v(drawn)", 0), new Probe("v(lost)", 0));
    return Netlist.of(deck.toString(), probes, new Transient(END_S, 4000, 1e-7));
  }

  private static void ramp(StringBuilder deck, String node, double atS, int from, int to) {
    deck.append("V%s %s 0 pwl(0 %d %s %d %s %d)\n".formatted(node, node, from, atS, from, atS + RAMP_S, to));
  }
}
