package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
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
  private static final String HEADER =
      "id,pattern,wire_resistance_ohm,wire_capacitance_f,near_capacitance_f,far_capacitance_f,precharge_v,sense,"
          + "times_s,levels_v,cell_table,start_voltage_v,start_offset_s\n";

  private final ModelFolder folder;
  private final List<DesignLines> designs;
  private final NgspiceRunner runner;
  private final Calibrator calibrator;
  private final StringBuilder cases = new StringBuilder(HEADER);
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
    companions.put(folder.cases(), cases.toString());
    return companions;
  }

  private List<ReferencePoint> points(DesignLines d) {
    Calibration calibration = calibrator.of(d.design());
    String cellTable = "cells/" + d.design().name() + ".csv";
    companions.put(folder.path().resolve(cellTable), calibration.curves().text());
    List<ReferencePoint> points = new ArrayList<>();
    for (DesignLines.Line line : d.lines()) {
      List<ReferencePoint> crossings = crossings(d.design(), line, calibration);
      crossings.forEach(c -> points.add(voltage(c)));
      points.addAll(crossings);
      List<String> timesS = crossings.stream().map(c -> Double.toString(c.value())).toList();
      append(d.design(), line, timesS, cellTable, calibration);
    }
    return points;
  }

  private List<ReferencePoint> crossings(LineDesign design, DesignLines.Line line, Calibration calibration) {
    double expectedS = new TableLine(design, calibration.curves()).crossingS(
        line.pattern(), design.lowestLevelV(), calibration.startVoltageV(), calibration.startOffsetS());
    SwitchedLine ngspice = new SwitchedLine(runner, design);
    Waveform fine = ngspice.fallen(line.pattern(), expectedS);
    Waveform coarse = ngspice.waveform(line.pattern(), SwitchedLine.coarse(fine.endS()));
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

  private void append(
      LineDesign design, DesignLines.Line line, List<String> timesS, String cellTable, Calibration calibration) {
    MatchLine l = design.line();
    cases.append(String.join(
            ",",
            line.id(),
            line.pattern(),
            Double.toString(l.wireResistanceOhm()),
            Double.toString(l.nodeCapacitanceF()),
            Double.toString(l.nearCapacitanceF()),
            Double.toString(l.farCapacitanceF()),
            Double.toString(l.prechargeV()),
            l.sense() == SenseEnd.NEAR ? "near" : "far",
            String.join(" ", timesS),
            String.join(" ", design.levelsV().stream().map(v -> Double.toString(v)).toList()),
            cellTable,
            Double.toString(calibration.startVoltageV()),
            Double.toString(calibration.startOffsetS())))
        .append("\n");
  }
}
