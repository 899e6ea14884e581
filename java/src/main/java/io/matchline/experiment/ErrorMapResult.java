package io.matchline.experiment;

import io.matchline.periphery.Cost;
import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import java.util.Arrays;
import java.util.List;

/// What came out at one point of an error map; arrays hold a number per trial, see {@link ErrorMapTrial}.
///
/// @param gainByOutput `[outputs]` gain of each output over all trials
/// @param cost of one multiplication, the mean over trials
record ErrorMapResult(double[] rms, double[] worst, double[] gain, double[] gainByOutput, Cost cost) {
  static ErrorMapResult of(List<ErrorMapTrial> trials) {
    double[] byOutput = new double[trials.getFirst().cross().length];
    Arrays.setAll(
        byOutput,
        j -> trials.stream().mapToDouble(t -> t.cross()[j]).sum() / trials.stream().mapToDouble(t -> t.square()[j]).sum());
    Cost first = trials.getFirst().cost();
    double arrayEnergyJ = trials.stream().mapToDouble(t -> t.cost().arrayEnergyJ()).sum() / trials.size();
    return new ErrorMapResult(
        trials.stream().mapToDouble(ErrorMapTrial::rms).toArray(),
        trials.stream().mapToDouble(ErrorMapTrial::worst).toArray(),
        trials.stream().mapToDouble(ErrorMapTrial::gain).toArray(),
        byOutput,
        new Cost(arrayEnergyJ, first.dacEnergyJ(), first.adcEnergyJ(), first.addEnergyJ(), first.latencyS()));
  }

  Interval rmsInterval() {
    return Interval.ofMean(rms);
  }

  double meanRms() {
    return rmsInterval().value();
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "rms_error", rms,
        "worst_error", worst,
        "gain", gain,
        "gain_by_output", gainByOutput,
        "array_energy_j", cost.arrayEnergyJ(),
        "dac_energy_j", cost.dacEnergyJ(),
        "adc_energy_j", cost.adcEnergyJ(),
        "add_energy_j", cost.addEnergyJ(),
        "latency_s", cost.latencyS());
  }

  static ErrorMapResult fromJson(JsonValue.Fields json) {
    Cost cost =
        new Cost(
            json.get("array_energy_j").asDouble(),
            json.get("dac_energy_j").asDouble(),
            json.get("adc_energy_j").asDouble(),
            json.get("add_energy_j").asDouble(),
            json.get("latency_s").asDouble());
    return new ErrorMapResult(
        numbers(json, "rms_error"),
        numbers(json, "worst_error"),
        numbers(json, "gain"),
        numbers(json, "gain_by_output"),
        cost);
  }

  private static double[] numbers(JsonValue.Fields json, String key) {
    return ((JsonValue.Items) json.get(key)).values().stream().mapToDouble(JsonValue::asDouble).toArray();
  }
}
