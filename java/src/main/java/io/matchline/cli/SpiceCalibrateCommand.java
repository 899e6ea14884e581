package io.matchline.cli;

import io.matchline.report.OutputFolder;
import io.matchline.report.Progress;
import io.matchline.spice.Calibrator;
import io.matchline.spice.CaseCalibration;
import io.matchline.spice.CellBias;
import io.matchline.spice.CellCircuit;
import io.matchline.spice.NgspiceRunner;
import io.matchline.tcam.DischargeCases;
import io.matchline.unit.Unit;
import java.nio.file.Path;
import java.util.List;

/// `matchline spice calibrate`
record SpiceCalibrateCommand(NgspiceRunner ngspice) implements Command {
  private static final Opt CASES = Opt.input("cases", "CASES.csv", "the match lines, as for discharge");
  private static final Opt SUBCIRCUIT = Opt.text("subcircuit", "NAME", "the cell's subcircuit in CELL.cir", "cell");
  private static final Opt SEARCH = Opt.amount(
      "search", "V", Unit.VOLT, 1e-3, 100, "what a driven search line rises to", "");
  private static final Opt RISE = Opt.amount(
      "rise", "T", Unit.SECOND, 1e-15, 1, "time in which it rises, linearly from t = 0", "");
  private static final Opt FREQUENCY = new Opt(
      "frequency",
      "F",
      new Kind.Positive("Hz"),
      "highest frequency in Hz of the measurements",
      Double.toString(CellBias.STANDARD_FREQUENCY_HZ));
  private static final Opt FOLDER = new Opt("out", "DIR", new Kind.OutputFolder(), "where the results go", "");
  private static final Description DESCRIPTION = new Description(
      "spice calibrate",
      "measures a cell with ngspice and calibrates lines for ladder-table",
      """
          CELL.cir defines the subcircuit of a cell that stores a 1, with its device models, includes and
          libraries; paths in it start at its folder. Pins, in this order: match line, SL, SLB. With SL high
          and SLB low the cell matches, with SL low and SLB high it mismatches. Ground is node 0; supplies
          are sources on .global nodes in the file.
          CASES.csv has the columns of discharge --level ladder-table without cell_table, rise_table and
          what goes with them. For every line in it, ngspice gives currents and charges of both states,
          also while the search lines rise, and the transients of 0, 1 and 4 mismatches, at the case's
          levels or at half the precharge; what the search lines couple in besides is fitted to these.
          DIR receives cases.csv for discharge, the tables cell-N.csv and cell-N-rise.csv, and
          calibration.csv, which says how well the fit did. A cell has no memory of its own: where a node
          inside it shares its charge with the line for longer than the rise, the fit says less.
          """,
      List.of(new Operand("CELL.cir", new Kind.InputFile(), "the cell", Operand.Count.ONE)),
      List.of(CASES, SUBCIRCUIT, SEARCH, RISE, FREQUENCY, FOLDER),
      List.of(CASES.name(), SEARCH.name(), RISE.name(), FOLDER.name()),
      "matchline spice calibrate cell.cir --cases lines.csv --search 0.9V --rise 20ps --out mine");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    DischargeCases cases = DischargeCases.readUncalibrated(arguments.path(CASES).orElseThrow());
    CellCircuit cell = CellCircuit.of(arguments.pathOperand(0), arguments.text(SUBCIRCUIT).orElseThrow());
    CaseCalibration.Drive drive = new CaseCalibration.Drive(arguments.amount(SEARCH), arguments.amount(RISE));
    double frequencyHz = Double.parseDouble(arguments.text(FREQUENCY).orElseThrow());
    CaseCalibration calibration = new CaseCalibration(cases, cell, drive);
    try (OutputFolder folder = OutputFolder.at(arguments.path(FOLDER).orElseThrow());
        Progress progress = Progress.start("spice calibrate", "lines", calibration.count())) {
      Calibrator calibrator = new Calibrator(ngspice, new CellBias(ngspice, frequencyHz));
      CaseCalibration.Result result = calibration.run(calibrator, () -> progress.step(1));
      result.files().forEach(folder::write);
      Path target = folder.commit();
      result.warnings().forEach(warning -> in.err().println("warning: " + warning));
      in.out().println("%d lines calibrated: %s".formatted(calibration.count(), target.resolve(CaseCalibration.CASES)));
    }
    return Main.DONE;
  }
}
