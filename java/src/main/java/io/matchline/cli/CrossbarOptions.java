package io.matchline.cli;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.unit.Problems;
import io.matchline.unit.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Options that describe a driven crossbar, shared by the commands that take one.
final class CrossbarOptions {
  static final Opt CONDUCTANCES = Opt.input("conductances", "G", "conductances in S, rows × columns");
  static final Opt INPUTS = Opt.input("inputs", "V", "voltages of the row terminals in V, vectors × rows");
  static final Opt TIMES = Opt.text(
      "times", "T", "currents at these times in s after the inputs step from 0 V, blanks between the times", "");
  private static final Opt ROW_OHM = ohms("row-resistance", "of one segment of a row");
  private static final Opt COLUMN_OHM = ohms("column-resistance", "of one segment of a column");
  private static final Opt DRIVER_OHM = ohms("driver-resistance", "between a row's source and its first segment");
  private static final Opt SENSE_OHM = ohms("sense-resistance", "between a column's first segment and 0 V");
  private static final Opt DRIVER_END = Opt.choice(
      "driver-end", "END", Words.of(CrossbarEnd.class), "the sources sit beside the first or the last column", "first");
  private static final Opt SENSE_END = Opt.choice(
      "sense-end", "END", Words.of(CrossbarEnd.class), "the columns end beside the first or the last row", "last");
  private static final Opt ROW_F = farads("row-capacitance", "of each node of a row, with --times");
  private static final Opt COLUMN_F = farads("column-capacitance", "of each node of a column, with --times");

  /// In the order of help.
  static final List<Opt> ALL = List.of(
      CONDUCTANCES,
      INPUTS,
      ROW_OHM,
      COLUMN_OHM,
      DRIVER_OHM,
      SENSE_OHM,
      DRIVER_END,
      SENSE_END,
      TIMES,
      ROW_F,
      COLUMN_F);

  private CrossbarOptions() {}

  private static Opt ohms(String name, String doc) {
    return Opt.amount(name, "R", Unit.OHM, 0, CrossbarWires.MAX_OHM, "resistance " + doc, "0");
  }

  private static Opt farads(String name, String doc) {
    return Opt.amount(name, "C", Unit.FARAD, 0, CrossbarWires.MAX_F, "capacitance " + doc, "0");
  }

  /// Adds what is wrong with the options together.
  static void check(Arguments arguments, String place, Problems problems) {
    if (arguments.has(TIMES)) {
      StepTimes.parse(arguments.text(TIMES).orElseThrow(), place, problems);
    } else if (arguments.has(ROW_F) || arguments.has(COLUMN_F)) {
      problems.add(place, "--row-capacitance and --column-capacitance go with --times");
    }
  }

  /// @param law file of the cells' current–voltage law, if any
  /// @throws io.matchline.unit.InvalidInputException with all problems of all files
  static CrossbarFiles files(Arguments arguments, Optional<Path> law) {
    return CrossbarFiles.read(
        arguments.path(CONDUCTANCES).orElseThrow(), arguments.path(INPUTS).orElseThrow(), law);
  }

  static CrossbarWires wires(Arguments arguments) {
    return CrossbarWires.resistive(
            arguments.amount(ROW_OHM),
            arguments.amount(COLUMN_OHM),
            arguments.amount(DRIVER_OHM),
            arguments.amount(SENSE_OHM))
        .at(end(arguments, DRIVER_END), end(arguments, SENSE_END))
        .withCapacitance(arguments.amount(ROW_F), arguments.amount(COLUMN_F));
  }

  /// Times after the step, s; none for the steady state.
  static double[] timesS(Arguments arguments) {
    return arguments.text(TIMES).map(text -> StepTimes.parse(text, "", new Problems())).orElseGet(() -> new double[0]);
  }

  private static CrossbarEnd end(Arguments arguments, Opt option) {
    return Words.parse(CrossbarEnd.class, arguments.text(option).orElseThrow());
  }
}
