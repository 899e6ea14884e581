package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calibrates the lines of a cases file for one cell: cases with the same line and levels share a calibration, lines with
/// the same precharge a cell table.
public final class CaseCalibration {
  /// The file that `matchline discharge --level ladder-table` reads.
  public static final String CASES = "cases.csv";

  private static final String SUMMARY =
      "table,cells,wire_resistance_ohm,precharge_v,levels_v,coupled_mismatch_c,coupled_match_c,crossing_error,match_error_v\n";

  private final List<DischargeCase> cases;
  private final Map<Key, LineDesign> designs = new LinkedHashMap<>();

  /// What decides a calibration.
  private record Key(MatchLine line, List<Double> levelsV) {}

  /// How the cell is searched.
  ///
  /// @param searchV what a driven search line rises to, > 0 V
  /// @param riseS how long it takes, > 0 s
  public record Drive(double searchV, double riseS) {}

  /// @param cases cases that are not calibrated yet
  public CaseCalibration(DischargeCases cases, CellCircuit cell, Drive drive) {
    this.cases = cases.cases();
    for (DischargeCase c : this.cases) {
      designs.computeIfAbsent(
          key(c), key -> new LineDesign(c.place(), key.line(), cell, drive.searchV(), drive.riseS(), key.levelsV()));
    }
  }

  /// Lines to calibrate.
  public int count() {
    return designs.size();
  }

  /// What a calibration gives: the files, and warnings about lines that it suits badly.
  ///
  /// @param files name and text of the calibrated cases, the cell tables and a summary
  public record Result(Map<String, String> files, List<String> warnings) {}

  /// @param calibrated hears of every line that is done
  /// @throws SpiceException when ngspice fails or a line cannot be calibrated
  public Result run(Calibrator calibrator, Runnable calibrated) {
    Map<Double, CellTables> tablesByTop = new LinkedHashMap<>();
    Map<Key, Calibration> found = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    StringBuilder summary = new StringBuilder(SUMMARY);
    designs.forEach((key, design) -> {
      CellTables tables = tablesByTop.computeIfAbsent(Calibrator.topV(design), _ -> calibrator.tables(design));
      Calibration calibration = calibrator.of(design, tables);
      found.put(key, calibration);
      summary.append(summary(design, calibration, table(tablesByTop, design)));
      if (calibration.beforeRise()) {
        warnings.add(
            design.name() + ": a line with 1 or 4 mismatches falls to its level before the search line has risen;"
                + " level ladder-table claims nothing there");
      }
      calibrated.run();
    });
    CalibratedCases text = new CalibratedCases();
    cases.forEach(c -> text.add(c, table(tablesByTop, designs.get(key(c))), found.get(key(c))));
    Map<String, String> files = new LinkedHashMap<>();
    files.put(CASES, text.text());
    files.put("calibration.csv", summary.toString());
    designs.values().forEach(design -> {
      CellTables tables = tablesByTop.get(Calibrator.topV(design));
      String name = table(tablesByTop, design);
      files.put(name, tables.curves().text());
      tables.rise().ifPresent(rise -> files.put(CalibratedCases.riseTable(name), rise.text()));
    });
    return new Result(files, warnings);
  }

  /// The levels of a case at which a line can be calibrated, half the precharge where it has none.
  private static Key key(DischargeCase c) {
    double prechargeV = c.line().prechargeV();
    List<Double> levelsV = c.levelsV().stream().filter(v -> LineDesign.isLevel(v, prechargeV)).toList();
    return new Key(c.line(), levelsV.isEmpty() ? List.of(prechargeV / 2) : levelsV);
  }

  private static String table(Map<Double, CellTables> tablesByTop, LineDesign design) {
    return "cell-" + (1 + List.copyOf(tablesByTop.keySet()).indexOf(Calibrator.topV(design))) + ".csv";
  }

  private static String summary(LineDesign design, Calibration c, String table) {
    MatchLine l = design.line();
    String levels = String.join(" ", design.levelsV().stream().map(v -> Double.toString(v)).toList());
    return "%s,%d,%s,%s,%s,%s,%s,%s,%s%n".formatted(
        table,
        l.cells(),
        l.wireResistanceOhm(),
        l.prechargeV(),
        levels,
        c.start().rise().orElseThrow().mismatchC(),
        c.start().rise().orElseThrow().matchC(),
        c.worstCrossing(),
        c.matchErrorV());
  }
}
