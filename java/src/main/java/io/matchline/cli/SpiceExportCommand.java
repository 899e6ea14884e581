package io.matchline.cli;

import io.matchline.spice.MatchLineNetlist;
import io.matchline.spice.Netlist;
import io.matchline.spice.Transient;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import java.nio.file.Path;
import java.util.List;

/// `matchline spice export`
record SpiceExportCommand() implements Command {
  private static final Opt CASE =
      Opt.text("case", "ID", "the case to export; without it all, as rows of one array", "");
  private static final Opt END =
      new Opt("end", "T", new Kind.Positive("s"), "end of the run in s; without it the last of times_s", "");
  private static final Description DESCRIPTION = new Description(
      "spice export",
      "writes match lines of a discharge file as an ngspice netlist",
      "Cases that are exported together have the same wire, capacitances, voltage and number of cells.",
      List.of(new Operand("CASES.csv", new Kind.InputFile(), "the match lines, as for discharge", Operand.Count.ONE)),
      List.of(CASE, END, Common.OUT),
      "matchline spice export cases.csv --case far-mismatch --out line.cir");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    Path file = in.arguments().pathOperand(0);
    List<DischargeCase> cases = chosen(in.arguments(), DischargeCases.read(file, Level.LADDER).cases());
    DischargeCase first = cases.getFirst();
    for (DischargeCase other : cases) {
      if (!other.line().equals(first.line())) {
        throw new InvalidInputException(
            "%s: the line of case %s differs from that of case %s; choose one with --case"
                .formatted(other.place(), other.id(), first.id()));
      }
    }
    Transient settings = Transient.until(endS(in.arguments(), file, cases));
    Netlist<Transient> netlist =
        MatchLineNetlist.array(first.line(), cases.stream().map(DischargeCase::conductanceS).toList(), settings);
    in.write(writer -> writer.write(netlist.text()));
    return Main.DONE;
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
