package io.matchline.spice;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.Level;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/// Discharging match lines of transistor cells at level `ladder-table`. `designs.csv` says what they are; ngspice's runs
/// give the cell tables and the calibration in `cases.csv` as well as the table.
///
/// @param kind the cell
/// @param voltageTolerance largest error of a voltage over the precharge voltage
/// @param crossingTolerance largest relative error of a crossing time
record TransistorLineModel(
    ModelFolder folder, TransistorCellKind kind, double voltageTolerance, double crossingTolerance)
    implements SpiceModel {
  List<DesignLines> designs() {
    return DesignReader.read(folder.path().resolve("designs.csv"), kind);
  }

  /// The calibrated lines as cases of a discharge.
  MatchLineModel lines() {
    return new MatchLineModel(folder, Level.LADDER_TABLE, List.of(), voltageTolerance, crossingTolerance);
  }

  @Override
  public List<String> levels() {
    return lines().levels();
  }

  @Override
  public SequencedMap<Quantity, Double> tolerances() {
    return lines().tolerances();
  }

  @Override
  public List<Answer> answers(String level, Kernels kernels, Workers workers) {
    return lines().answers(level, kernels, workers);
  }

  /// The precharge voltage, or the crossing time itself.
  @Override
  public ToDoubleFunction<ReferencePoint> scale(List<ReferencePoint> table) {
    return lines().scale(table);
  }

  @Override
  public TransistorReference references(NgspiceRunner runner) {
    return new TransistorReference(folder, designs(), runner);
  }

  @Override
  public List<String> settings() {
    return List.of(
        "largest step of value: 1/1000 of each run; uncertainty: distance to 1/500",
        SwitchedLine.coarse(kind.elements(), 1).halved().options());
  }
}
