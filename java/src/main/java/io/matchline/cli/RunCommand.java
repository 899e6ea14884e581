package io.matchline.cli;

import io.matchline.kernel.Backend;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `matchline run`
record RunCommand(RunRequest.Runner runner) implements Command {
  private static final Opt OUT = new Opt("out", "DIR", new Kind.OutputFolder(), "folder for the results", "");
  private static final Opt SEED = Opt.whole(
      "seed", "N", Long.MIN_VALUE, Long.MAX_VALUE, "seed of all random numbers instead of the file's", "");
  private static final Opt THREADS = Opt.whole("threads", "T", 1, 1024, Common.THREADS.doc(), "");
  private static final Description DESCRIPTION = new Description(
      "run",
      "runs an experiment: results.json, CSV tables, plots and report.html",
      "",
      List.of(new Operand("EXPERIMENT.yaml", new Kind.InputFile(), "what to run", Operand.Count.ONE)),
      List.of(OUT, SEED, THREADS, Common.BACKEND),
      "matchline run experiment.yaml --out results --seed 42");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    Path file = arguments.pathOperand(0);
    OptionalLong threads = arguments.whole(THREADS);
    return runner.run(new RunRequest(
        file,
        arguments.path(OUT),
        arguments.whole(SEED),
        threads.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) threads.getAsLong()),
        arguments.text(Common.BACKEND).map(word -> Words.parse(Backend.class, word))));
  }
}
