package io.matchline.experiment;

import io.matchline.report.JsonValue;
import java.util.List;

/// What came out of a co-simulation.
///
/// @param timesS times of the waveforms, s
/// @param answers one per query
record CoSimulationResult(double[] timesS, List<CoSimulationAnswer> answers) {
  CoSimulationResult {
    answers = List.copyOf(answers);
  }

  /// The largest distance between a waveform of the kernels and one of ngspice, V.
  double worstV() {
    return answers.stream().mapToDouble(CoSimulationAnswer::worstV).max().orElseThrow();
  }

  /// Queries whose best row ngspice's row changes.
  long changed() {
    return answers.stream().filter(answer -> answer.best() != answer.kernelBest()).count();
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "worst_v", worstV(),
        "changed_winners", changed(),
        "times_s", timesS,
        "queries", answers.stream().map(CoSimulationAnswer::toJson).toList());
  }

  static CoSimulationResult fromJson(JsonValue.Fields json) {
    return new CoSimulationResult(
        CoSimulationAnswer.numbers(json.get("times_s")),
        ((JsonValue.Items) json.get("queries"))
            .values().stream().map(query -> CoSimulationAnswer.fromJson((JsonValue.Fields) query)).toList());
  }
}
