package io.matchline.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rows under named columns with units. CSV and JSON carry every bit; for people numbers are rounded.
public final class ResultTable {
  /// A cell: a plain value or an estimate.
  sealed interface Cell {
    record Plain(JsonValue value) implements Cell {}

    record Estimate(Interval interval) implements Cell {}
  }

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  public ResultTable(Column... columns) {
    this.columns = List.of(columns);
    if (this.columns.stream().map(Column::key).distinct().count() < columns.length || columns.length == 0) {
      throw new IllegalArgumentException("a table needs columns, each with a key of its own: " + this.columns);
    }
  }

  /// Adds a row.
  ///
  /// @param cells one per column: {@link Interval} in interval columns, else a text, number, truth value or null
  /// @throws IllegalArgumentException when a cell is missing, one too many or of the wrong kind
  public ResultTable add(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells for " + columns.size() + " columns");
    }
    List<Cell> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      row.add(cell(columns.get(i), cells[i]));
    }
    rows.add(List.copyOf(row));
    return this;
  }

  private static Cell cell(Column column, Object cell) {
    if (cell instanceof Interval interval && column.interval()) {
      return new Cell.Estimate(interval);
    }
    JsonValue value = column.interval() ? new JsonValue.Nothing() : JsonValue.of(cell);
    boolean compound = value instanceof JsonValue.Items || value instanceof JsonValue.Fields;
    if (compound || column.interval() && cell != null) {
      throw new IllegalArgumentException("column " + column.key() + " does not take " + cell);
    }
    return new Cell.Plain(value);
  }

  public List<Column> columns() {
    return columns;
  }

  public int rowCount() {
    return rows.size();
  }

  List<List<Cell>> rows() {
    return List.copyOf(rows);
  }

  /// An array with an object per row.
  public JsonValue.Items toJson() {
    List<JsonValue> items = new ArrayList<>();
    for (List<Cell> row : rows) {
      Map<String, JsonValue> fields = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        fields.put(columns.get(i).key(), json(row.get(i)));
      }
      items.add(new JsonValue.Fields(fields));
    }
    return new JsonValue.Items(items);
  }

  private static JsonValue json(Cell cell) {
    return switch (cell) {
      case Cell.Plain plain -> plain.value();
      case Cell.Estimate estimate -> estimate.interval().toJson();
    };
  }

  /// CSV (RFC 4180, line feeds): a comment line, a header line, then the rows.
  ///
  /// @param comment written after `#`, for example {@link Provenance#identity()}; none if empty
  public String toCsv(String comment) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      if (!comment.isEmpty()) {
        csv.writeComment(" " + comment);
      }
      csv.writeRecord(columns.stream().flatMap(c -> csvHeader(c).stream()).toList());
      for (List<Cell> row : rows) {
        csv.writeRecord(csvRow(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> csvHeader(Column column) {
    String key = column.key();
    return column.interval() ? List.of(key, key + "_low", key + "_high") : List.of(key);
  }

  private List<String> csvRow(List<Cell> row) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      switch (row.get(i)) {
        case Cell.Plain plain -> {
          fields.add(csvField(plain.value()));
          fields.addAll(columns.get(i).interval() ? List.of("", "") : List.of());
        }
        case Cell.Estimate(Interval(double value, double low, double high)) ->
            fields.addAll(List.of(Double.toString(value), Double.toString(low), Double.toString(high)));
      }
    }
    return fields;
  }

  private static String csvField(JsonValue value) {
    return switch (value) {
      case JsonValue.Text text -> text.value();
      case JsonValue.Nothing _ -> "";
      case JsonValue.Whole _, JsonValue.Truth _, JsonValue.Items _, JsonValue.Fields _ -> JsonWriter.compact(value);
      case JsonValue.Real real -> Double.toString(real.value());
    };
  }

  /// Aligned columns for a terminal.
  public String toText() {
    return ShownTable.of(this).toText();
  }
}
