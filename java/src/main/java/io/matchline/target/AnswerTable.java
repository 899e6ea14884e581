package io.matchline.target;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/// Recorded answers as a CSV file with columns `line, quantity, at, value`: the hash of a line with its conductances,
/// `voltage_v` or `crossing_s`, the time (s) or level (V), and the voltage (V) or time (s, `never` for +∞).
public final class AnswerTable {
  private static final List<String> COLUMNS = List.of("line", "quantity", "at", "value");
  private static final String NEVER = "never";

  private final Map<Question, Double> answers = new ConcurrentHashMap<>();

  /// @throws InvalidInputException with every problem of the file
  static AnswerTable read(Path file) {
    Problems problems = new Problems();
    CsvTable csv = CsvTable.read(file, COLUMNS, problems);
    COLUMNS.stream().filter(column -> !csv.has(column)).forEach(c -> problems.add(csv.file(), "no column %s", c));
    problems.throwIfAny();
    AnswerTable table = new AnswerTable();
    for (CsvTable.Row row : csv.rows()) {
      try {
        Question question = question(csv, row);
        double value = value(csv.field(row, "value"));
        Double earlier = table.answers.putIfAbsent(question, value);
        if (earlier != null && earlier != value) {
          problems.add(csv.place(row), "value = %s, but %s earlier in the file for the same question", value, earlier);
        }
      } catch (IllegalArgumentException e) {
        problems.add(csv.place(row), "%s", e.getMessage());
      }
    }
    problems.throwIfAny();
    return table;
  }

  private static Question question(CsvTable csv, CsvTable.Row row) {
    String key = csv.field(row, "quantity");
    Question.Quantity quantity = Arrays.stream(Question.Quantity.values())
        .filter(q -> q.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("quantity = %s is neither voltage_v nor crossing_s".formatted(key)));
    return new Question(csv.field(row, "line"), quantity, number("at", csv.field(row, "at")));
  }

  private static double value(String text) {
    return text.equals(NEVER) ? Double.POSITIVE_INFINITY : number("value", text);
  }

  private static double number(String column, String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("%s = %s is not a finite number".formatted(column, text));
    }
    return number;
  }

  void put(Question question, double value) {
    answers.put(question, value);
  }

  OptionalDouble answer(Question question) {
    Double value = answers.get(question);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// Number of answers.
  public int size() {
    return answers.size();
  }

  /// Writes the table, sorted, so that the same answers give the same bytes; doubles read back to the same bits.
  public void write(Writer out) {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(COLUMNS);
    answers.entrySet().stream()
        .map(e -> List.of(
            e.getKey().line(),
            e.getKey().quantity().key(),
            Double.toString(e.getKey().at()),
            e.getValue() == Double.POSITIVE_INFINITY ? NEVER : Double.toString(e.getValue())))
        .sorted((a, b) -> String.join(",", a).compareTo(String.join(",", b)))
        .forEach(csv::writeRecord);
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the recorded answers cannot be written", e);
    }
  }
}
