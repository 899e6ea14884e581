package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Reads a CSV file of plain numbers.
final class MatrixText {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_SHOWN = 40;

  private final Path path;
  private final MatrixRule rule;
  private final Problems problems = new Problems();
  private double[] values = new double[64];
  private int count;
  private long rows;
  private long columns;
  private long firstLine;
  private long widest;

  private MatrixText(Path path, MatrixRule rule) {
    this.path = path;
    this.rule = rule;
  }

  static Matrix read(Path path, MatrixRule rule) {
    MatrixText text = new MatrixText(path, rule);
    text.readLines();
    if (text.rows == 0) {
      text.problems.add(path.toString(), "no numbers: every line is empty or a comment");
    }
    rule.checkSize(path.toString(), text.rows, text.widest, text.problems);
    text.problems.throwIfAny();
    return new Matrix((int) text.rows, (int) text.columns, Arrays.copyOf(text.values, text.count));
  }

  private void readLines() {
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      for (long number = 1; line != null; number++, line = reader.readLine()) {
        String content = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
        if (!content.isBlank() && !content.startsWith("#")) {
          add(number, content);
        }
      }
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(path + ": the file is not UTF-8 text");
    } catch (IOException e) {
      throw new InvalidInputException(path + ": cannot be read: " + e.getMessage());
    }
  }

  private void add(long line, String content) {
    String[] fields = content.split(",", -1);
    rows++;
    widest = Math.max(widest, fields.length);
    if (rows == 1) {
      columns = fields.length;
      firstLine = line;
    } else if (fields.length != columns) {
      problems.add(path + ":" + line, "%d numbers, line %d has %d", fields.length, firstLine, columns);
    }
    if (rows > rule.maxRows() || widest > rule.maxColumns()) {
      return;
    }
    for (int j = 0; j < fields.length; j++) {
      store(number(path + ":" + line + ", column " + (j + 1), fields[j].strip()));
    }
  }

  private double number(String place, String text) {
    if (DECIMAL.matcher(text).matches()) {
      double value = Double.parseDouble(text);
      rule.check(place, value, problems);
      return value;
    }
    String shown = text.isEmpty() ? "(empty)" : text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    problems.add(place, "%s = %s %s", rule.quantity(), shown, fault(text));
    return Double.NaN;
  }

  private static String fault(String text) {
    if (NOT_FINITE.matcher(text).matches()) {
      return "is not a finite number";
    }
    boolean several = text.chars().anyMatch(c -> " \t;".indexOf(c) >= 0);
    return several ? "is not a number; numbers stand between commas, without units" : "is not a number";
  }

  private void store(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, Math.addExact(count, count >> 1));
    }
    values[count++] = value;
  }
}
