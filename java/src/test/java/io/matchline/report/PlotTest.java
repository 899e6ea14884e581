package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.report.HtmlReport.Block;
import io.matchline.report.LinePlot.Line;
import io.matchline.report.LinePlot.Note;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class PlotTest {
  private static final double PX = 0.011;

  /// Pixels are checked against the positions of the labelled ticks, by the straight line through two of them.
  private static double expected(List<Element> ticks, String coordinate, double a, double b, double value) {
    double pixelA = pixel(ticks, coordinate, a);
    double pixelB = pixel(ticks, coordinate, b);
    return pixelA + (value - a) / (b - a) * (pixelB - pixelA);
  }

  private static double pixel(List<Element> ticks, String coordinate, double value) {
    return ticks.stream()
        .filter(t -> Double.parseDouble(t.getTextContent().replace('−', '-')) == value)
        .mapToDouble(t -> Xml.number(t, coordinate) - (coordinate.equals("y") ? 4 : 0))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no tick " + value));
  }

  @Test
  void pointsLieWhereTheTicksSay() throws Exception {
    double[] x = {0, 3e-9, 7e-9, 10e-9};
    double[] y = {-0.2, 0.55, 0.31, 1.0};
    Document svg = Xml.parse(LinePlot.of("t", Axis.linear("Time", Unit.SECOND), Axis.linear("Gain", Unit.ONE),
        List.of(Line.of("a", x, y))).toSvg(""));
    List<Element> marks = Xml.ofClass(svg, "circle", "ml-mark");
    assertEquals(4, marks.size());
    for (int i = 0; i < 4; i++) {
      double atX = expected(Xml.ofClass(svg, "text", "ml-tick-x"), "x", 0, 10, x[i] * 1e9);
      double atY = expected(Xml.ofClass(svg, "text", "ml-tick-y"), "y", 0, 1, y[i]);
      assertEquals(atX, Xml.number(marks.get(i), "cx"), PX);
      assertEquals(atY, Xml.number(marks.get(i), "cy"), PX);
    }
    assertEquals("Time (ns)", Xml.ofClass(svg, "text", "ml-axis-x").getFirst().getTextContent());
  }

  @Test
  void logarithmicAxesPlaceDecadesEvenly() throws Exception {
    double[] values = {1, 10, 31.622776601683793, 1000};
    Document svg = Xml.parse(LinePlot.of("t", Axis.log("x", Unit.ONE), Axis.log("y", Unit.ONE),
        List.of(Line.of("a", values, values))).toSvg(""));
    List<Element> marks = Xml.ofClass(svg, "circle", "ml-mark");
    for (String c : new String[] {"cx", "cy"}) {
      double decade = Xml.number(marks.get(1), c) - Xml.number(marks.get(0), c);
      assertEquals(1.5 * decade, Xml.number(marks.get(2), c) - Xml.number(marks.get(0), c), 2 * PX);
      assertEquals(3 * decade, Xml.number(marks.get(3), c) - Xml.number(marks.get(0), c), 4 * PX);
    }
  }

  @Test
  void aLogarithmicAxisTellsWhatItLeavesOut() throws Exception {
    double[] x = {0, 1, 10};
    String svg = LinePlot.of("t", Axis.log("R", Unit.OHM), Axis.linear("y", Unit.ONE), List.of(Line.of("a", x, x)))
        .toSvg("");
    assertEquals(2, Xml.ofClass(Xml.parse(svg), "circle", "ml-mark").size());
    assertTrue(Xml.ofClass(Xml.parse(svg), "text", "ml-footnote").getFirst().getTextContent().startsWith("1 value"));
  }

  @Test
  void gapsBreakTheLine() throws Exception {
    double[] x = {0, 1, 2, 3, 4};
    double[] y = {0, 1, Double.NaN, 1, 0};
    Document svg = Xml.parse(LinePlot.of("t", Axis.linear("x", Unit.ONE), Axis.linear("y", Unit.ONE),
        List.of(Line.of("a", x, y))).toSvg(""));
    String data = Xml.ofClass(svg, "path", "ml-line").getFirst().getAttribute("d");
    assertEquals(2, data.chars().filter(c -> c == 'M').count());
    assertEquals(2, data.chars().filter(c -> c == 'L').count());
  }

  @Test
  void longCurvesKeepTheirExtremes() throws Exception {
    double[] x = HistogramPlot.edges(0, 1, 100_000);
    double[] y = new double[x.length];
    y[50_001] = 1;
    y[70_003] = -1;
    LinePlot plot = LinePlot.of("t", Axis.linear("x", Unit.ONE), Axis.linear("y", Unit.ONE),
        List.of(Line.of("a", x, y)));
    Document svg = Xml.parse(plot.toSvg(""));
    String data = Xml.ofClass(svg, "path", "ml-line").getFirst().getAttribute("d");
    List<Element> ticks = Xml.ofClass(svg, "text", "ml-tick-y");
    assertTrue(data.contains(" " + Numbers.px(pixel(ticks, "y", 1)) + "L"), "highest point");
    assertTrue(data.contains(" " + Numbers.px(pixel(ticks, "y", -1)) + "L"), "lowest point");
    assertTrue(data.length() < 40_000, () -> "path of " + data.length() + " characters");
  }

  @Test
  void barsReachFromZeroToTheirValues() throws Exception {
    BarPlot plot = new BarPlot("t", "level", Axis.linear("Accuracy", Unit.FRACTION), List.of("a", "b"),
        List.of(new BarPlot.Bars("g", List.of(new Interval(0.5, 0.4, 0.6), Interval.exact(1)))));
    Document svg = Xml.parse(plot.toSvg(""));
    List<Element> bars = Xml.ofClass(svg, "rect", "ml-bar");
    List<Element> ticks = Xml.ofClass(svg, "text", "ml-tick-y");
    double zero = pixel(ticks, "y", 0);
    double hundred = pixel(ticks, "y", 100);
    assertEquals((zero + hundred) / 2, Xml.number(bars.get(0), "y"), PX);
    assertEquals(zero - hundred, Xml.number(bars.get(1), "height"), PX);
    List<Element> whiskers = Xml.ofClass(svg, "path", "ml-whisker");
    assertEquals(1, whiskers.size(), "an exact value has no whisker");
    String low = Numbers.px(zero + 0.4 * (hundred - zero));
    assertTrue(whiskers.getFirst().getAttribute("d").contains(" " + low + "h8"), whiskers.getFirst().getAttribute("d"));
  }

  @Test
  void histogramsCountEveryValueOnce() {
    double[] edges = {0, 1, 2, 4};
    double[] values = {-1, 0, 0.5, 1, 1.999, 2, 4, 4.1, Double.NaN};
    assertEquals(List.of(2.0, 2.0, 2.0),
        new ArrayList<>(List.of(box(HistogramPlot.Counts.of("h", values, edges).counts()))));
  }

  private static Double[] box(double[] values) {
    return Arrays.stream(values).boxed().toArray(Double[]::new);
  }

  @Test
  void histogramOutlineFollowsTheCounts() throws Exception {
    HistogramPlot plot = new HistogramPlot("t", Axis.linear("x", Unit.ONE), "Cells", new double[] {0, 1, 2},
        List.of(new HistogramPlot.Counts("h", new double[] {4, 8})), HistogramPlot.Style.STEP);
    Document svg = Xml.parse(plot.toSvg(""));
    String data = Xml.ofClass(svg, "path", "ml-histogram").getFirst().getAttribute("d");
    List<Element> ticks = Xml.ofClass(svg, "text", "ml-tick-y");
    double zero = pixel(ticks, "y", 0);
    double eight = pixel(ticks, "y", 8);
    assertTrue(data.contains("V" + Numbers.px((zero + eight) / 2) + "H"), data);
    assertTrue(data.endsWith("V" + Numbers.px(zero)), data);
  }

  @Test
  void heatMapsShowEveryCellAndItsNumber() throws Exception {
    HeatMap map = new HeatMap("t", "c", "r", List.of("c0", "c1"), List.of("r0", "r1"),
        List.of(List.of(0.0, 0.05), List.of(0.1, Double.NaN)), "margin", Unit.VOLT, HeatMap.Palette.SEQUENTIAL, true);
    Document svg = Xml.parse(map.toSvg(""));
    List<Element> cells = Xml.ofClass(svg, "rect", "ml-cell");
    assertEquals(3, cells.size());
    assertEquals(1, Xml.ofClass(svg, "rect", "ml-cell-empty").size());
    assertEquals(List.of("0", "50", "100", "–"),
        Xml.ofClass(svg, "text", "ml-value").stream().map(Element::getTextContent).toList());
    assertEquals("#f4f8fb", cells.get(0).getAttribute("fill"));
    assertEquals("#002b4a", cells.get(2).getAttribute("fill"));
    assertTrue(Xml.number(cells.get(2), "y") > Xml.number(cells.get(0), "y"), "the first row is on top");
  }

  /// Every text of every demo plot lies inside the drawing, by the widths that the layout assumes.
  @Test
  void nothingIsClipped() throws Exception {
    int texts = 0;
    for (Block.Figure figure : figures()) {
      Document svg = Xml.parse(figure.plot().toSvg(""));
      double height = Xml.number(svg.getDocumentElement(), "height");
      for (Element text : Xml.all(svg, "text")) {
        String size = text.getAttribute("font-size");
        double width = TextSize.width(text.getTextContent(), size.isEmpty() ? 12 : Double.parseDouble(size));
        double shift = switch (text.getAttribute("text-anchor")) {
          case "end" -> 1;
          case "middle" -> 0.5;
          default -> 0;
        };
        boolean leaning = text.getAttribute("transform").startsWith("rotate(-30");
        double start = Xml.number(text, "x") - shift * width * (leaning ? 0.87 : 1);
        String message = figure.name() + ": '" + text.getTextContent() + "' at " + start;
        assertTrue(start >= 0 && start + width <= PlotFrame.WIDTH_PX + (leaning ? width : 0), message);
        assertTrue(Xml.number(text, "y") > 8 && Xml.number(text, "y") < height, message);
        texts++;
      }
    }
    assertTrue(texts > 150, "texts: " + texts);
  }

  @Test
  void labelsOfManyCategoriesDoNotOverlap() throws Exception {
    List<String> names = new ArrayList<>();
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      names.add("row " + i);
      values.add(Collections.nCopies(100, 1.0 * i));
    }
    Document svg = Xml.parse(new HeatMap("t", "c", "r", names, names, values, "v", Unit.ONE,
        HeatMap.Palette.SEQUENTIAL, true).toSvg(""));
    for (String axis : List.of("x", "y")) {
      List<Element> labels = Xml.ofClass(svg, "text", "ml-tick-" + axis);
      for (int i = 1; i < labels.size(); i++) {
        assertTrue(Xml.number(labels.get(i), axis) - Xml.number(labels.get(i - 1), axis) >= 12, axis);
      }
      assertEquals("row 0", labels.getFirst().getTextContent());
    }
  }

  @Test
  void namesAreEscaped() throws Exception {
    String evil = "<script>alert(\"1\")</script>&\u0001\uD800";
    LinePlot plot = new LinePlot(evil, Axis.linear(evil, Unit.ONE), Axis.linear(evil, Unit.ONE),
        List.of(Line.of(evil, new double[] {1}, new double[] {1}), Line.of(evil, new double[] {2}, new double[] {2})),
        List.of(new Note.AtY(1.5, evil)));
    HeatMap map = new HeatMap(evil, evil, evil, List.of(evil), List.of(evil), List.of(List.of(1.0)), evil, Unit.ONE,
        HeatMap.Palette.DIVERGING, true);
    BarPlot bars = new BarPlot(evil, evil, Axis.linear(evil, Unit.ONE), List.of(evil),
        List.of(new BarPlot.Bars(evil, List.of(Interval.exact(1)))));
    for (Plot each : List.of(plot, map, bars)) {
      String svg = each.toSvg(evil);
      assertFalse(svg.contains("<script"), svg);
      assertEquals(0, Xml.all(Xml.parse(svg), "script").size());
    }
  }

  @Test
  void theSamePlotGivesTheSameCharacters() {
    List<Block.Figure> again = figures();
    assertEquals(8, again.size());
    for (int i = 0; i < again.size(); i++) {
      assertEquals(figures().get(i).plot().toSvg("o"), again.get(i).plot().toSvg("o"));
    }
    assertNotEquals(again.get(0).plot().toSvg("o"), again.get(0).plot().toSvg("p"));
  }

  @Test
  void degenerateDataStillDraw() throws Exception {
    double[][] data = {{}, {0}, {5, 5, 5}, {Double.NaN}, {1e-30, 2e-30}, {-1e12, 1e12}, {1, 1 + 1e-15}};
    for (double[] y : data) {
      double[] x = HistogramPlot.edges(0, 1, Math.max(1, y.length));
      x = Arrays.copyOf(x, y.length);
      for (Axis axis : List.of(Axis.linear("y", Unit.VOLT), Axis.log("y", Unit.VOLT))) {
        String svg = LinePlot.of("t", axis, axis, List.of(Line.of("a", x, y))).toSvg("");
        Document parsed = Xml.parse(svg);
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
        assertTrue(Xml.ofClass(parsed, "text", "ml-tick-y").size() < 60);
      }
    }
  }

  @Test
  void shapesAreChecked() {
    double[] two = {1, 2};
    assertThrows(IllegalArgumentException.class, () -> Line.of("a", two, new double[] {1}));
    assertThrows(IllegalArgumentException.class, () -> Axis.log("a", Unit.ONE).between(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Axis.linear("a", Unit.ONE).between(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new HistogramPlot("t", Axis.linear("x", Unit.ONE), "y", two,
        List.of(new HistogramPlot.Counts("h", two)), HistogramPlot.Style.STEP));
  }

  private static List<Block.Figure> figures() {
    return DemoReport.report().sections().stream()
        .flatMap(s -> s.blocks().stream())
        .filter(Block.Figure.class::isInstance)
        .map(Block.Figure.class::cast)
        .toList();
  }
}
