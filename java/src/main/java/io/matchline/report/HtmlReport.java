package io.matchline.report;

import io.matchline.unit.Unit;
import java.util.List;
import java.util.Objects;

/// A report for people; {@link #toHtml(ResultDocument)} makes the page.
///
/// @param title what the page is about
/// @param question one or two sentences: what was run
/// @param findings what came out, most important first
/// @param facts the main numbers
/// @param sections the rest, in order
public record HtmlReport(
    String title, String question, List<String> findings, List<Fact> facts, List<Section> sections) {
  /// A main number.
  ///
  /// @param label what it is
  /// @param value the number as people write it, with its unit
  /// @param detail conditions, may be empty
  public record Fact(String label, String value, String detail) {
    /// A number in the plain SI unit, shown rounded with a fitting prefix: `2.4 ns`.
    public static Fact of(String label, double value, Unit unit, String detail) {
      return new Fact(label, UnitScale.forLargest(unit, value).show(value), detail);
    }

    /// An estimate with its interval: `96.4 ± 0.4 %`.
    public static Fact of(String label, Interval value, Unit unit, String detail) {
      UnitScale scale = UnitScale.forLargest(unit, value.value());
      return new Fact(label, (ShownTable.estimate(value, scale.factor()) + " " + scale.symbol()).strip(), detail);
    }
  }

  /// A heading and what is below it.
  public record Section(String heading, List<Block> blocks) {
    public Section {
      Objects.requireNonNull(heading, "heading");
      blocks = List.copyOf(blocks);
    }
  }

  /// A part of a section.
  public sealed interface Block {
    /// A paragraph.
    record Paragraph(String text) implements Block {}

    /// A plot, also written to `plots/<name>.svg`.
    record Figure(String name, Plot plot, String caption) implements Block {
      public Figure {
        checkName(name);
        Objects.requireNonNull(plot, "plot");
        Objects.requireNonNull(caption, "caption");
      }
    }

    /// A table, also written to `<name>.csv`.
    record Table(String name, ResultTable table, String caption) implements Block {
      public Table {
        checkName(name);
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(caption, "caption");
      }
    }

    /// Preformatted text that opens on a click.
    record Details(String summary, String text) implements Block {}

    private static void checkName(String name) {
      if (!name.matches("[a-z0-9][a-z0-9-]*")) {
        throw new IllegalArgumentException("file name '" + name + "' is not lower-case letters, digits and -");
      }
    }
  }

  public HtmlReport {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(question, "question");
    findings = List.copyOf(findings);
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /// The self-contained page: no scripts, no links to other files. It is well-formed XML, too.
  public String toHtml(ResultDocument document) {
    return ReportPage.of(this, document);
  }

  /// Writes `results.json`, `report.html`, and every table and plot of the sections.
  public void writeTo(OutputFolder folder, ResultDocument document) {
    String identity = document.provenance().identity();
    folder.write("results.json", document.toJson());
    for (Section section : sections) {
      for (Block block : section.blocks()) {
        switch (block) {
          case Block.Figure figure -> folder.write("plots/" + figure.name() + ".svg", figure.plot().toSvg(identity));
          case Block.Table table -> folder.write(table.name() + ".csv", table.table().toCsv(identity));
          case Block.Paragraph _, Block.Details _ -> {}
        }
      }
    }
    folder.write("report.html", toHtml(document));
  }
}
