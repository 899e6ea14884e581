package io.matchline.tcam;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import io.matchline.unit.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A CSV file with a header of known column names in any order; lines that start with `#` are comments.
///
/// @param file its name, as messages give it
/// @param columns place of each column that the header has
/// @param rows the rows that have as many fields as the header, in order
public record CsvTable(String file, Map<String, Integer> columns, List<Row> rows) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int MAX_NAME = 40;

  public CsvTable {
    columns = Map.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// One row with the number of the line that it starts on.
  public record Row(long line, List<String> fields) {
    public Row {
      fields = List.copyOf(fields);
    }
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /// The field without surrounding blanks; empty where the file does not have the column.
  public String field(Row row, String column) {
    Integer place = columns.get(column);
    return place == null ? "" : row.fields().get(place).strip();
  }

  /// `file:line`
  public String place(Row row) {
    return file + ":" + row.line();
  }

  /// Reads a file; what is wrong with the header or the shape of a row is added to `problems`.
  ///
  /// @param known names of all columns that the format has
  /// @throws InvalidInputException when the file cannot be read as CSV with a header at all
  public static CsvTable read(Path path, List<String> known, Problems problems) {
    String file = path.getFileName().toString();
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(path + ": no such file");
    }
    List<CsvRecord> records = records(path, file);
    if (records.isEmpty()) {
      throw new InvalidInputException(file + ": the file is empty; it needs a header line with column names");
    }
    CsvRecord header = records.getFirst();
    Map<String, Integer> columns = columns(file + ":" + header.getStartingLineNumber(), header, known, problems);
    List<Row> rows = new ArrayList<>();
    for (CsvRecord fields : records.subList(1, records.size())) {
      long line = fields.getStartingLineNumber();
      if (fields.getFieldCount() == header.getFieldCount()) {
        rows.add(new Row(line, fields.getFields()));
      } else {
        problems.add(
            file + ":" + line, "%d fields, the header has %d", fields.getFieldCount(), header.getFieldCount());
      }
    }
    return new CsvTable(file, columns, rows);
  }

  private static List<CsvRecord> records(Path path, String file) {
    var format = CsvReader.builder().commentStrategy(CommentStrategy.SKIP);
    format.extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (CsvReader<CsvRecord> reader = format.ofCsvRecord(Files.newBufferedReader(path))) {
      return reader.stream().toList();
    } catch (CsvParseException e) {
      throw new InvalidInputException(
          e.getCause() instanceof CharacterCodingException
              ? file + ": the file is not UTF-8 text"
              : file + ": the file is not CSV: " + (e.getCause() == null ? e : e.getCause()).getMessage());
    } catch (UncheckedIOException e) {
      throw unreadable(file, e.getCause());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RuntimeException unreadable(String file, IOException e) {
    return e instanceof CharacterCodingException
        ? new InvalidInputException(file + ": the file is not UTF-8 text")
        : new UncheckedIOException(file + ": cannot be read", e);
  }

  private static Map<String, Integer> columns(String place, CsvRecord header, List<String> known, Problems problems) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      String name = header.getField(i).replace(BYTE_ORDER_MARK, "").strip();
      String shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
      if (name.isEmpty()) {
        problems.add(place, "column %d has no name", i + 1);
      } else if (!known.contains(name)) {
        problems.add(place, "unknown column %s; the nearest known one is %s", shown, Nearest.of(shown, known));
      } else if (columns.putIfAbsent(name, i) != null) {
        problems.add(place, "column %s is there twice", name);
      }
    }
    return columns;
  }
}
