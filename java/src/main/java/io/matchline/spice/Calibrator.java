package io.matchline.spice;

import io.matchline.spice.CalibrationData.Crossing;
import io.matchline.tcam.CellCurves;
import io.matchline.tcam.CellStart;
import io.matchline.tcam.StackCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Calibrates the level `ladder-table` for a line design: tables of its cell from bias runs, and what is missing in them
/// from three transients with 0, 1 and 4 mismatches, spread over the line.
public record Calibrator(NgspiceRunner runner, CellBias bias) {
  private static final List<Integer> MISMATCHES = List.of(1, 4);

  /// How often the start of nodes inside the cells is fitted to that of the line.
  private static final int FITS_OF_NODES = 2;

  /// The lowest start of nodes inside the cells, over where they are at the end of the rise.
  private static final double LEAST_BEFORE = 0.75;

  /// The table goes to the precharge voltage and this share of the search voltage, which couples into the line.
  private static final double COUPLED = 0.5;

  /// What the search lines may lift a line by when a run has to be long enough, over the search voltage.
  private static final double LIFT = 0.25;

  /// When the matching line is looked at, over the rise time, unless four mismatches take longer to cross.
  private static final double MATCH_TIME = 1.5;

  /// The highest voltage of a design's cell table, V.
  static double topV(LineDesign design) {
    return design.line().prechargeV() + COUPLED * design.searchV();
  }

  /// The tables of a design's cell.
  ///
  /// @throws SpiceException when ngspice fails
  public CellTables tables(LineDesign design) {
    double topV = topV(design);
    CellCurves curves = bias.curves(design.cell(), design.searchV(), topV, design.line().prechargeV());
    boolean stacked = design.cell().stack().isPresent();
    return new CellTables(curves, stacked ? Optional.empty() : Optional.of(new RiseBias(bias).curves(design, topV)));
  }

  /// @param tables of the design's cell
  /// @throws SpiceException when ngspice fails, a line with mismatches does not fall or nothing fits
  Calibration of(LineDesign design, CellTables tables) {
    Optional<CellStart> atRise = design.cell().stack().map(nodes -> start(design, nodes));
    TableLine table = new TableLine(design, tables.curves(), atRise);
    CalibrationData data = data(design, table);
    Calibration calibration = new CalibrationFit(table, data, tables.rise()).run();
    for (int k = 0; k < FITS_OF_NODES && atRise.isPresent(); k++) {
      Optional<CellStart> start = Optional.of(before(atRise.get(), design, calibration));
      calibration = new CalibrationFit(new TableLine(design, tables.curves(), start), data, tables.rise()).run();
    }
    double startV = calibration.start().voltV();
    if (!(startV <= topV(design) && startV > design.lowestLevelV())) {
      throw new SpiceException(
          "%s: the search lines start the line at %s V, outside its table and levels, %s … %s V"
              .formatted(design.name(), startV, design.lowestLevelV(), topV(design)));
    }
    return calibration;
  }

  /// The nodes inside the cells of a design, and where they are at the end of the rise: in a cell in the middle of a line
  /// with four mismatches, and in a mismatching one.
  private CellStart start(LineDesign design, CellCircuit.Stack nodes) {
    String pattern = spread(design.line().cells(), MISMATCHES.getLast());
    List<String> names = List.of(
        inside(pattern.indexOf('1'), nodes.mismatch()),
        inside(pattern.indexOf('0'), nodes.match()));
    List<Double> volts = new SwitchedLine(runner, design).insideV(pattern, names);
    StackCurves curves = new StackBias(bias).curves(design, nodes, topV(design));
    return new CellStart(curves, volts.get(0), volts.get(1));
  }

  /// Nodes that pass where they are at the end of the rise just then, having started with the line.
  private static CellStart before(CellStart atRise, LineDesign design, Calibration calibration) {
    double seconds = Math.max(0, design.riseS() - calibration.start().offsetS());
    double matchV = atRise.curves().matchBefore(atRise.matchV(), design.line().prechargeV(), seconds);
    return new CellStart(atRise.curves(), atRise.mismatchV(), Math.max(matchV, LEAST_BEFORE * atRise.matchV()));
  }

  private static String inside(int cell, String node) {
    return "xc%d.%s".formatted(cell + 1, node);
  }

  private CalibrationData data(LineDesign design, TableLine table) {
    SwitchedLine ngspice = new SwitchedLine(runner, design);
    double liftedV = design.line().prechargeV() + LIFT * design.searchV();
    List<Crossing> crossings = new ArrayList<>();
    for (int mismatches : MISMATCHES) {
      String pattern = spread(design.line().cells(), mismatches);
      double guessS = table.crossingS(pattern, design.lowestLevelV(), LineStart.at(liftedV, design.riseS()));
      Waveform waveform = ngspice.fallen(pattern, guessS);
      for (double levelV : design.levelsV()) {
        double timeS = waveform.fallsTo(levelV);
        crossings.add(new Crossing(pattern, levelV, timeS, timeS >= design.riseS()));
      }
    }
    if (crossings.stream().noneMatch(Crossing::counts)) {
      crossings.replaceAll(c -> new Crossing(c.pattern(), c.levelV(), c.timeS(), true));
    }
    double matchS = Math.max(MATCH_TIME * design.riseS(), crossings.getLast().timeS());
    String match = spread(design.line().cells(), 0);
    return new CalibrationData(crossings, match, matchS, ngspice.waveform(match, SwitchedLine.MARGIN * matchS).at(matchS));
  }

  /// Mismatches in the middles of equal parts of the line; all cells where it has fewer.
  static String spread(int cells, int mismatches) {
    StringBuilder pattern = new StringBuilder("0".repeat(cells));
    int count = Math.min(cells, mismatches);
    IntStream.range(0, count).forEach(k -> pattern.setCharAt((int) ((2L * k + 1) * cells / (2L * count)), '1'));
    return pattern.toString();
  }
}
