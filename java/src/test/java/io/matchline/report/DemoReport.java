package io.matchline.report;

import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import io.matchline.report.LinePlot.Line;
import io.matchline.report.LinePlot.Note;
import io.matchline.unit.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A report of made-up numbers that uses every kind of block and plot; run `main` with a folder to look at it.
final class DemoReport {
  private static final List<String> LEVELS = List.of("ideal", "lumped", "lumped-rp", "elmore", "ladder");

  private DemoReport() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    try (OutputFolder folder = OutputFolder.at(Path.of(arguments[0]))) {
      report().writeTo(folder, document());
      System.out.println(folder.commit() + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
  }

  static ResultDocument document() {
    JsonValue.Fields config = JsonValue.fields(
        "experiment", "few-shot-search",
        "seed", 42,
        "data", JsonValue.fields("set", "glyphs", "ways", 20, "shots", 1, "episodes", 1000),
        "array", JsonValue.fields("cell", "2T2R", "wire", JsonValue.fields("resistance", 2.5, "capacitance", 2e-16)));
    JsonValue.Fields results = JsonValue.fields("accuracy", table().toJson());
    return new ResultDocument("few-shot-search", config, results, provenance(config));
  }

  private static Provenance provenance(JsonValue config) {
    return new Provenance("0.1.0", Provenance.hash(config), 42, "ffm", "avx512", 2,
        List.of("matchline", "run", "examples/few-shot.yaml", "--out", "out/few-shot"),
        new Machine("Vendor 25", "Linux 6.1 amd64", "Some CPU @ 2.10GHz"),
        Map.of("search", 12.25));
  }

  static HtmlReport report() {
    return new HtmlReport(
        "20-way 1-shot search on 2T2R lines with wire resistance",
        "How far does accuracy fall when the match line's wire is no longer ideal? 1000 episodes, 256-bit signatures, "
            + "64 × 128 tiles, wire resistance from 0 to 40 Ω per segment.",
        List.of(
            "Up to 5 Ω per segment the loss stays within the confidence interval.",
            "At 40 Ω the lumped model overestimates accuracy by 6.3 percentage points against the ladder.",
            "The sense margin falls below the comparator's offset from 20 Ω on."),
        List.of(
            Fact.of("Accuracy, ideal", new Interval(0.964, 0.96, 0.968), Unit.FRACTION, "20-way 1-shot"),
            Fact.of("Accuracy, 2.5 Ω", new Interval(0.959, 0.955, 0.963), Unit.FRACTION, "ladder, near sense"),
            Fact.of("Median delay", 2.42e-9, Unit.SECOND, "ladder, near sense"),
            new Fact("Rows per second", "18.4 M", "ffm, avx512, 2 threads")),
        List.of(
            new Section("Accuracy", List.of(
                new Block.Paragraph("Bars and whiskers are means over episodes with 95 % confidence intervals."),
                new Block.Figure("accuracy-wire", accuracy(), "Accuracy against wire resistance per segment."),
                new Block.Figure("accuracy-level", bars(), "Accuracy by model level at 1 and 5 shots."),
                new Block.Table("accuracy", table(), "Accuracy by level"))),
            new Section("Lines and cells", List.of(
                new Block.Figure("waveform", waveform(), "Discharge with 0, 1 and 4 mismatches."),
                new Block.Figure("conductance", histogram(), "Programmed conductances of 4000 cells each."),
                new Block.Figure("delay", delay(), "Time to 0.4 V against the number of mismatches."),
                new Block.Figure("margin", margin(), "Worst-case margin by resistance and tile width."),
                new Block.Figure("shift", shift(), "Change of the decision voltage."),
                new Block.Figure("trace", trace(), "Ten thousand samples and their running band."),
                new Block.Details("Netlist of one line", "R1 n0 n1 2.5\nC1 n1 0 0.2f\n* <script>alert(1)</script>")))));
  }

  static ResultTable table() {
    ResultTable table = new ResultTable(Column.of("level", "Level"), Column.of("episodes", "Episodes"),
        Column.of("wire_resistance_ohm", "Wire resistance", Unit.OHM),
        Column.of("delay_s", "Median delay", Unit.SECOND), Column.interval("accuracy", "Accuracy", Unit.FRACTION));
    for (int i = 0; i < LEVELS.size(); i++) {
      table.add(LEVELS.get(i), 1000, 2.5 * i, 1.1e-9 + 3.3e-10 * i, Interval.wilson(964 - 7 * i * i, 1000));
    }
    return table;
  }

  static LinePlot accuracy() {
    double[] resistance = {0, 1, 2.5, 5, 10, 20, 40};
    List<Line> lines = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      List<Interval> values = new ArrayList<>();
      for (double r : resistance) {
        values.add(Interval.wilson(Math.round(964 - r * (1 + s)), 1000));
      }
      lines.add(Line.of(LEVELS.get(s + 1) + (s == 3 ? ", near sense" : ""), resistance, values));
    }
    return new LinePlot("Accuracy falls with wire resistance", Axis.linear("Wire resistance per segment", Unit.OHM),
        Axis.linear("Accuracy", Unit.FRACTION), lines, List.of(new Note.AtY(0.964, "ideal")));
  }

  private static BarPlot bars() {
    List<Interval> one = new ArrayList<>();
    List<Interval> five = new ArrayList<>();
    for (int i = 0; i < LEVELS.size(); i++) {
      one.add(Interval.wilson(482 - 14L * i, 500));
      five.add(Interval.wilson(495 - 6L * i, 500));
    }
    return new BarPlot("Accuracy by level", "Model level", Axis.linear("Accuracy", Unit.FRACTION), LEVELS,
        List.of(new BarPlot.Bars("1 shot", one), new BarPlot.Bars("5 shots", five)));
  }

  private static LinePlot waveform() {
    double[] time = HistogramPlot.edges(0, 5e-9, 400);
    List<Line> lines = new ArrayList<>();
    for (int mismatches : new int[] {0, 1, 4}) {
      double[] v = new double[time.length];
      for (int i = 0; i < v.length; i++) {
        v[i] = 0.8 * StrictMath.exp(-time[i] * (2e7 + 2.6e8 * mismatches));
      }
      lines.add(Line.of(mismatches + " mismatches", time, v));
    }
    return new LinePlot("Match-line voltage", Axis.linear("Time", Unit.SECOND), Axis.linear("Voltage", Unit.VOLT),
        lines, List.of(new Note.AtX(2.1e-9, "strobe"), new Note.AtY(0.4, "V_ref = 0.4 V"),
            new Note.AtPoint(2.48e-9, 0.4, "crossing")));
  }

  private static HistogramPlot histogram() {
    SplittableRandom random = new SplittableRandom(7);
    double[] edges = HistogramPlot.edges(0, 1.6e-4, 48);
    double[] low = new double[4000];
    double[] high = new double[4000];
    for (int i = 0; i < low.length; i++) {
      low[i] = 3e-5 + 6e-6 * random.nextGaussian();
      high[i] = 1e-4 + 1.4e-5 * random.nextGaussian();
    }
    return new HistogramPlot("Conductances after programming", Axis.linear("Conductance", Unit.SIEMENS), "Cells", edges,
        List.of(HistogramPlot.Counts.of("HRS", low, edges), HistogramPlot.Counts.of("LRS", high, edges)),
        HistogramPlot.Style.FILLED);
  }

  private static LinePlot delay() {
    double[] mismatches = {1, 2, 4, 8, 16, 32, 64, 128};
    List<Line> lines = new ArrayList<>();
    for (double scale : new double[] {1, 2.2, 5}) {
      double[] delay = new double[mismatches.length];
      for (int i = 0; i < delay.length; i++) {
        delay[i] = scale * 2.7e-9 / mismatches[i] + 3e-11 * scale;
      }
      lines.add(Line.of(Numbers.rounded(scale * 10) + " kΩ", mismatches, delay));
    }
    return LinePlot.of("Delay", Axis.log("Mismatches", Unit.ONE), Axis.log("Time to 0.4 V", Unit.SECOND), lines);
  }

  private static HeatMap margin() {
    List<String> rows = List.of("0 Ω", "1 Ω", "2.5 Ω", "5 Ω", "10 Ω", "20 Ω");
    List<String> columns = List.of("16", "32", "64", "128", "256");
    List<List<Double>> values = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      List<Double> row = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        row.add(r == 5 && c == 4 ? Double.NaN : 0.12 / (1 + 0.2 * r * (c + 1)));
      }
      values.add(row);
    }
    return new HeatMap("Worst-case margin", "Cells per line", "Wire resistance", columns, rows, values, "margin",
        Unit.VOLT, HeatMap.Palette.SEQUENTIAL, true);
  }

  private static HeatMap shift() {
    List<String> names = List.of("a rather long category name", "second", "third class", "fourth of them", "fifth",
        "sixth", "seventh", "eighth");
    List<List<Double>> values = new ArrayList<>();
    for (int r = 0; r < 8; r++) {
      List<Double> row = new ArrayList<>();
      for (int c = 0; c < 8; c++) {
        row.add(0.004 * (r - c) + 0.001 * (r * c % 3));
      }
      values.add(row);
    }
    return new HeatMap("Shift against ideal", "Stored class", "Query class", names, names, values, "shift", Unit.VOLT,
        HeatMap.Palette.DIVERGING, true);
  }

  private static LinePlot trace() {
    SplittableRandom random = new SplittableRandom(3);
    double[] x = HistogramPlot.edges(0, 1e-6, 10_000);
    double[] y = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double middle = 0.5 + 0.2 * StrictMath.sin(i / 1500.0);
      y[i] = middle + 0.02 * random.nextGaussian();
      low[i] = middle - 0.06;
      high[i] = middle + 0.06;
    }
    return LinePlot.of("A long trace", Axis.linear("Time", Unit.SECOND), Axis.linear("Voltage", Unit.VOLT),
        List.of(new Line("V(t)", x, y, low, high, LinePlot.Style.LINE)));
  }
}
