package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
  /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statist. Med. 17 (1998), table I,
  /// method 3 (score without continuity correction).
  @ParameterizedTest
  @CsvSource({"81,263,0.2553,0.3662", "15,148,0.0624,0.1605", "0,20,0,0.1611", "1,29,0.0061,0.1718"})
  void wilsonAsPublished(long successes, long trials, double low, double high) {
    Interval interval = Interval.wilson(successes, trials);
    assertEquals(successes / (double) trials, interval.value());
    assertEquals(low, interval.low(), 5e-5);
    assertEquals(high, interval.high(), 5e-5);
  }

  /// The bounds are the shares p for which the observed share lies exactly z standard errors away.
  @Test
  void wilsonBoundsSolveTheScoreEquation() {
    Interval interval = Interval.wilson(964, 1000);
    for (double p : new double[] {interval.low(), interval.high()}) {
      assertEquals(Interval.Z95, Math.abs(0.964 - p) / Math.sqrt(p * (1 - p) / 1000), 1e-9);
    }
  }

  @Test
  void wilsonStaysBetweenZeroAndOne() {
    assertEquals(0, Interval.wilson(0, 7).low());
    assertEquals(1, Interval.wilson(7, 7).high());
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(1, 0));
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(8, 7));
    assertThrows(IllegalArgumentException.class, () -> Interval.wilson(-1, 7));
  }

  /// NIST StRD, univariate summary statistics, NumAcc3: certified mean 1000000.2, standard deviation 0.1.
  @Test
  void meanAndSpreadOfNistNumAcc3() {
    double[] data = new double[1001];
    for (int i = 0; i < data.length; i++) {
      data[i] = i == 0 ? 1000000.2 : i % 2 == 1 ? 1000000.1 : 1000000.3;
    }
    Interval interval = Interval.ofMean(data);
    assertEquals(1000000.2, interval.value(), 1e-9);
    assertEquals(1.959963984540054 * 0.1 / Math.sqrt(1001), interval.halfWidth(), 1e-9);
  }

  /// Heights 1…5: standard deviation √2.5.
  @Test
  void meanOfFewEpisodes() {
    Interval interval = Interval.ofMean(1, 2, 3, 4, 5);
    assertEquals(3, interval.value());
    assertEquals(3 - 1.385903824349678, interval.low(), 1e-12);
  }

  @Test
  void oneEpisodeSaysNothingAboutTheSpread() {
    Interval interval = Interval.ofMean(0.5);
    assertEquals(0.5, interval.value());
    assertTrue(Double.isNaN(interval.halfWidth()));
    assertThrows(IllegalArgumentException.class, Interval::ofMean);
    assertThrows(IllegalArgumentException.class, () -> Interval.ofMean(1, Double.NaN));
  }
}
