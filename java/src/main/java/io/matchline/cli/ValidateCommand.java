package io.matchline.cli;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.spice.ErrorSummary;
import io.matchline.spice.SpiceModel;
import io.matchline.spice.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `matchline validate`
record ValidateCommand() implements Command {
  static final Opt MODELS = new Opt(
      "models", "DIR", new Kind.InputFolder(), "folder of the models instead of the shipped spice-models", "");
  static final Opt PLOT = new Opt(
      "plot", "FILE.svg", new Kind.OutputFile(), "file for a picture of how the errors of all points are spread", "");
  private static final String HEADER = "%-20s %-8s %-12s %-10s %8s %7s %9s %9s %9s  %-8s  %s%n";
  private static final Description DESCRIPTION = new Description(
      "validate",
      "compares the kernels with the shipped SPICE tables",
      """
          Exit code 1 when a tolerance is missed. Errors of voltages are over the precharge voltage, those
          of crossing times relative, those of currents over the largest current of the same input.
          Points at which ngspice itself is not certain to a third of the tolerance are skipped and
          counted. A level without a tolerance is only reported.
          """,
      List.of(new Operand("MODEL", new Kind.Text(), "names of models; without it all", Operand.Count.ANY)),
      List.of(MODELS, PLOT, Common.THREADS, Common.BACKEND, Common.OUT),
      "matchline validate match-line-linear");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    List<SpiceModel> models = models(in.arguments());
    Kernels kernels = Common.kernels(in);
    List<ErrorSummary> summaries = new ArrayList<>();
    try (Workers workers = new Workers(Common.threads(in))) {
      models.forEach(model -> summaries.addAll(Validation.of(model, kernels, workers)));
    }
    in.write(writer -> writer.write(table(kernels, summaries)));
    in.arguments().path(PLOT).ifPresent(
        file -> ResultFile.write(file, writer -> writer.write(svg(kernels, summaries))));
    List<ErrorSummary> missed = summaries.stream().filter(summary -> !summary.pass()).toList();
    missed.forEach(summary -> in.err().println(complaint(summary)));
    return missed.isEmpty() ? Main.DONE : Main.INPUT_AT_FAULT;
  }

  private static List<SpiceModel> models(Arguments arguments) {
    var folder = arguments.path(MODELS).orElseGet(Home::spiceModels);
    List<String> names = arguments.operands();
    return names.isEmpty()
        ? SpiceModel.all(folder)
        : names.stream().distinct().map(name -> SpiceModel.named(folder, name)).toList();
  }

  private static String table(Kernels kernels, List<ErrorSummary> summaries) {
    StringBuilder table = new StringBuilder("# " + Invocation.provenance(kernels) + "\n");
    table.append(HEADER.formatted(
        "model", "backend", "level", "quantity", "points", "skipped", "median", "max", "tolerance", "verdict", "worst"));
    for (ErrorSummary s : summaries) {
      String row = HEADER.formatted(
          s.model(),
          s.backend().key(),
          s.level(),
          s.quantity().key(),
          s.compared(),
          s.skipped(),
          number(s.median()),
          number(s.max()),
          s.tolerance().isPresent() ? number(s.tolerance().getAsDouble()) : "-",
          verdict(s),
          s.worst());
      table.append(row.stripTrailing()).append("\n");
    }
    return table.toString();
  }

  private static String svg(Kernels kernels, List<ErrorSummary> summaries) {
    return ErrorSpread.plot(summaries).toSvg(Invocation.provenance(kernels));
  }

  private static String verdict(ErrorSummary s) {
    return s.tolerance().isEmpty() ? "reported" : s.pass() ? "pass" : "FAIL";
  }

  private static String complaint(ErrorSummary s) {
    String skipped = s.skipped() == 0 ? "" : "; " + s.skipReason();
    return s.compared() == 0
        ? "%s: %s %s: no point to compare%s".formatted(s.model(), s.level(), s.quantity().key(), skipped)
        : "%s: %s %s: error %s at %s is above the tolerance %s".formatted(
            s.model(), s.level(), s.quantity().key(), number(s.max()), s.worst(),
            number(s.tolerance().orElseThrow()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2e", value);
  }
}
