package io.matchline.spice;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/// Offsets of mismatched differential pairs by the closed form, the same for every backend.
///
/// @param voltageTolerance largest error of an offset, V
record AmplifierModel(ModelFolder folder, double voltageTolerance) implements SpiceModel {
  private static final double OTHER_GAIN = 0.1;

  List<DifferentialPair> cases() {
    return DifferentialPair.read(folder.cases());
  }

  @Override
  public List<String> levels() {
    return List.of("closed-form");
  }

  @Override
  public SequencedMap<Quantity, Double> tolerances() {
    return new LinkedHashMap<>(Map.of(Quantity.VOLTAGE_V, voltageTolerance));
  }

  @Override
  public List<Answer> answers(String level, Kernels kernels, Workers workers) {
    return cases().stream().map(pair -> new Answer(pair.point(), pair.offsetV())).toList();
  }

  /// 1 V.
  @Override
  public ToDoubleFunction<ReferencePoint> scale(List<ReferencePoint> table) {
    return point -> 1;
  }

  @Override
  public References references(NgspiceRunner runner) {
    return References.of(
        cases().stream()
            .<ReferenceRun>map(pair -> () -> List.of(reference(runner, pair)))
            .toList());
  }

  private static ReferencePoint reference(NgspiceRunner runner, DifferentialPair pair) {
    return ReferencePoint.of(pair.point(), offsetV(runner, pair, 1), offsetV(runner, pair, OTHER_GAIN));
  }

  private static double offsetV(NgspiceRunner runner, DifferentialPair pair, double gain) {
    return runner.operatingPoint(pair.netlist(gain)).getFirst();
  }

  @Override
  public List<String> settings() {
    return List.of(
        "operating points; uncertainty: distance to a tenth of the loop's gain", DifferentialPair.SETTINGS.options());
  }
}
