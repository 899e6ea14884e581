package io.matchline.experiment;

import io.matchline.report.Axis;
import io.matchline.report.Column;
import io.matchline.report.HeatMap;
import io.matchline.report.HistogramPlot;
import io.matchline.report.HtmlReport;
import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.Interval;
import io.matchline.report.LinePlot;
import io.matchline.report.ResultTable;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The report of trainings: accuracy by task and metric, over noise, the loss, how embeddings are spread, configuration.
final class TrainingReport {
  private static final Axis ACCURACY = Axis.linear("Accuracy", Unit.FRACTION);
  private static final Axis NOISE = Axis.linear("Noise over RMS of plain embeddings", Unit.ONE);
  private static final int MOST_FACTS = 8;

  private final RunRequest<FewShotTraining> request;
  private final List<TrainingResult> results;
  private final SweepTable<FewShotTraining, TrainingResult> table;

  TrainingReport(RunRequest<FewShotTraining> request, List<TrainingResult> results) {
    this.request = request;
    this.results = results;
    this.table = new SweepTable<>(request.points(), results);
  }

  HtmlReport page() {
    FewShotTraining first = request.points().getFirst().config();
    String question =
        "Nearest class mean over the embeddings of %d trained networks at each of %d points, %d episodes of each kind."
            .formatted(first.models(), results.size(), first.test().episodes());
    List<Fact> facts = facts();
    return new HtmlReport(
        "Few-shot training: " + request.name(), question,
        facts.stream().map(fact -> fact.label() + ": " + fact.value() + ".").toList(), facts, sections());
  }

  private List<Fact> facts() {
    return results.getFirst().conditions().stream()
        .filter(cell -> cell.matched() || cell.noise() == results.getFirst().conditions().getFirst().noise())
        .limit(MOST_FACTS)
        .map(cell -> Fact.of(name(cell), results.getFirst().accuracy(cell), Unit.FRACTION, label(0)))
        .toList();
  }

  private static String name(TestCell cell) {
    return cell.task().name() + " " + cell.metric() + (cell.bits() > 0 ? " at " + cell.bits() + " bits" : "")
        + (cell.noise() > 0 ? String.format(Locale.ROOT, ", noise %.3g", cell.noise()) : "");
  }

  private String label(int point) {
    String label = SweepTable.label(request.points().get(point).settings());
    return label.isEmpty() ? request.name() : label;
  }

  private List<Section> sections() {
    List<Block> accuracy = new ArrayList<>(noiseCurves());
    accuracy.addAll(metricMaps());
    accuracy.add(new Block.Table(
        "accuracy", accuracies(),
        "Intervals (95 %) are over the models, over the episodes where there is one model; the half width over the episodes"
            + " of a model is beside them."));
    ResultTable gains = gains();
    if (gains.rowCount() > 0) {
      accuracy.add(new Block.Table(
          "gains", gains,
          "Against the first value of a swept key, the other keys alike: the difference of the same models on the same"
              + " episodes. Intervals (95 %) are over the models."));
    }
    accuracy.add(new Block.Table("models", models(), "Every model; intervals are over the episodes."));
    return List.of(
        new Section("Accuracy", accuracy),
        new Section("Training", loss()),
        new Section("Embeddings", histograms()),
        new Section("Configuration", List.of(new Block.Details("All settings", request.configText()))));
  }

  /// Accuracy over noise for every task, metric and number of bits; a line for each point of the sweep.
  private List<Block> noiseCurves() {
    List<Block> blocks = new ArrayList<>();
    for (List<TestCell> group : grouped()) {
      List<TestCell> grid = group.stream().filter(cell -> !cell.matched()).toList();
      if (grid.size() > 1) {
        double[] noise = grid.stream().mapToDouble(TestCell::noise).toArray();
        List<LinePlot.Line> lines = IntStream.range(0, results.size())
            .mapToObj(p -> LinePlot.Line.of(label(p), noise, grid.stream().map(results.get(p)::accuracy).toList()))
            .toList();
        String title = "Accuracy over noise, " + withoutNoise(grid.getFirst());
        blocks.add(new Block.Figure(
            "noise-" + blocks.size(), LinePlot.of(title, NOISE, ACCURACY, lines), "Bands are 95 % intervals."));
      }
    }
    return blocks;
  }

  private static String withoutNoise(TestCell cell) {
    return name(new TestCell(cell.task(), cell.metric(), cell.bits(), 0, false, cell.accuracy()));
  }

  /// Conditions that differ in noise alone, together.
  private List<List<TestCell>> grouped() {
    List<List<TestCell>> groups = new ArrayList<>();
    for (TestCell cell : results.getFirst().conditions()) {
      TestCell last = groups.isEmpty() ? null : groups.getLast().getLast();
      if (last == null || !withoutNoise(last).equals(withoutNoise(cell))) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(cell);
    }
    return groups;
  }

  /// Accuracy of every point by every test metric, a map for each task; only where both are several.
  private List<Block> metricMaps() {
    FewShotTest test = request.points().getFirst().config().test();
    List<Block> blocks = new ArrayList<>();
    if (results.size() == 1 || test.metrics().size() * test.bits().size() == 1) {
      return blocks;
    }
    for (TestTask task : test.tasks()) {
      List<TestCell> columns = results.getFirst().conditions().stream()
          .filter(cell -> cell.task().equals(task) && !cell.matched() && cell.noise() == test.noise().getFirst())
          .toList();
      List<List<Double>> values = results.stream()
          .map(result -> columns.stream().map(cell -> result.accuracy(cell).value()).toList())
          .toList();
      HeatMap map = new HeatMap(
          "Accuracy, " + task.name(), "Test", "Training",
          columns.stream().map(cell -> cell.metric() + (cell.bits() > 0 ? " " + cell.bits() + " bits" : "")).toList(),
          IntStream.range(0, results.size()).mapToObj(this::label).toList(),
          values, "Accuracy", Unit.FRACTION, HeatMap.Palette.SEQUENTIAL, true);
      blocks.add(new Block.Figure("metrics-" + task.name(), map, "Means over the models."));
    }
    return blocks;
  }

  private ResultTable accuracies() {
    ResultTable shown = swept(
        Column.of("task", "Task"), Column.of("metric", "Metric"), Column.of("bits", "Bits"),
        Column.of("noise", "Noise"), Column.interval("accuracy", "Accuracy", Unit.FRACTION),
        Column.of("half_width_episodes", "± over episodes", Unit.FRACTION), Column.of("models", "Models"));
    for (int p = 0; p < results.size(); p++) {
      for (TestCell cell : results.get(p).conditions()) {
        add(shown, p, cell.task().name(), cell.metric(), cell.bits(), noise(cell), results.get(p).accuracy(cell),
            results.get(p).overEpisodes(cell), results.get(p).models().size());
      }
    }
    return shown;
  }

  private ResultTable gains() {
    ResultTable shown = swept(
        Column.of("against", "Against"), Column.of("task", "Task"), Column.of("metric", "Metric"), Column.of("bits", "Bits"),
        Column.of("noise", "Noise"), Column.interval("gain", "Gain", Unit.FRACTION));
    for (SweepAxis axis : table.axes()) {
      for (int p = 0; p < results.size(); p++) {
        addGains(shown, axis, p);
      }
    }
    return shown;
  }

  private void addGains(ResultTable shown, SweepAxis axis, int point) {
    Map<String, String> reference = new LinkedHashMap<>(request.points().get(point).settings());
    String first = axis.values().getFirst();
    TrainingResult result = results.get(point);
    if (!first.equals(reference.put(axis.path(), first))) {
      for (TestCell cell : result.conditions()) {
        result.gain(table.result(reference), cell).ifPresent(gain -> add(
            shown, point, SweepTable.label(Map.of(axis.path(), first)), cell.task().name(), cell.metric(), cell.bits(),
            noise(cell), gain));
      }
    }
  }

  private static String noise(TestCell cell) {
    return cell.matched() ? "matched" : Double.toString(cell.noise());
  }

  private ResultTable models() {
    ResultTable shown = swept(
        Column.of("seed", "Seed"), Column.of("embedding_rms", "RMS of embeddings"), Column.of("task", "Task"),
        Column.of("metric", "Metric"), Column.of("bits", "Bits"), Column.of("noise", "Noise"),
        Column.interval("accuracy", "Accuracy", Unit.FRACTION));
    for (int p = 0; p < results.size(); p++) {
      for (ModelResult model : results.get(p).models()) {
        for (TestCell cell : model.cells()) {
          add(shown, p, model.seed(), model.rms(), cell.task().name(), cell.metric(), cell.bits(), cell.noise(),
              cell.accuracy());
        }
      }
    }
    return shown;
  }

  private ResultTable swept(Column... columns) {
    List<Column> all = new ArrayList<>(table.columns());
    all.addAll(Arrays.asList(columns));
    return new ResultTable(all.toArray(Column[]::new));
  }

  private void add(ResultTable shown, int point, Object... cells) {
    List<Object> all = new ArrayList<>(request.points().get(point).settings().values());
    all.addAll(Arrays.asList(cells));
    shown.add(all.toArray());
  }

  private List<Block> loss() {
    List<LinePlot.Line> lines = new ArrayList<>();
    for (int p = 0; p < results.size(); p++) {
      List<ModelResult> models = results.get(p).models();
      int parts = models.getFirst().loss().length;
      if (parts > 0) {
        double[] share = IntStream.range(0, parts).mapToDouble(i -> (i + 0.5) / parts).toArray();
        List<Interval> loss = IntStream.range(0, parts)
            .mapToObj(i -> Interval.ofMean(models.stream().mapToDouble(model -> model.loss()[i]).toArray()))
            .toList();
        lines.add(LinePlot.Line.of(label(p), share, loss));
      }
    }
    if (lines.isEmpty()) {
      return List.of(new Block.Paragraph("The weights were read from files."));
    }
    LinePlot plot = LinePlot.of(
        "Loss of the training", Axis.linear("Share of the training", Unit.FRACTION), Axis.linear("Loss", Unit.ONE), lines);
    return List.of(new Block.Figure("loss", plot, "Means over parts of the training and over the models."));
  }

  /// One histogram per point, of its first model.
  private List<Block> histograms() {
    List<Block> blocks = new ArrayList<>();
    for (int p = 0; p < results.size(); p++) {
      ModelResult model = results.get(p).models().getFirst();
      HistogramPlot plot = new HistogramPlot(
          "Elements of embeddings, " + label(p), Axis.linear("Element over RMS of plain embeddings", Unit.ONE), "Elements",
          EmbeddingHistogram.edges(),
          List.of(
              new HistogramPlot.Counts("without noise", model.histogram().get(0)),
              new HistogramPlot.Counts("with noise", model.histogram().get(1))),
          HistogramPlot.Style.STEP);
      blocks.add(new Block.Figure(
          "embeddings-" + p, plot, "Of the tested images; the noise is that of the matched accuracy, or the strongest."));
    }
    return blocks;
  }
}
