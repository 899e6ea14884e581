package io.matchline.cli;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import java.util.List;

/// Options that several commands share.
final class Common {
  static final Opt OUT =
      new Opt("out", "FILE", new Kind.OutputFile(), "file for the results instead of standard output", "");
  static final Opt JSON = Opt.toggle("json", "prints one JSON object");
  static final Opt THREADS =
      Opt.whole("threads", "T", 1, 1024, "threads; the results are the same for every number", "1");
  static final Opt BACKEND =
      Opt.choice("backend", "B", Words.of(Backend.class), "how the kernels are reached; the results are the same", "");
  static final Opt TARGET = Opt.choice(
      "target",
      "WHO",
      List.of("kernel", "ngspice", "ngspice-process"),
      "who discharges the match lines, instead of the file's target",
      "");

  private Common() {}

  /// The kernels asked for; without the option the fastest that work, with a warning when these are the Java ones.
  static Kernels kernels(Invocation in) {
    return in.arguments()
        .text(BACKEND)
        .map(word -> Backends.open(Words.parse(Backend.class, word)))
        .orElseGet(() -> Backends.best(in.err()::println));
  }

  static int threads(Invocation in) {
    return in.arguments().count(THREADS);
  }

}
