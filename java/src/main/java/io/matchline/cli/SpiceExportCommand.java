package io.matchline.cli;

import io.matchline.spice.Analysis;
import io.matchline.spice.CrossbarCells;
import io.matchline.spice.CrossbarNetlist;
import io.matchline.spice.MatchLineNetlist;
import io.matchline.spice.Netlist;
import io.matchline.spice.OperatingPoint;
import io.matchline.spice.Transient;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `matchline spice export`
record SpiceExportCommand() implements Command {
  private static final Opt CASE =
      Opt.text("case", "ID", "the case to export; without it all, as rows of one array", "");
  private static final Opt END =
      new Opt("end", "T", new Kind.Positive("s"), "end of the run in s; without it the last of times_s", "");
  private static final Opt VECTOR =
      Opt.whole("vector", "K", 0, Integer.MAX_VALUE, "the vector that drives the crossbar, counted from 0", "");
  private static final Description DESCRIPTION = new Description(
      "spice export",
      "writes match lines of a discharge file or a crossbar as an ngspice netlist",
      """
          With CASES.csv, --case and --end: cases that are exported together have the same wire,
          capacitances, voltage and number of cells.
          With --conductances and --inputs: the array as for matchline crossbar, its operating point or,
          with --times, the run from 0 V to the last of them. Inputs of several vectors need --vector.
          """,
      List.of(
          new Operand(
              "CASES.csv", new Kind.InputFile(), "the match lines, as for discharge", Operand.Count.OPTIONAL)),
      Stream.of(List.of(CASE, END), CrossbarOptions.ALL, List.of(VECTOR, Common.OUT)).flatMap(List::stream).toList(),
      "matchline spice export cases.csv --case far-mismatch --out line.cir");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    String place = Arguments.place(DESCRIPTION);
    boolean lines = !arguments.operands().isEmpty();
    List<Opt> foreign = lines
        ? Stream.concat(CrossbarOptions.ALL.stream(), Stream.of(VECTOR)).toList()
        : List.of(CASE, END);
    foreign.stream().filter(arguments::has).forEach(option -> problems.add(
        place, "--%s goes with %s", option.name(), lines ? "--conductances, not with CASES.csv" : "CASES.csv"));
    if (!lines && !(arguments.has(CrossbarOptions.CONDUCTANCES) && arguments.has(CrossbarOptions.INPUTS))) {
      problems.add(place, "CASES.csv or both --conductances and --inputs must be there");
    }
    CrossbarOptions.check(arguments, place, problems);
  }

  @Override
  public int run(Invocation in) {
    Netlist<?> netlist = in.arguments().operands().isEmpty() ? crossbar(in.arguments()) : lines(in.arguments());
    in.write(writer -> writer.write(netlist.text()));
    return Main.DONE;
  }

  private static Netlist<?> crossbar(Arguments arguments) {
    CrossbarFiles files = CrossbarOptions.files(arguments, Optional.empty());
    CrossbarCells.Ohmic cells = new CrossbarCells.Ohmic(
        files.conductances().rows(), files.conductances().columns(), files.conductances().values());
    if (cells.rows() * cells.columns() > CrossbarNetlist.MAX_CELLS) {
      throw new InvalidInputException("%s: %d × %d cells are above %d, the most of one deck".formatted(
          arguments.path(CrossbarOptions.CONDUCTANCES).orElseThrow(),
          cells.rows(),
          cells.columns(),
          CrossbarNetlist.MAX_CELLS));
    }
    return CrossbarNetlist.of(
        CrossbarOptions.wires(arguments),
        cells,
        vector(arguments, files),
        analysis(arguments),
        CrossbarNetlist.Order.FORWARD);
  }

  private static double[] vector(Arguments arguments, CrossbarFiles files) {
    int vectors = files.inputs().rows();
    if (!arguments.has(VECTOR) && vectors > 1) {
      throw new InvalidInputException("%s: %d vectors; choose one with --vector".formatted(
          arguments.path(CrossbarOptions.INPUTS).orElseThrow(), vectors));
    }
    long chosen = arguments.whole(VECTOR).orElse(0);
    if (chosen >= vectors) {
      throw new InvalidInputException("%s: --vector = %d is outside 0 … %d, the vectors of %s".formatted(
          Arguments.place(DESCRIPTION), chosen, vectors - 1, arguments.path(CrossbarOptions.INPUTS).orElseThrow()));
    }
    int rows = files.inputs().columns();
    return Arrays.copyOfRange(files.inputs().values(), (int) chosen * rows, ((int) chosen + 1) * rows);
  }

  private static Analysis analysis(Arguments arguments) {
    double[] timesS = CrossbarOptions.timesS(arguments);
    if (timesS.length == 0) {
      return OperatingPoint.standard();
    }
    double lastS = Arrays.stream(timesS).max().orElseThrow();
    if (lastS == 0) {
      throw new InvalidInputException(
          Arguments.place(DESCRIPTION) + ": --times has no time above 0 s, where the run would end");
    }
    return Transient.until(lastS);
  }

  private static Netlist<Transient> lines(Arguments arguments) {
    Path file = arguments.pathOperand(0);
    List<DischargeCase> cases = chosen(arguments, DischargeCases.read(file, Level.LADDER).cases());
    DischargeCase first = cases.getFirst();
    for (DischargeCase other : cases) {
      if (!other.line().equals(first.line())) {
        throw new InvalidInputException(
            "%s: the line of case %s differs from that of case %s; choose one with --case"
                .formatted(other.place(), other.id(), first.id()));
      }
    }
    Transient settings = Transient.until(endS(arguments, file, cases));
    return MatchLineNetlist.array(first.line(), cases.stream().map(DischargeCase::conductanceS).toList(), settings);
  }

  private static List<DischargeCase> chosen(Arguments arguments, List<DischargeCase> cases) {
    if (!arguments.has(CASE)) {
      return cases;
    }
    String id = arguments.text(CASE).orElseThrow();
    List<DischargeCase> chosen = cases.stream().filter(c -> c.id().equals(id)).toList();
    if (chosen.isEmpty()) {
      throw new InvalidInputException("%s: --case = %s is not in the file%s".formatted(
          Arguments.place(DESCRIPTION), id, Nearest.hint(id, cases.stream().map(DischargeCase::id).toList())));
    }
    return chosen;
  }

  private static double endS(Arguments arguments, Path file, List<DischargeCase> cases) {
    double lastS = cases.stream().flatMap(c -> c.timesS().stream()).mapToDouble(t -> t).max().orElse(0);
    double endS = arguments.text(END).map(Double::parseDouble).orElse(lastS);
    if (endS <= 0) {
      throw new InvalidInputException(
          file + ": no time above 0 s in times_s; say with --end how long ngspice shall run");
    }
    return endS;
  }
}
