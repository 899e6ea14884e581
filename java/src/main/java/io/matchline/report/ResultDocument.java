package io.matchline.report;

import java.util.Objects;

/// The content of `results.json`. Everything that may differ between two runs of the same experiment is under
/// `provenance`; `results` is the same to the last bit.
///
/// @param experiment the run kind
/// @param config the full configuration
/// @param results numbers and tables
public record ResultDocument(
    String experiment, JsonValue.Fields config, JsonValue.Fields results, Provenance provenance) {
  public ResultDocument {
    Objects.requireNonNull(experiment, "experiment");
    Objects.requireNonNull(provenance, "provenance");
  }

  /// The file's text.
  public String toJson() {
    return JsonWriter.pretty(
        JsonValue.fields(
            "experiment", experiment, "config", config, "results", results, "provenance", provenance.toJson()));
  }
}
