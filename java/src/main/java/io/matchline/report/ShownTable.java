package io.matchline.report;

import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A result table as people see it: rounded numbers, one unit prefix per column.
///
/// @param headers titles with units
/// @param numeric whether a column is aligned to the right
/// @param rows texts of the cells
record ShownTable(List<String> headers, List<Boolean> numeric, List<List<String>> rows) {
  private static final int MOST_ALIGNED_DECIMALS = 3;
  private static final Pattern PLAIN_NUMBER = Pattern.compile("−?[0-9]+(\\.[0-9]+)?");

  static ShownTable of(ResultTable table) {
    List<UnitScale> scales = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      List<ResultTable.Cell> cells = table.rows().stream().map(row -> row.get(column)).toList();
      double largest = cells.stream().mapToDouble(ShownTable::magnitude).max().orElse(0);
      scales.add(UnitScale.forLargest(table.columns().get(i).unit(), largest));
      numeric.add(!cells.isEmpty() && cells.stream().allMatch(ShownTable::isNumeric));
    }
    List<String> headers = new ArrayList<>();
    for (int i = 0; i < scales.size(); i++) {
      headers.add(scales.get(i).title(table.columns().get(i).title()));
    }
    List<List<String>> rows = table.rows().stream().map(row -> show(row, table.columns(), scales)).toList();
    return new ShownTable(headers, numeric, alignDecimals(rows, numeric));
  }

  /// Titles, a rule, and the rows; columns two spaces apart.
  String toText() {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
      widths.add(Math.max(widest, length(headers.get(i))));
    }
    StringBuilder out = new StringBuilder();
    line(out, headers, widths);
    line(out, widths.stream().map("─"::repeat).toList(), widths);
    rows.forEach(row -> line(out, row, widths));
    return out.toString();
  }

  private void line(StringBuilder out, List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String space = " ".repeat(widths.get(i) - length(cells.get(i)));
      line.append(i > 0 ? "  " : "").append(numeric.get(i) ? space + cells.get(i) : cells.get(i) + space);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Fills up decimals in columns whose numbers are of similar size.
  private static List<List<String>> alignDecimals(List<List<String>> rows, List<Boolean> numeric) {
    List<List<String>> aligned = rows.stream().<List<String>>map(ArrayList::new).toList();
    for (int i = 0; i < numeric.size(); i++) {
      int column = i;
      int most = rows.stream().mapToInt(row -> decimals(row.get(column))).max().orElse(0);
      for (List<String> row : aligned) {
        int there = decimals(row.get(i));
        if (numeric.get(i) && most <= MOST_ALIGNED_DECIMALS && there >= 0 && there < most) {
          row.set(i, row.get(i) + (there == 0 ? "." : "") + "0".repeat(most - there));
        }
      }
    }
    return aligned;
  }

  /// Digits after the point of a plain number, -1 for anything else.
  private static int decimals(String text) {
    int point = text.indexOf('.');
    return !PLAIN_NUMBER.matcher(text).matches() ? -1 : point < 0 ? 0 : text.length() - point - 1;
  }

  private static List<String> show(List<ResultTable.Cell> row, List<Column> columns, List<UnitScale> scales) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      texts.add(show(row.get(i), columns.get(i).unit(), scales.get(i).factor()));
    }
    return texts;
  }

  private static String show(ResultTable.Cell cell, Unit unit, double factor) {
    return switch (cell) {
      case ResultTable.Cell.Plain(JsonValue.Text(String text)) -> text;
      case ResultTable.Cell.Plain(JsonValue.Real(double value)) -> Numbers.rounded(value * factor);
      case ResultTable.Cell.Plain(JsonValue.Whole(long value)) ->
          unit == Unit.ONE ? Numbers.minus(Long.toString(value)) : Numbers.rounded(value * factor);
      case ResultTable.Cell.Plain(JsonValue.Truth(boolean value)) -> value ? "yes" : "no";
      case ResultTable.Cell.Plain _ -> "–";
      case ResultTable.Cell.Estimate(Interval interval) -> estimate(interval, factor);
    };
  }

  /// `93.1 ± 0.4`; bounds in brackets where they are not symmetric.
  static String estimate(Interval interval, double factor) {
    String value = Numbers.rounded(interval.value() * factor);
    double half = interval.halfWidth();
    if (half == 0 || Double.isNaN(half)) {
      return value;
    }
    boolean symmetric = Math.abs(interval.high() + interval.low() - 2 * interval.value()) <= 0.02 * half;
    return symmetric
        ? value + " ± " + Numbers.rounded(half * factor, 2)
        : value + " [" + Numbers.rounded(interval.low() * factor) + ", " + Numbers.rounded(interval.high() * factor)
            + "]";
  }

  private static boolean isNumeric(ResultTable.Cell cell) {
    return switch (cell) {
      case ResultTable.Cell.Estimate _ -> true;
      case ResultTable.Cell.Plain(JsonValue value) ->
          !(value instanceof JsonValue.Text) && !(value instanceof JsonValue.Truth);
    };
  }

  private static double magnitude(ResultTable.Cell cell) {
    double value = switch (cell) {
      case ResultTable.Cell.Estimate(Interval interval) -> Math.abs(interval.value());
      case ResultTable.Cell.Plain(JsonValue.Real(double real)) -> Math.abs(real);
      case ResultTable.Cell.Plain(JsonValue.Whole(long whole)) -> Math.abs((double) whole);
      case ResultTable.Cell.Plain _ -> 0;
    };
    return Double.isFinite(value) ? value : 0;
  }
}
