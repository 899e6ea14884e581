package io.matchline.tcam;

import io.matchline.unit.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the fields of one row, collecting what is wrong with them.
public final class CaseFields {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);
  private static final int MAX_SHOWN = 40;

  private final CsvTable table;
  private final CsvTable.Row row;
  private final Problems problems;
  private boolean sound = true;

  public CaseFields(CsvTable table, CsvTable.Row row, Problems problems) {
    this.table = table;
    this.row = row;
    this.problems = problems;
  }

  /// Whether nothing is wrong so far.
  public boolean sound() {
    return sound;
  }

  public String place() {
    return table.place(row);
  }

  public String text(CsvColumn column) {
    return table.field(row, column.key());
  }

  public void fault(String rule, Object... values) {
    sound = false;
    problems.add(place(), rule, values);
  }

  /// Reports `column = value rule`.
  public void fault(CsvColumn column, String value, String rule) {
    fault("%s = %s %s", column.key(), shown(value), rule);
  }

  /// A number, or `otherwise` where the field is empty.
  public double number(CsvColumn column, double otherwise) {
    String text = text(column);
    return text.isEmpty() ? otherwise : parse(column, text, "");
  }

  /// The number in a field that is read elsewhere too, which reports what is wrong with it; NaN then.
  double quiet(DischargeColumn column) {
    String text = text(column);
    return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /// A number that the row must have.
  public double needed(CsvColumn column, String why) {
    String text = text(column);
    if (text.isEmpty()) {
      fault("%s is empty; %s", column.key(), why);
      return Double.NaN;
    }
    return parse(column, text, "");
  }

  /// The numbers of a space-separated list, each at least 0.
  public List<Double> numbers(CsvColumn column, int maxCount) {
    String text = text(column);
    String[] parts = text.isEmpty() ? new String[0] : text.split("\\s+");
    if (parts.length > maxCount) {
      fault("%s has %d numbers, above the maximum of %d", column.key(), parts.length, maxCount);
      return List.of();
    }
    List<Double> numbers = new ArrayList<>(parts.length);
    for (int i = 0; i < parts.length; i++) {
      numbers.add(parse(column, parts[i], parts.length == 1 ? "" : " (number " + (i + 1) + ")"));
    }
    return numbers;
  }

  private double parse(CsvColumn column, String text, String which) {
    if (!DECIMAL.matcher(text).matches()) {
      String rule = NOT_FINITE.matcher(text).matches() ? "is not a finite number" : "is not a number";
      fault("%s = %s%s %s", column.key(), shown(text), which, rule);
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      fault("%s = %s%s%s is not a finite number", column.key(), shown(text), unit(column), which);
    } else if (number < 0 && !column.signed()) {
      fault("%s = %s%s%s is below 0%s", column.key(), shown(text), unit(column), which, unit(column));
    }
    return number;
  }

  private static String unit(CsvColumn column) {
    return column.symbol().isEmpty() ? "" : " " + column.symbol();
  }

  private static String shown(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
  }
}
