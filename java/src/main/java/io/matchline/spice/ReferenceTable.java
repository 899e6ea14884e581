package io.matchline.spice;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.Problems;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A model's table: a line per point with ngspice's answer and its own uncertainty.
public record ReferenceTable(List<ReferencePoint> points) {
  private static final List<String> COLUMNS = List.of("id", "quantity", "at", "value", "uncertainty");

  public ReferenceTable {
    points = List.copyOf(points);
  }

  /// @throws io.matchline.unit.InvalidInputException with every problem of the file
  public static ReferenceTable read(Path path) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, COLUMNS, problems);
    for (String column : COLUMNS) {
      if (!table.has(column)) {
        problems.add(table.file(), "no column %s", column);
      }
    }
    problems.throwIfAny();
    List<ReferencePoint> points = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        points.add(point(table, row));
      } catch (IllegalArgumentException e) {
        problems.add(table.place(row), "%s", e.getMessage());
      }
    }
    problems.throwIfAny();
    return new ReferenceTable(points);
  }

  private static ReferencePoint point(CsvTable table, CsvTable.Row row) {
    String value = table.field(row, "value");
    Point point =
        new Point(table.field(row, "id"), Quantity.of(table.field(row, "quantity")), table.field(row, "at"));
    return new ReferencePoint(
        point,
        value.equals("never") ? Double.POSITIVE_INFINITY : Double.parseDouble(value),
        Double.parseDouble(table.field(row, "uncertainty")));
  }

  /// The file's text: comments, each on a line after `#`, the header and the points.
  public String text(List<String> comments) {
    StringWriter out = new StringWriter();
    comments.forEach(comment -> out.write("# " + comment + "\n"));
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      csv.writeRecord(COLUMNS);
      for (ReferencePoint p : points) {
        Point a = p.point();
        csv.writeRecord(a.id(), a.quantity().key(), a.at(), p.valueText(), Double.toString(p.uncertainty()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the reference table cannot be written", e);
    }
    return out.toString();
  }

  void write(Path path, List<String> comments) {
    ModelFolder.replace(path, text(comments));
  }
}
