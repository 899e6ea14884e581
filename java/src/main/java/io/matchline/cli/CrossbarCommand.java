package io.matchline.cli;

import io.matchline.crossbar.Crossbar;
import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.NonlinearCrossbar;
import io.matchline.crossbar.NotConvergedException;
import io.matchline.crossbar.SolveLimits;
import io.matchline.data.MatrixFile;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.JsonValue;
import io.matchline.report.JsonWriter;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import io.matchline.unit.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `matchline crossbar`
record CrossbarCommand() implements Command {
  private static final Opt TOLERANCE = Opt.amount(
      "tolerance",
      "E",
      Unit.ONE,
      SolveLimits.MIN_TOLERANCE,
      SolveLimits.MAX_TOLERANCE,
      "bounds the error of the currents over the largest of them",
      "1e-9");
  private static final Opt LAW = Opt.input(
      "law", "FILE", "YAML with the current-voltage law of the cells, as law: sinh; the conductances are those at 0 V");
  private static final Opt MAX_ITERATIONS =
      Opt.whole("max-iterations", "K", 1, 1_000_000, "most iterations for one vector", "10000");
  private static final Opt MEASURE_TIME =
      new Opt("measure-time", "T", new Kind.Positive("s"), "longest time of measuring in s with --json", "3");
  private static final Description DESCRIPTION = new Description(
      "crossbar",
      "currents of a crossbar, its wires included",
      MatrixFile.FORMAT + """
          A resistance that is not given is 0, an ideal wire. Row i and column j meet at conductance j of
          row i of the file. The result is CSV without a header: one row per vector, the currents in A
          out of the columns into 0 V. With --times there is such a block per time, below a line
          # time_s=…; the approximation in time then adds up to 5e-7 of the largest current.
          --json prints the seconds from matrices in memory to currents (median of repeats after a
          warm-up), the iterations of the slowest vector and the largest residual, the bound reached on
          the error of the currents over the largest; the currents then go to --out only.
          """,
      List.of(),
      Stream.concat(
              CrossbarOptions.ALL.stream(),
              Stream.of(
                  LAW,
                  TOLERANCE,
                  MAX_ITERATIONS,
                  Common.OUT,
                  Common.JSON,
                  MEASURE_TIME,
                  Common.THREADS,
                  Common.BACKEND))
          .toList(),
      List.of("conductances", "inputs"),
      "matchline crossbar --conductances g.npy --inputs v.csv --row-resistance 1 --out i.csv");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    String place = Arguments.place(DESCRIPTION);
    if (arguments.has(MEASURE_TIME) && !arguments.has(Common.JSON)) {
      problems.add(place, "--measure-time goes with --json");
    }
    if (arguments.has(LAW) && arguments.has(CrossbarOptions.TIMES)) {
      problems.add(place, "--law is for the steady state and does not go with --times");
    }
    CrossbarOptions.check(arguments, place, problems);
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    CrossbarFiles files = CrossbarOptions.files(arguments, arguments.path(LAW));
    Kernels kernels = Common.kernels(in);
    try (Workers workers = new Workers(Common.threads(in));
        CrossbarRun run = run(arguments, files, kernels, workers)) {
      run.solve();
      boolean json = arguments.has(Common.JSON);
      double seconds = json ? MedianTime.seconds(run::solve, measuringS(arguments)) : 0;
      if (arguments.has(Common.OUT) || !json) {
        write(in, kernels, run);
      }
      if (json) {
        in.out().print(JsonWriter.pretty(JsonValue.of(facts(kernels, workers, files, run, seconds))));
      }
    } catch (NotConvergedException e) {
      throw new InvalidInputException(Arguments.place(DESCRIPTION) + ": " + e.getMessage());
    }
    return Main.DONE;
  }

  private static double measuringS(Arguments arguments) {
    return Double.parseDouble(arguments.text(MEASURE_TIME).orElseThrow());
  }

  private static CrossbarRun run(Arguments arguments, CrossbarFiles files, Kernels kernels, Workers workers) {
    SolveLimits limits = new SolveLimits(arguments.amount(TOLERANCE), arguments.count(MAX_ITERATIONS));
    CrossbarWires wires = CrossbarOptions.wires(arguments);
    int rows = files.conductances().rows();
    int columns = files.conductances().columns();
    if (files.law().isPresent()) {
      NonlinearCrossbar array =
          new NonlinearCrossbar(wires, rows, columns, files.law().get(), kernels, workers);
      return new CrossbarRun.Curved(array, columns, files.inputs(), limits);
    }
    Crossbar array = new Crossbar(wires, rows, columns, kernels, workers);
    double[] timesS = CrossbarOptions.timesS(arguments);
    return timesS.length == 0
        ? CrossbarRun.Steady.of(array, files.conductances(), files.inputs(), limits)
        : CrossbarRun.Step.of(array, files.conductances(), files.inputs(), timesS, limits);
  }

  private static void write(Invocation in, Kernels kernels, CrossbarRun run) {
    String tolerance = in.arguments().text(TOLERANCE).orElseThrow();
    in.write(writer -> {
      writer.write("# %s, tolerance %s, residual %.3g, iterations %d\n"
          .formatted(Invocation.provenance(kernels), tolerance, run.residual(), run.iterations()));
      run.write(writer);
    });
  }

  private static Map<String, Object> facts(
      Kernels kernels, Workers workers, CrossbarFiles files, CrossbarRun run, double seconds) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seconds", seconds);
    facts.put("iterations", run.iterations());
    facts.put("residual", run.residual());
    facts.put("backend", kernels.backend().key());
    facts.put("level", kernels.level().key());
    facts.put("rows", files.conductances().rows());
    facts.put("columns", files.conductances().columns());
    facts.put("vectors", files.inputs().rows());
    facts.put("threads", workers.threads());
    return facts;
  }
}
