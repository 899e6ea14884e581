package io.matchline.experiment;

import io.matchline.report.JsonValue;

/// What came out of one query.
///
/// @param mismatches cells in which the query differs from the co-simulated row
/// @param kernel the kernels' reading of the row: a voltage at the strobe (V) or the time of a crossing (s)
/// @param ngspice ngspice's
/// @param kernelBest best row by the kernels alone
/// @param best best row with ngspice's row among the others
/// @param kernelV waveform of the row by the kernels, V
/// @param ngspiceV ngspice's
record CoSimulationAnswer(
    int mismatches, double kernel, double ngspice, int kernelBest, int best, double[] kernelV, double[] ngspiceV) {
  /// The largest distance between the two waveforms, V.
  double worstV() {
    double worst = 0;
    for (int i = 0; i < kernelV.length; i++) {
      worst = Math.max(worst, Math.abs(kernelV[i] - ngspiceV[i]));
    }
    return worst;
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "mismatches", mismatches,
        "kernel", kernel,
        "ngspice", ngspice,
        "kernel_best", kernelBest,
        "best", best,
        "worst_v", worstV(),
        "kernel_v", kernelV,
        "ngspice_v", ngspiceV);
  }

  static CoSimulationAnswer fromJson(JsonValue.Fields json) {
    return new CoSimulationAnswer(
        (int) json.get("mismatches").asDouble(),
        json.get("kernel").asDouble(),
        json.get("ngspice").asDouble(),
        (int) json.get("kernel_best").asDouble(),
        (int) json.get("best").asDouble(),
        numbers(json.get("kernel_v")),
        numbers(json.get("ngspice_v")));
  }

  static double[] numbers(JsonValue items) {
    return ((JsonValue.Items) items).values().stream().mapToDouble(JsonValue::asDouble).toArray();
  }
}
