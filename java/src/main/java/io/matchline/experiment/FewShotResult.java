package io.matchline.experiment;

import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import io.matchline.tcam.SearchCost;
import java.util.Arrays;

/// What came out at one point of a sweep.
///
/// @param accuracy `[episodes]` share of right answers
/// @param tied answers that several rows shared
/// @param margin `[queries of all episodes]` best score of a row of the right class minus best score of another class;
///     positive where the answer is right (or tied); volts or seconds on a single column tile, mismatches otherwise
/// @param cost mean over the first search of every episode
record FewShotResult(double[] accuracy, long tied, double[] margin, SearchCost cost) {
  Interval interval() {
    return Interval.ofMean(accuracy);
  }

  double tiedShare() {
    return (double) tied / margin.length;
  }

  /// The median margin; with an even number of queries the lower one.
  double medianMargin() {
    double[] sorted = margin.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields("accuracy", accuracy, "tied", tied, "margin", margin, "cost", costJson());
  }

  static FewShotResult fromJson(JsonValue.Fields json) {
    return new FewShotResult(
        numbers(json.get("accuracy")), (long) json.get("tied").asDouble(), numbers(json.get("margin")),
        cost((JsonValue.Fields) json.get("cost")));
  }

  /// The parts of the cost; NaN where one is not included.
  JsonValue.Fields costJson() {
    return JsonValue.fields(
        "match_lines_j", cost.matchLinesJ(),
        "cells_j", cost.cellsJ(),
        "search_lines_j", cost.searchLinesJ(),
        "amplifiers_j", cost.amplifiersJ(),
        "latency_s", cost.latencyS());
  }

  private static SearchCost cost(JsonValue.Fields json) {
    return new SearchCost(
        json.get("match_lines_j").asDouble(),
        json.get("cells_j").asDouble(),
        json.get("search_lines_j").asDouble(),
        json.get("amplifiers_j").asDouble(),
        json.get("latency_s").asDouble());
  }

  private static double[] numbers(JsonValue items) {
    return ((JsonValue.Items) items).values().stream().mapToDouble(JsonValue::asDouble).toArray();
  }
}
