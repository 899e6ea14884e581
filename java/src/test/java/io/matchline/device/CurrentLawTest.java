package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.device.VteamCurrent.Relation;
import io.matchline.unit.InvalidInputException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CurrentLawTest {
  private static final StanfordCurrent STANFORD = new StanfordCurrent(1e-3, 0.25, 0.25e-9, 0.2e-9, 1.7e-9);
  private static final YakopcicCurrent YAKOPCIC = new YakopcicCurrent(0.17, 0.11, 0.05, 0.16, 0.15);
  private static final int TRIES = 10_000;

  private static VteamCurrent vteam(Relation relation) {
    return new VteamCurrent(50, 1000, relation, -0.2, 0.02);
  }

  static StateLaw table() {
    return new TableCurrent(resource("curves.csv")).law();
  }

  static Path resource(String name) {
    try {
      return Path.of(CurrentLawTest.class.getResource("/device/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<StateLaw> laws() {
    return Stream.of(new OhmicCurrent(), SinhCurrent.SKY130, STANFORD, YAKOPCIC, vteam(Relation.LINEAR),
        vteam(Relation.EXPONENTIAL), table());
  }

  /// A conductance anywhere in the window of a law, or up to 1 mS where there is none.
  private static double conductance(StateLaw law, Random random) {
    double highestS = Math.min(1e-3, law.window().highestS());
    return law.window().lowestS() + (highestS - law.window().lowestS()) * random.nextDouble();
  }

  /// (I(v + h) − I(v − h)) / 2h, with h = 1 µV, near enough for every law: 1e-6 of the largest slope.
  @ParameterizedTest
  @MethodSource("laws")
  void conductanceIsTheDerivativeOfTheCurrent(StateLaw law) {
    Random random = new Random(1);
    double h = 1e-6;
    for (int i = 0; i < TRIES; i++) {
      double state = law.state(conductance(law, random));
      double v = random.nextDouble(-1, 1);
      double central = (law.currentA(state, v + h) - law.currentA(state, v - h)) / (2 * h);
      double exact = law.conductanceS(state, v);
      double nearKnot = Math.abs(law.conductanceS(state, v + h) - law.conductanceS(state, v - h));
      assertEquals(central, exact, 2e-8 * exact + 1e-14 + nearKnot, law.name() + " at " + v + " V");
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void stateGivesTheConductanceAtZero(StateLaw law) {
    Random random = new Random(2);
    for (int i = 0; i < TRIES; i++) {
      double g = conductance(law, random);
      assertEquals(g, law.conductanceS(law.state(g), 0), 1e-12 * g, law.name());
    }
    ConductanceWindow window = law.window();
    assertEquals(window.lowestS(), law.conductanceS(law.state(window.lowestS()), 0), 1e-12 * window.lowestS());
    assertEquals(0, law.currentA(law.state(conductance(law, random)), 0));
  }

  /// The current never falls, and stays finite with its slope.
  @ParameterizedTest
  @MethodSource("laws")
  void currentsRiseWithTheVoltage(StateLaw law) {
    Random random = new Random(3);
    for (int i = 0; i < TRIES; i++) {
      double state = law.state(conductance(law, random));
      double a = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-3, 7));
      double b = a + Math.abs(a) * random.nextDouble();
      assertTrue(law.currentA(state, b) >= law.currentA(state, a), law.name() + ": " + a + " V, " + b + " V");
      double slope = law.conductanceS(state, a);
      assertTrue(slope >= 0 && slope < Double.POSITIVE_INFINITY, law.name() + " at " + a + " V: " + slope);
    }
  }

  /// 61.4 µA exp(−(5 − T)/0.2751) (e^u − e^−u)/2 with u = V/0.43; the process's cells conduct 0.3 … 99 µS at 0 V.
  @Test
  void sinhIsTheFormOfSky130() {
    StateLaw law = SinhCurrent.SKY130;
    assertEquals(0.2958e-6, law.window().lowestS(), 0.0001e-6);
    assertEquals(99.27e-6, law.window().highestS(), 0.01e-6);
    for (double thickness : new double[] {3.3, 4.1, 4.9}) {
      for (double v : new double[] {-1.2, -0.1, 0.05, 0.7}) {
        double u = v / 0.43;
        double expected = 61.4e-6 * Math.exp(-(5 - thickness) / 0.2751) * (Math.exp(u) - Math.exp(-u)) / 2;
        assertEquals(expected, law.currentA(thickness * 1e-9, v), 1e-12 * Math.abs(expected));
      }
    }
  }

  /// Gap 0.2 nm: 4 mS e^−0.8; gap 1.7 nm: 4 mS e^−6.8; at V = V₀ the current is I₀ e^(−g/g₀) sinh 1.
  @Test
  void stanfordHasItsAnchors() {
    assertEquals(1.79731586e-3, STANFORD.window().highestS(), 1e-11);
    assertEquals(4.45510e-6, STANFORD.window().lowestS(), 1e-11);
    assertEquals(1e-3 * Math.exp(-4) * 1.1752011936438014, STANFORD.currentA(1e-9, 0.25), 1e-18);
    assertEquals(-STANFORD.currentA(1e-9, 0.1), STANFORD.currentA(1e-9, -0.1));
  }

  /// sinh u = u + u³/6 + u⁵/120 for small u.
  @Test
  void yakopcicHasItsPolarities() {
    double u = 0.05 * 0.12;
    double sinh = u + u * u * u / 6 + u * u * u * u * u / 120;
    assertEquals(0.17 * 0.4 * sinh, YAKOPCIC.currentA(0.4, 0.12), 1e-17);
    assertEquals(-0.11 * 0.4 * sinh, YAKOPCIC.currentA(0.4, -0.12), 1e-17);
    assertEquals(0.17 * 0.05 * 0.4, YAKOPCIC.conductanceS(0.4, 0), 1e-17);
    assertEquals(0.11 * 0.05 * 0.4, YAKOPCIC.conductanceS(0.4, -1e-12), 1e-17);
    assertEquals(8.5e-3, YAKOPCIC.window().highestS(), 1e-17);
  }

  /// Half way: (50 + 1000)/2 Ω linear, √(50 · 1000) Ω exponential.
  @ParameterizedTest
  @CsvSource({"LINEAR, 525", "EXPONENTIAL, 223.60679774997897"})
  void vteamIsAResistanceByItsPosition(Relation relation, double halfOhm) {
    VteamCurrent law = vteam(relation);
    assertEquals(0.01 / 50, law.currentA(0, 0.01), 1e-17);
    assertEquals(0.01 / 1000, law.currentA(1, 0.01), 1e-17);
    assertEquals(0.01 / halfOhm, law.currentA(0.5, 0.01), 1e-17);
    assertEquals(0.5, law.state(1 / halfOhm), 1e-14);
  }

  /// Values and slopes of SciPy 1.17.1's PchipInterpolator on the points of curves.csv, by the order of the curves.
  @ParameterizedTest
  @CsvSource({
    "0, -0.35, -2.478393854748603e-06, 9.710707635009310e-06",
    "0, -0.15, -8.580796089385475e-07, 6.429469273743015e-06",
    "0, 0.05, 2.459090909090909e-07, 4.718181818181818e-06",
    "0, 0.27, 1.648508542319749e-06, 8.085822884012542e-06",
    "0, 0.45, 3.463362068965518e-06, 1.207758620689655e-05",
    "1, -0.35, -6.219366776315790e-06, 2.656661184210526e-05",
    "1, 0.2, 3.097792149866192e-06, 1.671944692239073e-05",
    "1, 0.45, 9.250205592105265e-06, 3.363898026315789e-05",
    "2, -0.35, -1.561010114413776e-05, 6.478635881104034e-05",
    "2, -0.15, -4.967172387355509e-06, 4.202273531493277e-05",
    "2, 0.27, 9.140675665495073e-06, 1.407458134325447e-05",
    "2, 0.45, 2.307983103239647e-05, 1.408030977464381e-04"
  })
  void curvesAreMonotoneCubics(double state, double v, double currentA, double slopeS) {
    assertEquals(currentA, table().currentA(state, v), 1e-12 * Math.abs(currentA));
    assertEquals(slopeS, table().conductanceS(state, v), 1e-11 * slopeS);
  }

  @Test
  void betweenCurvesTheyAreMixed() {
    StateLaw law = table();
    assertEquals(5.4e-6, law.window().lowestS(), 1e-17);
    assertEquals(3.230769230769231e-5, law.window().highestS(), 1e-17);
    assertEquals(new VoltageRange(-0.4, 0.5), law.voltages());
    double mixed = 0.75 * law.currentA(1, 0.2) + 0.25 * law.currentA(2, 0.2);
    assertEquals(mixed, law.currentA(1.25, 0.2), 1e-18);
    assertEquals(0.75 * 1.5e-5 + 0.25 * 3.230769230769231e-5, law.conductanceS(1.25, 0), 1e-17);
  }

  /// Every cell in its own state, every cell out of the window named.
  @Test
  void cellsHaveTheirOwnStates() {
    double[] conductances = {1e-6, 2e-6, 3e-6, 4e-6, 5e-6, 6e-6};
    CellStates cells = CellStates.of(SinhCurrent.SKY130, 2, 3, conductances);
    for (int i = 0; i < 6; i++) {
      assertEquals(conductances[i] * 0.43 * Math.sinh(1), cells.currentA(i / 3, i % 3, 0.43), 1e-17);
      assertEquals(conductances[i] * Math.cosh(1), cells.conductanceS(i / 3, i % 3, 0.43), 1e-17);
    }
    var e = assertThrows(
        InvalidInputException.class,
        () -> CellStates.of(STANFORD, 2, 2, new double[] {1e-4, 0, Double.NaN, 2e-3}));
    assertEquals(3, e.getMessage().lines().count());
    assertTrue(
        e.getMessage().startsWith("row 0, column 1: a conductance of 0.0 S is outside 4.455"), e.getMessage());
    assertTrue(e.getMessage().endsWith(", the states of the law stanford"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> CellStates.of(STANFORD, 2, 3, new double[] {1e-4}));
  }

  @Test
  void voltagesBeyondTheLawAreRejected() {
    CellStates cells = CellStates.of(YAKOPCIC, 1, 1, new double[] {1e-3});
    cells.requireTerminals(0, 0.15);
    var e = assertThrows(IllegalArgumentException.class, () -> cells.requireTerminals(-0.1, 0.1));
    assertEquals(
        "terminals between -0.1 V and 0.1 V may put 0.2 V across a cell, outside -150 mV … 160 mV, where the law "
            + "yakopcic holds",
        e.getMessage());
    CellStates.of(new OhmicCurrent(), 1, 1, new double[] {1e-3}).requireTerminals(-1e6, 1e6);
  }

  @Test
  void valuesOutOfRangeAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new StanfordCurrent(1e-3, 0.25, 0, 0.2e-9, 1.7e-9));
    assertThrows(IllegalArgumentException.class, () -> new StanfordCurrent(1e-3, 0.25, 1e-9, 2e-9, 1.7e-9));
    assertThrows(IllegalArgumentException.class, () -> new SinhCurrent(1e-4, 0.4, 1e-9, 5e-9, 3e-9, 6e-9));
    assertThrows(IllegalArgumentException.class, () -> new SinhCurrent(Double.NaN, 0.4, 1e-9, 5e-9, 3e-9, 4e-9));
    assertThrows(IllegalArgumentException.class, () -> new YakopcicCurrent(0.17, 0, 0.05, 0.16, 0.15));
    assertThrows(IllegalArgumentException.class, () -> new VteamCurrent(1000, 50, Relation.LINEAR, -0.2, 0.02));
    assertThrows(IllegalArgumentException.class, () -> new VteamCurrent(50, 1000, Relation.LINEAR, 0.2, 0.02));
  }
}
