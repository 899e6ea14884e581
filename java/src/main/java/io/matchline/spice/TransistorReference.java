package io.matchline.spice;

import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.LineCells;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calibrates every design of a transistor model and asks ngspice about its lines, each in two runs; their difference is
/// ngspice's own uncertainty.
///
/// The runs also write the model's cases, in the input format of `matchline discharge`, and its cell tables.
final class TransistorReference implements References {
  private final ModelFolder folder;
  private final List<DesignLines> designs;
  private final NgspiceRunner runner;
  private final Calibrator calibrator;
  private final CalibratedCases cases = new CalibratedCases();
  private final Map<Path, String> companions = new LinkedHashMap<>();

  TransistorReference(ModelFolder folder, List<DesignLines> designs, NgspiceRunner runner) {
    this.folder = folder;
    this.designs = List.copyOf(designs);
    this.runner = runner;
    this.calibrator = new Calibrator(runner, new CellBias(runner, CellBias.STANDARD_FREQUENCY_HZ));
  }

  @Override
  public List<ReferenceRun> runs() {
    return designs.stream().<ReferenceRun>map(design -> () -> points(design)).toList();
  }

  @Override
  public Map<Path, String> companions() {
    companions.put(folder.cases(), cases.text());
    return companions;
  }

  private List<ReferencePoint> points(DesignLines d) {
    Calibration calibration = calibrator.of(d.design(), calibrator.tables(d.design()));
    String cellTable = "cells/" + d.design().name() + ".csv";
    companions.put(folder.path().resolve(cellTable), calibration.curves().text());
    calibration.start().rise().ifPresent(
        rise -> companions.put(folder.path().resolve(CalibratedCases.riseTable(cellTable)), rise.curves().text()));
    calibration.stack().ifPresent(stack -> {
      companions.put(folder.path().resolve(CalibratedCases.stackTable(cellTable)), stack.curves().text());
      companions.put(folder.path().resolve(CalibratedCases.stackCurrents(cellTable)), stack.curves().upper().text());
    });
    List<ReferencePoint> points = new ArrayList<>();
    for (DesignLines.Line line : d.lines()) {
      List<ReferencePoint> crossings = crossings(d.design(), line, calibration);
      crossings.forEach(c -> points.add(voltage(c)));
      points.addAll(crossings);
      List<Double> timesS = crossings.stream().map(ReferencePoint::value).toList();
      cases.add(
          new DischargeCase(
              line.id(),
              d.design().name(),
              d.design().line(),
              new LineCells.Patterned(line.pattern()),
              timesS,
              d.design().levelsV()),
          cellTable,
          calibration);
    }
    return points;
  }

  private List<ReferencePoint> crossings(LineDesign design, DesignLines.Line line, Calibration calibration) {
    double expectedS = new TableLine(design, calibration.curves(), calibration.stack()).crossingS(
        line.pattern(), design.lowestLevelV(), calibration.start());
    SwitchedLine ngspice = new SwitchedLine(runner, design);
    Waveform fine = ngspice.fallen(line.pattern(), expectedS);
    Waveform coarse = ngspice.waveform(line.pattern(), ngspice.coarse(fine.endS()));
    return design.levelsV().stream()
        .map(levelV -> ReferencePoint.of(
            MatchLineModel.point(line.id(), Quantity.CROSSING_S, levelV), fine.fallsTo(levelV), coarse.fallsTo(levelV)))
        .toList();
  }

  /// At the time of a crossing the line is at its level, which the coarser run misses by as much as it is late.
  private static ReferencePoint voltage(ReferencePoint crossing) {
    double levelV = Double.parseDouble(crossing.point().at());
    double uncertaintyV = levelV * crossing.uncertainty() / crossing.value();
    return new ReferencePoint(
        MatchLineModel.point(crossing.point().id(), Quantity.VOLTAGE_V, crossing.value()), levelV, uncertaintyV);
  }
}
