package io.matchline.cli;

import io.matchline.config.CanonicalYaml;
import io.matchline.config.Document;
import io.matchline.config.Setting;
import io.matchline.config.Variant;
import io.matchline.data.DataFolder;
import io.matchline.experiment.Experiment;
import io.matchline.experiment.ExperimentRun;
import io.matchline.experiment.Point;
import io.matchline.experiment.RunRequest;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// `matchline run`
record RunCommand(Map<String, String> environment) implements Command {
  private static final Opt OUT = new Opt(
      "out", "DIR", new Kind.OutputFolder(), "folder for the results; without it out/ and the name of the file", "");
  private static final Opt SEED = Opt.whole(
      "seed", "N", Long.MIN_VALUE, Long.MAX_VALUE, "seed of all random numbers instead of the file's", "");
  private static final Opt THREADS = Opt.whole(
      "threads", "T", 1, 1024, "threads, all processors without it; the results are the same for every number", "");
  private static final Description DESCRIPTION = new Description(
      "run",
      "runs an experiment: results.json, CSV tables, plots and report.html",
      """
      A run that was interrupted goes on where it stopped when the same command is given again.
      """,
      List.of(new Operand("EXPERIMENT.yaml", new Kind.InputFile(), "what to run", Operand.Count.ONE)),
      List.of(OUT, SEED, THREADS, Common.TARGET, Common.BACKEND),
      "matchline run examples/few-shot-glyphs.yaml --out results --seed 42");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    Path file = arguments.pathOperand(0);
    Document document = document(arguments, file);
    List<Variant<Experiment>> variants = document.variants(Experiment.class);
    String text = text(variants, document.folder());
    RunRequest<Experiment> request =
        new RunRequest<>(
            stem(file),
            text,
            CanonicalYaml.hash(text),
            variants.stream().map(RunCommand::point).toList(),
            arguments.path(OUT).orElse(Path.of("out", stem(file))),
            arguments.whole(THREADS).isPresent()
                ? arguments.count(THREADS)
                : Runtime.getRuntime().availableProcessors(),
            Stream.concat(Stream.of("run"), arguments.words().stream()).toList());
    Kernels kernels =
        document.has("backend")
            ? Backends.open(variants.getFirst().config().backend())
            : Backends.best(in.err()::println);
    Path written = new ExperimentRun(request, DataFolder.of(environment), kernels).run();
    in.err().println("report: " + written.resolve("report.html"));
    return Main.DONE;
  }

  private static Document document(Arguments arguments, Path file) {
    Document document = Document.read(file);
    if (arguments.whole(SEED).isPresent()) {
      document = document.withSeed(arguments.whole(SEED).getAsLong());
    }
    if (arguments.has(Common.TARGET)) {
      document = document.with("target", arguments.text(Common.TARGET).orElseThrow(), "--target");
    }
    return arguments.has(Common.BACKEND)
        ? document.with("backend", arguments.text(Common.BACKEND).orElseThrow(), "--backend")
        : document;
  }

  private static Point<Experiment> point(Variant<Experiment> variant) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Setting setting : variant.settings()) {
      settings.put(setting.path(), setting.text());
    }
    return new Point<>(settings, variant.config());
  }

  /// The whole configuration: every value of the first point, and the sweep.
  private static String text(List<Variant<Experiment>> variants, Path folder) {
    StringBuilder text =
        new StringBuilder(CanonicalYaml.of(Experiment.class, variants.getFirst().config(), folder));
    Map<String, Set<String>> sweep = new LinkedHashMap<>();
    for (Variant<Experiment> variant : variants) {
      for (Setting setting : variant.settings()) {
        sweep.computeIfAbsent(setting.path(), path -> new LinkedHashSet<>()).add(setting.text());
      }
    }
    if (!sweep.isEmpty()) {
      text.append("sweep:\n");
      sweep.forEach((path, values) -> text.append("  %s: %s\n".formatted(path, new ArrayList<>(values))));
    }
    return text.toString();
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }
}
