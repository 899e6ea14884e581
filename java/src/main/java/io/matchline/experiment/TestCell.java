package io.matchline.experiment;

import io.matchline.report.Interval;
import io.matchline.report.JsonValue;

/// Accuracy of one model under one condition, over the episodes.
///
/// @param metric name of the distance, {@link #ARRAY} for the search of an array, {@link #PREDICTED} for what is expected of
///     it without a search
/// @param noise deviation in units of the RMS of plain embeddings
/// @param matched whether the noise is the one that brings plain training to the accuracy asked for
record TestCell(TestTask task, String metric, int bits, double noise, boolean matched, Interval accuracy) {
  static final String ARRAY = "array";
  static final String PREDICTED = "predicted";

  boolean sameCondition(TestCell other) {
    return task.equals(other.task) && metric.equals(other.metric) && bits == other.bits && matched == other.matched
        && (matched || noise == other.noise);
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "ways", task.ways(),
        "shots", task.shots(),
        "metric", metric,
        "bits", bits,
        "noise", noise,
        "matched", matched,
        "accuracy", accuracy.value(),
        "low", accuracy.low(),
        "high", accuracy.high());
  }

  static TestCell fromJson(JsonValue.Fields json) {
    return new TestCell(
        new TestTask((int) json.get("ways").asDouble(), (int) json.get("shots").asDouble()),
        ((JsonValue.Text) json.get("metric")).value(),
        (int) json.get("bits").asDouble(),
        json.get("noise").asDouble(),
        ((JsonValue.Truth) json.get("matched")).value(),
        new Interval(
            json.get("accuracy").asDouble(), json.get("low").asDouble(), json.get("high").asDouble()));
  }
}
