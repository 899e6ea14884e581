package io.matchline.experiment;

import io.matchline.report.JsonValue;
import java.util.List;
import java.util.Optional;

/// What came out of one model.
///
/// @param seed of its training
/// @param loss mean loss of consecutive equal parts of the training, empty where nothing was trained
/// @param unit RMS of the embeddings of plain training, the unit of noise
/// @param rms RMS of the model's own embeddings of the tested images
/// @param matchedNoise deviation of the noise at which plain training has the accuracy asked for, in units of `unit`;
///     NaN where none is asked for
/// @param histogram counts of the elements of the tested embeddings over {@link EmbeddingHistogram#edges}, without and
///     with noise
record ModelResult(
    long seed, double[] loss, double unit, double rms, double matchedNoise, List<double[]> histogram,
    List<TestCell> cells) {
  /// The accuracy under a condition.
  Optional<TestCell> under(TestCell condition) {
    return cells.stream().filter(condition::sameCondition).findFirst();
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "seed", seed,
        "loss", loss,
        "noise_unit", unit,
        "embedding_rms", rms,
        "matched_noise", matchedNoise,
        "histogram", histogram,
        "cells", cells.stream().map(TestCell::toJson).toList());
  }

  static ModelResult fromJson(JsonValue.Fields json) {
    return new ModelResult(
        ((JsonValue.Whole) json.get("seed")).value(),
        numbers(json.get("loss")),
        json.get("noise_unit").asDouble(),
        json.get("embedding_rms").asDouble(),
        json.get("matched_noise").asDouble(),
        ((JsonValue.Items) json.get("histogram")).values().stream().map(ModelResult::numbers).toList(),
        ((JsonValue.Items) json.get("cells"))
            .values().stream().map(cell -> TestCell.fromJson((JsonValue.Fields) cell)).toList());
  }

  private static double[] numbers(JsonValue items) {
    return ((JsonValue.Items) items).values().stream().mapToDouble(JsonValue::asDouble).toArray();
  }
}
