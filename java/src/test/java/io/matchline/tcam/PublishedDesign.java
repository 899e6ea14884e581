package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.AnalogCells;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.SenseEnd;
import io.matchline.unit.Problems;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A published search delay beside the match line that its parameters give: every cell matches but the last one, and the
/// delay is the time until the near end has fallen to the reference.
record PublishedDesign(
    String name,
    String technology,
    double delayS,
    String delaySource,
    double evaCamS,
    List<Parameter> parameters) {
  static final Path FOLDER = Path.of("../docs/published-designs");
  private static final List<String> DESIGN =
      List.of("design", "technology", "delay_s", "delay_source", "evacam_v2_s", "evacam_v2_source");
  private static final List<String> PARAMETER = List.of("design", "parameter", "value", "standing", "source");

  enum Standing {
    PAPER,
    PROCESS,
    ASSUMED,
    MISSING
  }

  record Parameter(String name, String value, Standing standing, String source) {}

  static List<PublishedDesign> all() {
    Problems problems = new Problems();
    CsvTable designs = CsvTable.read(FOLDER.resolve("designs.csv"), DESIGN, problems);
    CsvTable parameters = CsvTable.read(FOLDER.resolve("parameters.csv"), PARAMETER, problems);
    problems.throwIfAny();
    return designs.rows().stream().map(row -> of(designs, row, parameters)).toList();
  }

  private static PublishedDesign of(CsvTable designs, CsvTable.Row row, CsvTable parameters) {
    String name = designs.field(row, "design");
    List<Parameter> own = parameters.rows().stream()
        .filter(p -> parameters.field(p, "design").equals(name))
        .map(p -> new Parameter(
            parameters.field(p, "parameter"),
            parameters.field(p, "value"),
            Standing.valueOf(parameters.field(p, "standing").toUpperCase(Locale.ROOT)),
            parameters.field(p, "source")))
        .toList();
    return new PublishedDesign(
        name,
        designs.field(row, "technology"),
        Double.parseDouble(designs.field(row, "delay_s")),
        designs.field(row, "delay_source"),
        Double.parseDouble(designs.field(row, "evacam_v2_s")),
        own);
  }

  private double value(String parameter) {
    String text =
        parameters.stream().filter(p -> p.name().equals(parameter)).map(Parameter::value).findFirst().orElseThrow();
    return Double.parseDouble(text);
  }

  /// Whether every parameter is the paper's or the process's.
  boolean counts() {
    return parameters.stream().allMatch(p -> p.standing() == Standing.PAPER || p.standing() == Standing.PROCESS);
  }

  String missing() {
    return parameters.stream()
        .filter(p -> p.standing() == Standing.MISSING)
        .map(p -> p.name() + ": " + p.source())
        .collect(Collectors.joining("; "));
  }

  MatchLine line() {
    return new MatchLine(
        (int) value("cells"),
        SenseEnd.NEAR,
        value("wire_resistance_ohm"),
        value("wire_capacitance_f") + value("cell_capacitance_f"),
        value("near_capacitance_f"),
        0,
        value("precharge_v"),
        0);
  }

  /// Time until the line's near end has fallen to the reference, s.
  double computedS(Kernels kernels) {
    MatchLine line = line();
    try (Arena arena = Arena.ofConfined()) {
      Conductances row = Conductances.allocate(arena, 1, line.cells());
      for (int j = 0; j < line.cells(); j++) {
        boolean mismatch = j == line.cells() - 1;
        row.set(0, j, 1 / value(mismatch ? "path_resistance_ohm" : "match_resistance_ohm"), 0);
      }
      AnalogCells cells = AnalogCells.undriven(1, line.cells(), row.sl());
      Samples samples =
          new Samples(1, arena.allocateFrom(JAVA_DOUBLE, value("reference_v")), arena.allocate(JAVA_DOUBLE), 1);
      kernels.crossing(LineModel.LADDER, line, cells, cells.all(), samples);
      return samples.value().get(JAVA_DOUBLE, 0);
    }
  }
}
