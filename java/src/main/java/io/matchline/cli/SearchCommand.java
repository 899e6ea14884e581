package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
  private static final Description DESCRIPTION = new Description(
      "search",
      "searches your own words on a simulated array",
      WordFile.FORMAT + """
          The result is CSV: query, rank, row, distance, voltage_v, time_s, tied. Queries and rows count
          from 0, ranks from 1; equal rows are ranked by their number. --energy writes a second CSV: query,
          energy_j, match_lines_j, cells_j, search_lines_j, amplifiers_j, latency_s.
          """,
      List.of(),
      List.of(CONFIG, STORED, QUERIES, TOP, THRESHOLD, EXACT, CONDUCTANCES, ENERGY, Common.OUT, Common.THREADS, Common.BACKEND),
      List.of("config", "stored", "queries"),
      "matchline search --config array.yaml --stored stored.txt --queries queries.txt --top 3");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    arguments.atMostOne(problems, TOP, THRESHOLD, EXACT);
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    ArrayFile.Read config = ArrayFile.read(arguments.path(CONFIG).orElseThrow());
    SearchWords[] words = read(arguments.path(STORED).orElseThrow(), arguments.path(QUERIES).orElseThrow());
    Kernels kernels = Common.kernels(in);
    try (Workers workers = new Workers(Common.threads(in))) {
      SearchAnswer answer = array.search(new SearchRequest(
          config, words[0], words[1], rule(arguments), arguments.has(ENERGY), arguments.path(CONDUCTANCES),
          kernels, workers));
      String provenance = Invocation.provenance(kernels, config.hash(), config.seed());
      arguments.path(ENERGY)
          .ifPresent(file -> ResultFile.write(file, new EnergyTable(provenance, answer.costs())::writeTo));
      write(in, provenance, answer.hits());
    }
    return Main.DONE;
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
  static SearchWords[] read(Path stored, Path queries) {
    List<String> problems = new ArrayList<>();
    SearchWords[] words = {read(stored, problems), read(queries, problems)};
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

  private static SearchWords read(Path path, List<String> problems) {
    try {
      return WordFile.read(path);
    } catch (InvalidInputException e) {
      problems.addAll(e.getMessage().lines().toList());
      return null;
    }
  }
}
