package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.Column;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.LinePlot;
import io.matchline.report.ResultTable;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// The report of maps: pictures side by side, and scores beside them.
final class EmbeddingMapReport {
  private final RunRequest<EmbeddingMap> request;
  private final List<EmbeddingMapResult> results;

  EmbeddingMapReport(RunRequest<EmbeddingMap> request, List<EmbeddingMapResult> results) {
    this.request = request;
    this.results = results;
  }

  HtmlReport page() {
    EmbeddingMapResult first = results.getFirst();
    String question = "How %d embeddings of %d classes lie among each other, as they are and as codes: t-SNE with scores."
        .formatted(first.label().length, first.classNames().size());
    return new HtmlReport("Embedding map: " + request.name(), question, findings(), List.of(), List.of(
        new Section("Maps", maps()),
        new Section("Scores", List.of(new Block.Table(
            "scores",
            scores(),
            "Purity is the share of neighbours of the same class; of points as they are and in the map. Means over points"
                + " with 95 % intervals; trustworthiness says how many neighbours in the map are true ones."))),
        new Section("Configuration", List.of(new Block.Details("All settings", request.configText())))));
  }

  private List<String> findings() {
    List<String> findings = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      EmbeddingMapResult.One raw = results.get(i).raw();
      EmbeddingMapResult.One coded = results.get(i).coded();
      String at = SweepTable.label(request.points().get(i).settings());
      findings.add(String.format(
          Locale.ROOT,
          "%sembeddings have a silhouette of %.3f and %.1f %% of their neighbours in their class, codes %.3f and %.1f %%.",
          at.isEmpty() ? "The " : "At " + at + " ",
          raw.silhouette().value(),
          100 * raw.purity().value(),
          coded.silhouette().value(),
          100 * coded.purity().value()));
    }
    return findings;
  }

  private List<Block> maps() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      EmbeddingMapResult result = results.get(i);
      String at = SweepTable.label(request.points().get(i).settings());
      String where = at.isEmpty() ? "" : ", " + at;
      blocks.add(map("map-" + i + "-raw", "Embeddings" + where, result, result.raw()));
      blocks.add(map("map-" + i + "-coded", "Codes" + where, result, result.coded()));
    }
    return blocks;
  }

  private static Block map(String name, String title, EmbeddingMapResult result, EmbeddingMapResult.One map) {
    List<LinePlot.Line> classes = new ArrayList<>();
    for (int c = 0; c < result.classNames().size(); c++) {
      int wanted = c;
      int[] members = IntStream.range(0, map.x().length).filter(i -> result.label()[i] == wanted).toArray();
      double[] x = IntStream.of(members).mapToDouble(i -> map.x()[i]).toArray();
      double[] y = IntStream.of(members).mapToDouble(i -> map.y()[i]).toArray();
      classes.add(LinePlot.Line.of(result.classNames().get(c), x, y).styled(LinePlot.Style.POINTS));
    }
    LinePlot plot =
        LinePlot.of(title, Axis.linear("t-SNE 1", Unit.ONE), Axis.linear("t-SNE 2", Unit.ONE), classes);
    return new Block.Figure(name, plot, String.format(Locale.ROOT, "%.3f nats left.", map.divergence()));
  }

  private ResultTable scores() {
    List<Column> columns = new ArrayList<>(new SweepTable<>(request.points(), results).columns());
    columns.add(Column.of("points", "Points"));
    columns.add(Column.interval("purity", "Purity", Unit.FRACTION));
    columns.add(Column.interval("map_purity", "Purity in the map", Unit.FRACTION));
    columns.add(Column.interval("silhouette", "Silhouette", Unit.ONE));
    columns.add(Column.interval("map_silhouette", "Silhouette in the map", Unit.ONE));
    columns.add(Column.of("trustworthiness", "Trustworthiness"));
    ResultTable shown = new ResultTable(columns.toArray(Column[]::new));
    for (int i = 0; i < results.size(); i++) {
      add(shown, i, "embeddings", results.get(i).raw());
      add(shown, i, "codes", results.get(i).coded());
    }
    return shown;
  }

  private void add(ResultTable shown, int point, String what, EmbeddingMapResult.One map) {
    List<Object> cells = new ArrayList<>(request.points().get(point).settings().values());
    cells.addAll(List.of(
        what, map.purity(), map.mapPurity(), map.silhouette(), map.mapSilhouette(), map.trustworthiness()));
    shown.add(cells.toArray());
  }
}
