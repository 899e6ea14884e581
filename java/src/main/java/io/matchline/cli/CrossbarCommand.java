package io.matchline.cli;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.NotConvergedException;
import io.matchline.crossbar.SolveLimits;
import io.matchline.data.Matrix;
import io.matchline.data.MatrixFile;
import io.matchline.data.MatrixRule;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.JsonValue;
import io.matchline.report.JsonWriter;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import io.matchline.unit.Unit;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `matchline crossbar`
record CrossbarCommand() implements Command {
  private static final int MAX_VECTORS = 1 << 20;
  private static final MatrixRule CONDUCTANCE =
      new MatrixRule("conductance", Unit.SIEMENS, false, Crossbar.MAX_LINES, Crossbar.MAX_LINES);
  private static final MatrixRule INPUT =
      new MatrixRule("input", Unit.VOLT, true, MAX_VECTORS, Crossbar.MAX_LINES);

  private static final Opt CONDUCTANCES = Opt.input("conductances", "G", "conductances in S, rows × columns");
  private static final Opt INPUTS = Opt.input("inputs", "V", "voltages of the row terminals in V, vectors × rows");
  private static final Opt ROW = ohms("row-resistance", "one segment of a row");
  private static final Opt COLUMN = ohms("column-resistance", "one segment of a column");
  private static final Opt DRIVER = ohms("driver-resistance", "between a row's source and its first segment");
  private static final Opt SENSE = ohms("sense-resistance", "between a column's first segment and 0 V");
  private static final Opt DRIVER_END = Opt.choice(
      "driver-end", "END", Words.of(CrossbarEnd.class), "the sources sit beside the first or the last column", "first");
  private static final Opt SENSE_END = Opt.choice(
      "sense-end", "END", Words.of(CrossbarEnd.class), "the columns end beside the first or the last row", "last");
  private static final Opt TOLERANCE = Opt.amount(
      "tolerance",
      "E",
      Unit.ONE,
      SolveLimits.MIN_TOLERANCE,
      SolveLimits.MAX_TOLERANCE,
      "bounds the error of the currents over the largest of them",
      "1e-9");
  private static final Opt MAX_ITERATIONS =
      Opt.whole("max-iterations", "K", 1, 1_000_000, "most iterations for one vector", "10000");
  private static final Opt TIME =
      new Opt("time", "T", new Kind.Positive("s"), "longest time of measuring in s with --json", "3");
  private static final Description DESCRIPTION = new Description(
      "crossbar",
      "currents of a crossbar, its wires included",
      MatrixFile.FORMAT + """
          A resistance that is not given is 0, an ideal wire. Row i and column j meet at conductance j of
          row i of the file. The result is CSV without a header: one row per vector, the currents in A
          out of the columns into 0 V.
          --json prints the seconds from matrices in memory to currents (median of repeats after a
          warm-up), the iterations of the slowest vector and the largest residual, the bound reached on
          the error of the currents over the largest; the currents then go to --out only.
          """,
      List.of(),
      List.of(
          CONDUCTANCES,
          INPUTS,
          ROW,
          COLUMN,
          DRIVER,
          SENSE,
          DRIVER_END,
          SENSE_END,
          TOLERANCE,
          MAX_ITERATIONS,
          Common.OUT,
          Common.JSON,
          TIME,
          Common.THREADS,
          Common.BACKEND),
      List.of("conductances", "inputs"),
      "matchline crossbar --conductances g.npy --inputs v.csv --row-resistance 1 --out i.csv");

  private static Opt ohms(String name, String doc) {
    return Opt.amount(name, "R", Unit.OHM, 0, CrossbarWires.MAX_OHM, "resistance in Ω: " + doc, "0");
  }

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    if (arguments.has(TIME) && !arguments.has(Common.JSON)) {
      problems.add(Arguments.place(DESCRIPTION), "--time goes with --json");
    }
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    Matrix[] read = read(arguments.path(CONDUCTANCES).orElseThrow(), arguments.path(INPUTS).orElseThrow());
    Kernels kernels = Common.kernels(in);
    SolveLimits limits = new SolveLimits(arguments.amount(TOLERANCE), arguments.count(MAX_ITERATIONS));
    try (Workers workers = new Workers(Common.threads(in));
        CrossbarRun run = new CrossbarRun(wires(arguments), read[0], read[1], limits, kernels, workers)) {
      run.solve();
      double seconds = arguments.has(Common.JSON) ? run.medianSeconds(time(arguments)) : 0;
      if (arguments.has(Common.OUT) || !arguments.has(Common.JSON)) {
        in.write(writer -> write(writer, kernels, limits, run));
      }
      if (arguments.has(Common.JSON)) {
        in.out().print(JsonWriter.pretty(JsonValue.of(facts(kernels, workers, run, seconds))));
      }
    } catch (NotConvergedException e) {
      throw new InvalidInputException(Arguments.place(DESCRIPTION) + ": " + e.getMessage());
    }
    return Main.DONE;
  }

  private static double time(Arguments arguments) {
    return Double.parseDouble(arguments.text(TIME).orElseThrow());
  }

  private static CrossbarWires wires(Arguments arguments) {
    return CrossbarWires.resistive(
            arguments.amount(ROW), arguments.amount(COLUMN), arguments.amount(DRIVER), arguments.amount(SENSE))
        .at(end(arguments, DRIVER_END), end(arguments, SENSE_END));
  }

  private static CrossbarEnd end(Arguments arguments, Opt option) {
    return Words.parse(CrossbarEnd.class, arguments.text(option).orElseThrow());
  }

  /// Both files are read before either's problems are reported.
  private static Matrix[] read(Path conductances, Path inputs) {
    List<String> problems = new ArrayList<>();
    Matrix[] matrices = {read(conductances, CONDUCTANCE, problems), read(inputs, INPUT, problems)};
    if (problems.isEmpty() && matrices[0].rows() != matrices[1].columns()) {
      problems.add("%s: vectors of %d voltages, %s has %d rows"
          .formatted(inputs, matrices[1].columns(), conductances, matrices[0].rows()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return matrices;
  }

  private static Matrix read(Path path, MatrixRule rule, List<String> problems) {
    try {
      return MatrixFile.read(path, rule);
    } catch (InvalidInputException e) {
      problems.addAll(e.getMessage().lines().toList());
      return null;
    }
  }

  private static void write(Writer writer, Kernels kernels, SolveLimits limits, CrossbarRun run) throws IOException {
    writer.write("# %s, tolerance %s, residual %.3g, iterations %d\n"
        .formatted(Invocation.provenance(kernels), limits.tolerance(), run.residual(), run.iterations()));
    double[] currentA = run.columnCurrentA();
    for (int k = 0; k < currentA.length; k++) {
      writer.write(Double.toString(currentA[k]));
      writer.write((k + 1) % run.columns() == 0 ? '\n' : ',');
    }
  }

  private static Map<String, Object> facts(Kernels kernels, Workers workers, CrossbarRun run, double seconds) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", seconds);
    facts.put("iterations", run.iterations());
    facts.put("residual", run.residual());
    facts.put("backend", kernels.backend().key());
    facts.put("level", kernels.level().key());
    facts.put("rows", run.rows());
    facts.put("columns", run.columns());
    facts.put("vectors", run.vectors());
    facts.put("threads", workers.threads());
    return facts;
  }
}
