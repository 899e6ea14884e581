package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.Workers;
import io.matchline.target.RecordedLines;
import io.matchline.target.TargetSettings;
import io.matchline.target.Targets;
import io.matchline.tcam.Cell;
import io.matchline.tcam.KernelLines;
import io.matchline.tcam.Level;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.MultiBitCell;
import io.matchline.tcam.RangeCell;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `matchline search`
record SearchCommand(ArraySearch array) implements Command {
  private static final long MAX_ROWS = 1 << 28;
  private static final Opt CONFIG = Opt.input("config", "ARRAY.yaml", "configuration of the array");
  private static final Opt STORED = Opt.input("stored", "S", "words to store");
  private static final Opt QUERIES = Opt.input("queries", "Q", "words to search for");
  private static final Opt TOP = Opt.whole("top", "K", 1, MAX_ROWS, "returns the K best rows of each query", "1");
  private static final Opt THRESHOLD =
      Opt.whole("threshold", "D", 0, 65535, "returns every row with at most D mismatches, D included", "");
  private static final Opt EXACT = Opt.toggle("exact", "returns every row without a mismatch, as --threshold 0");
  private static final Opt CONDUCTANCES = Opt.input(
      "conductances",
      "G.npy",
      "measured conductances in S, shape [rows][cells][2], in place of programmed ones");
  private static final Opt ENERGY = new Opt(
      "energy", "E.csv", new Kind.OutputFile(), "file for energy and latency of each query's search, as CSV", "");
  private static final Opt REPLAY =
      Opt.input("replay", "ANSWERS.csv", "answers that --record wrote, in place of discharging the lines");
  private static final Opt RECORD = new Opt(
      "record", "ANSWERS.csv", new Kind.OutputFile(), "file for what the target says of every line", "");
  private static final Description DESCRIPTION = new Description(
      "search",
      "searches your own words on a simulated array",
      WordFile.FORMAT + """
          The result is CSV: query, rank, row, distance, voltage_v, time_s, tied. Queries and rows count
          from 0, ranks from 1; equal rows are ranked by their number. --energy writes a second CSV: query,
          energy_j, match_lines_j, cells_j, search_lines_j, amplifiers_j, latency_s.
          """,
      List.of(),
      List.of(
          CONFIG,
          STORED,
          QUERIES,
          TOP,
          THRESHOLD,
          EXACT,
          CONDUCTANCES,
          ENERGY,
          Common.TARGET,
          REPLAY,
          RECORD,
          Common.OUT,
          Common.THREADS,
          Common.BACKEND),
      List.of("config", "stored", "queries"),
      "matchline search --config array.yaml --stored stored.txt --queries queries.txt --top 3");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    arguments.atMostOne(problems, TOP, THRESHOLD, EXACT);
    arguments.atMostOne(problems, Common.TARGET, REPLAY);
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    ArrayFile.Read file = ArrayFile.read(arguments.path(CONFIG).orElseThrow());
    ArrayFile.Read config = target(arguments).map(file::with).orElse(file);
    Cell cell = config.array().cell();
    boolean encoded = config.encoder().isPresent() && !(cell instanceof Cell.Ternary);
    SearchWords[] words =
        read(arguments.path(STORED).orElseThrow(), arguments.path(QUERIES).orElseThrow(), cell, encoded);
    Kernels kernels = Common.kernels(in);
    try (Workers workers = new Workers(Common.threads(in))) {
      Optional<LineTarget> target = Targets.open(config.target(), kernels);
      Optional<RecordedLines> recorder = arguments.path(RECORD).map(path -> recorder(config, target, kernels, workers));
      SearchAnswer answer = array.search(new SearchRequest(
          config,
          words[0],
          words[1],
          rule(arguments),
          arguments.has(ENERGY),
          recorder.<LineTarget>map(r -> r).or(() -> target),
          arguments.path(CONDUCTANCES),
          kernels,
          workers));
      String provenance = Invocation.provenance(kernels, config.hash(), config.seed())
          + target.map(t -> ", target " + Targets.word(config.target())).orElse("");
      recorder.ifPresent(r -> ResultFile.write(arguments.path(RECORD).orElseThrow(), writer -> {
        writer.write("# " + provenance + "\n");
        r.table().write(writer);
      }));
      arguments.path(ENERGY)
          .ifPresent(path -> ResultFile.write(path, new EnergyTable(provenance, answer.costs())::writeTo));
      write(in, provenance, answer.hits());
    }
    return Main.DONE;
  }

  /// The target of the command line.
  private static Optional<TargetSettings> target(Arguments arguments) {
    Optional<TargetSettings> replay = arguments.path(REPLAY).map(TargetSettings.Replay::new);
    return replay.or(() -> arguments.text(Common.TARGET).map(word -> switch (word) {
      case "ngspice" -> new TargetSettings.InProcess();
      case "ngspice-process" -> new TargetSettings.Subprocess("ngspice");
      default -> new TargetSettings.Kernel();
    }));
  }

  private static RecordedLines recorder(
      ArrayFile.Read config, Optional<LineTarget> target, Kernels kernels, Workers workers) {
    if (config.array().level() != Level.LADDER) {
      throw new InvalidInputException("%s: --record writes answers of level ladder; the level is %s"
          .formatted(config.file(), config.array().level().key()));
    }
    return new RecordedLines(target.orElseGet(() -> new KernelLines(LineModel.LADDER, kernels, workers)));
  }

  private static void write(Invocation in, String provenance, List<SearchHit> hits) {
    in.write(writer -> {
      writer.write("# " + provenance + "\n" + SearchHit.HEADER + "\n");
      for (SearchHit hit : hits) {
        writer.write(hit.csv() + "\n");
      }
    });
  }

  private static SearchRule rule(Arguments arguments) {
    if (arguments.has(EXACT)) {
      return new SearchRule.Threshold(0);
    }
    return arguments.has(THRESHOLD)
        ? new SearchRule.Threshold(arguments.count(THRESHOLD))
        : new SearchRule.Top(arguments.count(TOP));
  }

  /// Both files are read before either's problems are reported.
  ///
  /// @param encoded whether the words are those of an encoder, and the files hold floats
  static SearchWords[] read(Path stored, Path queries, Cell cell, boolean encoded) {
    List<String> problems = new ArrayList<>();
    SearchWords[] words = {
      read(() -> encoded ? WordFile.features(stored) : stored(stored, cell), problems),
      read(() -> encoded ? WordFile.features(queries) : searched(queries, cell), problems)
    };
    if (problems.isEmpty() && words[0].columns() != words[1].columns()) {
      problems.add("%s: words of %d cells, those of %s have %d"
          .formatted(queries, words[1].columns(), stored, words[0].columns()));
    }
    if (problems.isEmpty() && words[0].getClass() != words[1].getClass()) {
      problems.add(queries + ": floats and cells do not go together; the other file is " + stored);
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return words;
  }

  private static SearchWords stored(Path path, Cell cell) {
    return switch (cell) {
      case Cell.Ternary _ -> WordFile.read(path);
      case MultiBitCell states -> new SearchWords.Cells(ValuedFile.states(path, states.states()));
      case RangeCell _ -> new SearchWords.Cells(ValuedFile.ranges(path));
    };
  }

  private static SearchWords searched(Path path, Cell cell) {
    return switch (cell) {
      case RangeCell _ -> new SearchWords.Cells(ValuedFile.values(path));
      case Cell.Ternary _, MultiBitCell _ -> stored(path, cell);
    };
  }

  private static SearchWords read(Supplier<SearchWords> file, List<String> problems) {
    try {
      return file.get();
    } catch (InvalidInputException e) {
      problems.addAll(e.getMessage().lines().toList());
      return null;
    }
  }
}
