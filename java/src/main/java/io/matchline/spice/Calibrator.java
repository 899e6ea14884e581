package io.matchline.spice;

import io.matchline.spice.CalibrationData.Crossing;
import io.matchline.tcam.CellCurves;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Calibrates the level `ladder-table` for a line design: tables of its cell from bias runs, V_0 and t_off from three
/// transients with 0, 1 and 4 mismatches, spread over the line.
public record Calibrator(NgspiceRunner runner, CellBias bias) {
  private static final List<Integer> MISMATCHES = List.of(1, 4);

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
  public CellCurves curves(LineDesign design) {
    return bias.curves(design.cell(), design.searchV(), topV(design));
  }

  /// @param curves the tables of the design's cell
  /// @throws SpiceException when ngspice fails, a line with mismatches does not fall or nothing fits
  public Calibration of(LineDesign design, CellCurves curves) {
    TableLine table = new TableLine(design, curves);
    Calibration calibration = new CalibrationFit(table, data(design, table)).run();
    if (!(calibration.startVoltageV() <= topV(design) && calibration.startVoltageV() > design.lowestLevelV())) {
      throw new SpiceException(
          "%s: the search lines start the line at %s V, outside its table and levels, %s … %s V"
              .formatted(design.name(), calibration.startVoltageV(), design.lowestLevelV(), topV(design)));
    }
    return calibration;
  }

  private CalibrationData data(LineDesign design, TableLine table) {
    SwitchedLine ngspice = new SwitchedLine(runner, design);
    double liftedV = design.line().prechargeV() + LIFT * design.searchV();
    List<Crossing> crossings = new ArrayList<>();
    for (int mismatches : MISMATCHES) {
      String pattern = spread(design.line().cells(), mismatches);
      double guessS = table.crossingS(pattern, design.lowestLevelV(), liftedV, design.riseS());
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
