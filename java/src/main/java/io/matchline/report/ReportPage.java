package io.matchline.report;

import java.util.List;
import java.util.Map;

/// Writes an {@link HtmlReport} as a page.
final class ReportPage {
  private static final int MOST_SHOWN_ROWS = 200;

  private final Markup html = new Markup();

  private ReportPage() {}

  static String of(HtmlReport report, ResultDocument document) {
    ReportPage page = new ReportPage();
    page.page(report, document);
    return page.html.finish();
  }

  private void page(HtmlReport report, ResultDocument document) {
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line().open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", report.title()).line();
    html.element("style", StyleSheets.report() + StyleSheets.plot()).line();
    html.close().line().open("body").line();
    header(report, document);
    html.open("main").line();
    report.sections().forEach(this::section);
    reproduction(document);
    html.close().line();
    html.open("footer").element("p", document.provenance().identity()).close().line();
    html.close().line().close().line();
  }

  private void header(HtmlReport report, ResultDocument document) {
    html.open("header").line();
    html.element("p", "Matchline · " + document.experiment(), "class", "kind").line();
    html.element("h1", report.title()).line();
    html.element("p", report.question(), "class", "question").line();
    if (!report.facts().isEmpty()) {
      html.open("div", "class", "facts");
      report.facts().forEach(this::fact);
      html.close().line();
    }
    if (!report.findings().isEmpty()) {
      html.element("h2", "What came out").line().open("ul", "class", "findings");
      report.findings().forEach(finding -> html.element("li", finding));
      html.close().line();
    }
    html.close().line();
  }

  private void fact(HtmlReport.Fact fact) {
    html.open("div", "class", "fact");
    html.element("span", fact.label(), "class", "fact-label");
    html.element("span", fact.value(), "class", "fact-value");
    html.element("span", fact.detail(), "class", "fact-detail");
    html.close();
  }

  private void section(HtmlReport.Section section) {
    html.open("section").line().element("h2", section.heading()).line();
    boolean inFigures = false;
    for (HtmlReport.Block block : section.blocks()) {
      boolean figure = block instanceof HtmlReport.Block.Figure;
      if (figure && !inFigures) {
        html.open("div", "class", "figures").line();
      } else if (!figure && inFigures) {
        html.close().line();
      }
      inFigures = figure;
      block(block);
    }
    if (inFigures) {
      html.close().line();
    }
    html.close().line();
  }

  private void block(HtmlReport.Block block) {
    switch (block) {
      case HtmlReport.Block.Paragraph paragraph -> html.element("p", paragraph.text()).line();
      case HtmlReport.Block.Details details -> details(details.summary(), details.text());
      case HtmlReport.Block.Table table -> table(ShownTable.of(table.table()), table.caption(), table.name());
      case HtmlReport.Block.Figure figure -> {
        html.open("figure").raw(figure.plot().toInlineSvg());
        html.element("figcaption", figure.caption()).close().line();
      }
    }
  }

  private void table(ShownTable table, String caption, String name) {
    html.open("div", "class", "scroll").open("table").line();
    html.element("caption", caption).line().open("thead").open("tr");
    for (int i = 0; i < table.headers().size(); i++) {
      html.element("th", table.headers().get(i), "scope", "col", "class", alignment(table, i));
    }
    html.close().close().line().open("tbody").line();
    for (List<String> row : table.rows().subList(0, Math.min(MOST_SHOWN_ROWS, table.rows().size()))) {
      html.open("tr");
      for (int i = 0; i < row.size(); i++) {
        html.element("td", row.get(i), "class", alignment(table, i));
      }
      html.close().line();
    }
    html.close().close().close().line();
    if (table.rows().size() > MOST_SHOWN_ROWS) {
      html.element("p", "The first " + MOST_SHOWN_ROWS + " of " + table.rows().size() + " rows; all are in " + name
          + ".csv.").line();
    }
  }

  private static String alignment(ShownTable table, int column) {
    return table.numeric().get(column) ? "number" : "text";
  }

  private void details(String summary, String text) {
    html.open("details").element("summary", summary).element("pre", text).close().line();
  }

  private void reproduction(ResultDocument document) {
    html.open("section").line().element("h2", "How to reproduce").line();
    html.open("dl");
    for (Map.Entry<String, JsonValue> entry : document.provenance().toJson().values().entrySet()) {
      String value = switch (entry.getValue()) {
        case JsonValue.Text text -> text.value();
        case JsonValue.Items _ -> String.join(" ", document.provenance().commandLine());
        case JsonValue.Fields timings -> timings(timings);
        default -> JsonWriter.compact(entry.getValue());
      };
      html.element("dt", entry.getKey().replace('_', ' ')).element("dd", value);
    }
    html.close().line();
    details("Full configuration", JsonWriter.pretty(document.config()));
    html.close().line();
  }

  private static String timings(JsonValue.Fields timings) {
    return String.join(", ", timings.values().entrySet().stream()
        .map(entry -> entry.getKey() + " " + Numbers.rounded(entry.getValue().asDouble(), 3) + " s")
        .toList());
  }
}
