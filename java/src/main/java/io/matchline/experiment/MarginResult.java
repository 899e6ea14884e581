package io.matchline.experiment;

import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import io.matchline.tcam.MarginEstimate;
import io.matchline.tcam.RankingFlips;
import java.util.Arrays;

/// What came out at one point of a margin analysis; the first arrays hold a number per contest, in the order of
/// {@link MarginTask#mismatchesOf}.
///
/// @param mismatches k of the better row
/// @param gap how many more the other row has
/// @param pairs pairs of each contest
/// @param wrong pairs whose other row won, draws counted half
/// @param expected error probability by the closed form; NaN where there is none, as in the next two
/// @param margin distance of the two rows' mean falls −ln(V/precharge) in the closed form
/// @param sigma its standard deviation
/// @param load R M G_on of the line
/// @param lead of k = 1, 2 … mismatches at the far end over k − 1 near ones; empty without a waveform
record MarginResult(
    double[] mismatches,
    double[] gap,
    long pairs,
    double[] wrong,
    double[] expected,
    double[] margin,
    double[] sigma,
    double load,
    double[] lead) {
  static MarginResult of(MarginTask task, double[] wrong, MarginEstimate[] estimates, RankingFlips flips) {
    return of(
        task,
        wrong,
        Arrays.stream(estimates).mapToDouble(MarginEstimate::error).toArray(),
        Arrays.stream(estimates).mapToDouble(e -> e.worse() - e.better()).toArray(),
        Arrays.stream(estimates).mapToDouble(MarginEstimate::sigma).toArray(),
        flips);
  }

  /// Counts do not err.
  static MarginResult ideal(MarginTask task, double[] wrong) {
    double[] zero = new double[wrong.length];
    return of(task, wrong, zero, gaps(task), zero, new RankingFlips(0, new double[0]));
  }

  /// No closed form knows tabulated cells.
  static MarginResult measured(MarginTask task, double[] wrong) {
    double[] unknown = new double[wrong.length];
    Arrays.fill(unknown, Double.NaN);
    return of(task, wrong, unknown, unknown, unknown, new RankingFlips(0, new double[0]));
  }

  private static MarginResult of(
      MarginTask task, double[] wrong, double[] expected, double[] margin, double[] sigma, RankingFlips flips) {
    double[] mismatches = new double[wrong.length];
    Arrays.setAll(mismatches, task::mismatchesOf);
    return new MarginResult(
        mismatches, gaps(task), task.pairs(), wrong, expected, margin, sigma, flips.load(), flips.lead());
  }

  private static double[] gaps(MarginTask task) {
    double[] gap = new double[task.contests()];
    Arrays.setAll(gap, task::gapOf);
    return gap;
  }

  int contests() {
    return wrong.length;
  }

  /// Measured error probability of one contest.
  Interval error(int contest) {
    return Interval.wilson(Math.round(wrong[contest]), pairs);
  }

  /// Error probability over all contests with the smallest gap.
  Interval closest() {
    double least = Arrays.stream(gap).min().orElseThrow();
    double sum = 0;
    long all = 0;
    for (int c = 0; c < contests(); c++) {
      if (gap[c] == least) {
        sum += wrong[c];
        all += pairs;
      }
    }
    return Interval.wilson(Math.round(sum), all);
  }

  /// Where the order of k far and k − 1 near mismatches first flips; 0 where it does not.
  int onset() {
    return new RankingFlips(load, lead).onset();
  }

  /// The onset by its rule, ½ + 1.2/√load.
  double onsetByRule() {
    return 0.5 + 1.2 / Math.sqrt(load);
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "mismatches", mismatches,
        "gap", gap,
        "pairs", pairs,
        "wrong", wrong,
        "expected_error", expected,
        "expected_margin", margin,
        "expected_sigma", sigma,
        "line_load", load,
        "flip_onset", onset(),
        "flip_lead", lead);
  }

  static MarginResult fromJson(JsonValue.Fields json) {
    return new MarginResult(
        numbers(json, "mismatches"),
        numbers(json, "gap"),
        Math.round(json.get("pairs").asDouble()),
        numbers(json, "wrong"),
        numbers(json, "expected_error"),
        numbers(json, "expected_margin"),
        numbers(json, "expected_sigma"),
        json.get("line_load").asDouble(),
        numbers(json, "flip_lead"));
  }

  private static double[] numbers(JsonValue.Fields json, String key) {
    return ((JsonValue.Items) json.get(key)).values().stream().mapToDouble(JsonValue::asDouble).toArray();
  }
}
