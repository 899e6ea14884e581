package io.matchline.spice;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.DischargeRun;
import io.matchline.tcam.DischargeValue;
import io.matchline.tcam.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Discharging match lines, the cases in the input format of `matchline discharge`.
///
/// @param level the level that must hold the tolerances
/// @param reported levels whose errors are reported without a tolerance
/// @param voltageTolerance largest error of a voltage over the precharge voltage
/// @param crossingTolerance largest relative error of a crossing time
public record MatchLineModel(
    ModelFolder folder, Level level, List<Level> reported, double voltageTolerance, double crossingTolerance)
    implements SpiceModel {
  public MatchLineModel {
    reported = List.copyOf(reported);
  }

  public DischargeCases cases() {
    return DischargeCases.read(folder.cases(), level);
  }

  @Override
  public List<String> levels() {
    return Stream.concat(Stream.of(level), reported.stream()).map(Level::key).toList();
  }

  @Override
  public SequencedMap<Quantity, Double> tolerances() {
    SequencedMap<Quantity, Double> tolerances = new LinkedHashMap<>();
    tolerances.put(Quantity.VOLTAGE_V, voltageTolerance);
    tolerances.put(Quantity.CROSSING_S, crossingTolerance);
    return tolerances;
  }

  @Override
  public List<Answer> answers(String name, Kernels kernels, Workers workers) {
    List<Answer> answers = new ArrayList<>();
    for (DischargeValue v : DischargeRun.of(cases(), Level.of(name), kernels, workers).values()) {
      answers.add(new Answer(point(v.id(), quantity(v), v.at()), v.value()));
    }
    return answers;
  }

  private static Quantity quantity(DischargeValue value) {
    return switch (value.quantity()) {
      case VOLTAGE_V -> Quantity.VOLTAGE_V;
      case CROSSING_S -> Quantity.CROSSING_S;
    };
  }

  /// The precharge voltage, or the crossing time itself.
  @Override
  public ToDoubleFunction<ReferencePoint> scale(List<ReferencePoint> table) {
    Map<String, Double> prechargeV =
        cases().cases().stream().collect(Collectors.toMap(DischargeCase::id, c -> c.line().prechargeV()));
    return p -> p.point().quantity() == Quantity.VOLTAGE_V
        ? prechargeV.getOrDefault(p.point().id(), Double.NaN)
        : p.value();
  }

  @Override
  public References references(NgspiceRunner runner) {
    StepHalving reference = new StepHalving(runner);
    return References.of(cases().cases().stream().<ReferenceRun>map(c -> () -> reference.discharge(c)).toList());
  }

  @Override
  public List<String> settings() {
    return List.of(
        "largest step of value: 1/4000 of each run; uncertainty: distance to 1/2000", StepHalving.fine(1).options());
  }

  /// @param at time (s) or level (V)
  static Point point(String id, Quantity quantity, double at) {
    return new Point(id, quantity, Double.toString(at));
  }
}
