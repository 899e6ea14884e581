package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.report.HtmlReport.Block;
import io.matchline.report.HtmlReport.Fact;
import io.matchline.report.HtmlReport.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {
  @Test
  void thePageHasItsPartsInOrder() throws Exception {
    Document page = Xml.parse(DemoReport.report().toHtml(DemoReport.document()));
    assertEquals(List.of("What came out", "Accuracy", "Lines and cells", "How to reproduce"),
        Xml.all(page, "h2").stream().map(Element::getTextContent).toList());
    assertEquals(8, Xml.all(page, "figure").size());
    assertEquals(5, Xml.all(page, "tbody").getFirst().getElementsByTagName("tr").getLength());
    assertEquals(2, Xml.all(page, "details").size());
    String config = Xml.all(page, "pre").getLast().getTextContent();
    assertEquals(DemoReport.document().config(), JsonReader.read(config));
  }

  @Test
  void factsAreShownRoundedWithTheirUnit() throws Exception {
    Document page = Xml.parse(DemoReport.report().toHtml(DemoReport.document()));
    assertEquals(List.of("96.4 ± 0.4 %", "95.9 ± 0.4 %", "2.42 ns", "18.4 M"),
        Xml.ofClass(page, "span", "fact-value").stream().map(Element::getTextContent).toList());
  }

  @Test
  void thePageAsksForNothingOutside() throws Exception {
    String html = DemoReport.report().toHtml(DemoReport.document());
    Document page = Xml.parse(html);
    for (String tag : List.of("script", "link", "img", "iframe", "object", "use", "image")) {
      assertEquals(0, Xml.all(page, tag).size(), tag);
    }
    for (Element element : Xml.all(page, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        Attr attribute = (Attr) element.getAttributes().item(i);
        boolean name = attribute.getName().equals("xmlns");
        assertFalse(attribute.getName().matches("src|href|xlink:href|on.*|id"), attribute::getName);
        assertTrue(name || !attribute.getValue().contains("://"), attribute::getValue);
      }
    }
    assertFalse(html.contains("@import") || html.contains("url("), "style sheets load nothing");
  }

  @Test
  void everyTextIsEscaped() throws Exception {
    String evil = "<script>alert('x')</script><img src=x onerror=y>\"&</style></pre>";
    HtmlReport report = new HtmlReport(evil, evil, List.of(evil), List.of(new Fact(evil, evil, evil)),
        List.of(new Section(evil, List.of(
            new Block.Paragraph(evil),
            new Block.Details(evil, evil),
            new Block.Figure("f", DemoReport.accuracy(), evil),
            new Block.Table("t", new ResultTable(Column.of("a", evil)).add(evil), evil)))));
    Provenance provenance = new Provenance(evil, evil, 1, evil, evil, 1, List.of(evil), new Machine(evil, evil, evil),
        Map.of(evil, 1.0));
    JsonValue.Fields fields = JsonValue.fields(evil, evil);
    String html = report.toHtml(new ResultDocument(evil, fields, fields, provenance));
    Document page = Xml.parse(html);
    assertEquals(0, Xml.all(page, "script").size() + Xml.all(page, "img").size());
    assertFalse(html.contains("<script") || html.contains("<img"));
    assertEquals(evil, Xml.all(page, "h1").getFirst().getTextContent());
    assertEquals(evil, Xml.all(page, "td").getFirst().getTextContent());
  }

  @Test
  void writesEveryFile(@TempDir Path temp) throws Exception {
    Path target = temp.resolve("out");
    try (OutputFolder folder = OutputFolder.at(target)) {
      DemoReport.report().writeTo(folder, DemoReport.document());
      folder.commit();
    }
    String identity = DemoReport.document().provenance().identity();
    assertEquals("# " + identity, Files.readAllLines(target.resolve("accuracy.csv")).getFirst());
    assertTrue(Files.readString(target.resolve("plots/accuracy-wire.svg")).contains(identity));
    assertTrue(Files.readString(target.resolve("report.html")).contains(identity));
    JsonValue.Fields json = (JsonValue.Fields) JsonReader.read(Files.readString(target.resolve("results.json")));
    assertEquals(List.of("experiment", "config", "results", "provenance"), new ArrayList<>(json.values().keySet()));
    assertEquals(DemoReport.document().results(), json.get("results"));
  }

  @Test
  void resultsDoNotDependOnProvenance() {
    ResultDocument one = DemoReport.document();
    Provenance elsewhere = new Provenance("0.2", one.provenance().configHash(), 42, "java", "scalar", 1, List.of(),
        Machine.current(), Map.of("search", 99.0));
    ResultDocument other = new ResultDocument(one.experiment(), one.config(), one.results(), elsewhere);
    assertNotEquals(one.toJson(), other.toJson());
    assertEquals(beforeProvenance(one.toJson()), beforeProvenance(other.toJson()));
  }

  private static String beforeProvenance(String json) {
    return json.substring(0, json.indexOf("\n  \"provenance\""));
  }

  /// `printf '{"a":1,"b":0.5}' | sha256sum`
  @Test
  void configHashIsSha256OfCompactJson() {
    assertEquals("2e76599b", Provenance.hash(JsonValue.fields("a", 1, "b", 0.5)).substring(0, 8));
  }

  @Test
  void longTablesAreCutInThePageOnly() throws Exception {
    ResultTable table = new ResultTable(Column.of("n", "n"));
    for (int i = 0; i < 5000; i++) {
      table.add(i);
    }
    HtmlReport report = new HtmlReport("t", "q", List.of(), List.of(),
        List.of(new Section("s", List.of(new Block.Table("many", table, "c")))));
    Document page = Xml.parse(report.toHtml(DemoReport.document()));
    assertEquals(200, Xml.all(page, "td").size());
    assertTrue(page.getDocumentElement().getTextContent().contains("200 of 5000 rows; all are in many.csv"));
    assertEquals(5001, table.toCsv("").lines().count());
  }

  @Test
  void namesOfFilesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new Block.Figure("../x", DemoReport.accuracy(), ""));
    assertThrows(IllegalArgumentException.class, () -> new Block.Table("A b", DemoReport.table(), ""));
  }
}
