package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.JsonValue;
import io.matchline.report.JsonWriter;
import io.matchline.tcam.DigitalLayout;
import io.matchline.tcam.MismatchSearch;
import io.matchline.unit.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `matchline bench search`
record BenchSearchCommand() implements Command {
  private static final Opt ROWS = Opt.whole("rows", "N", 1, 1 << 28, "stored words", "65536");
  private static final Opt BITS = Opt.whole("bits", "D", 1, DigitalLayout.MAX_CELLS, "cells of a word", "512");
  private static final Opt QUERIES = Opt.whole("queries", "Q", 1, 1 << 24, "search words of a batch", "64");
  private static final Opt MODE = Opt.choice(
      "mode",
      "MODE",
      Words.of(BenchSearch.Mode.class),
      "all distances, the best row, the K best rows, or the rows within D/4 mismatches",
      "all");
  private static final Opt K = Opt.whole("k", "K", 1, MismatchSearch.MAX_NEAREST, "rows of --mode topk", "10");
  private static final Opt TERNARY = Opt.toggle("ternary", "a quarter of the cells is X, stored and searched");
  private static final Opt SEED = Opt.whole("seed", "S", 0, Long.MAX_VALUE, "seed of the random words", "1");
  private static final Opt TIME =
      new Opt("time", "T", new Kind.Positive("s"), "longest time of measuring in s, for a median that is stable", "3");
  private static final Description DESCRIPTION = new Description(
      "bench search",
      "one throughput figure of the mismatch search on random words",
      """
          Repeats the search after a warm-up until its time is stable and reports the median: seconds of
          one batch, rows_per_second (row-query compares) and cells_per_second. Packing the queries is
          included, storing the words is not. A few results are compared with a plain count first.
          """,
      List.of(),
      List.of(ROWS, BITS, QUERIES, MODE, K, TERNARY, SEED, TIME, Common.THREADS, Common.BACKEND, Common.JSON),
      "matchline bench search --rows 65536 --bits 512 --queries 64 --mode topk --k 10 --json");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public void check(Arguments arguments, Problems problems) {
    BenchSearch.Mode mode = mode(arguments);
    if (arguments.has(K) && mode != BenchSearch.Mode.TOPK) {
      problems.add(Arguments.place(DESCRIPTION), "--k goes with --mode topk, not with --mode %s", Words.word(mode));
    }
    long bytes = size(arguments).bytes(mode);
    long memory = Runtime.getRuntime().maxMemory();
    if (bytes > memory) {
      problems.add(
          Arguments.place(DESCRIPTION),
          "--rows × --bits × --queries takes about %d MiB, above the %d MiB of this process (java -Xmx)",
          bytes >> 20,
          memory >> 20);
    }
  }

  @Override
  public int run(Invocation in) {
    Arguments arguments = in.arguments();
    Kernels kernels = Common.kernels(in);
    BenchSearch.Size size = size(arguments);
    BenchSearch.Mode mode = mode(arguments);
    int k = mode == BenchSearch.Mode.TOPK ? arguments.count(K) : 1;
    try (Workers workers = new Workers(Common.threads(in));
        BenchSearch bench = new BenchSearch(kernels, workers, size, arguments.whole(SEED).orElseThrow())) {
      bench.verify(mode, k);
      double seconds = bench.medianSeconds(mode, k, Double.parseDouble(arguments.text(TIME).orElseThrow()));
      report(in, facts(kernels, size, mode, k, workers.threads(), seconds));
    }
    return Main.DONE;
  }

  private static BenchSearch.Mode mode(Arguments arguments) {
    return Words.parse(BenchSearch.Mode.class, arguments.text(MODE).orElseThrow());
  }

  private static BenchSearch.Size size(Arguments arguments) {
    return new BenchSearch.Size(
        arguments.count(ROWS), arguments.count(BITS), arguments.count(QUERIES), arguments.has(TERNARY));
  }

  private static Map<String, Object> facts(
      Kernels kernels, BenchSearch.Size size, BenchSearch.Mode mode, int k, int threads, double seconds) {
    double compares = (double) size.rows() * size.queries();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows_per_second", compares / seconds);
    facts.put("cells_per_second", compares * size.bits() / seconds);
    facts.put("seconds", seconds);
    facts.put("backend", kernels.backend().key());
    facts.put("level", kernels.level().key());
    facts.put("rows", size.rows());
    facts.put("bits", size.bits());
    facts.put("queries", size.queries());
    facts.put("mode", Words.word(mode));
    facts.put("k", k);
    facts.put("ternary", size.ternary());
    facts.put("threads", threads);
    return facts;
  }

  private static void report(Invocation in, Map<String, Object> facts) {
    if (in.arguments().has(Common.JSON)) {
      in.out().print(JsonWriter.pretty(JsonValue.of(facts)));
    } else {
      facts.forEach((name, value) -> in.out().printf("%-17s %s%n", name, value));
    }
  }
}
