package io.matchline.tcam;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.device.MonotoneCurve;
import io.matchline.kernel.CellTable;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Current and capacitance of a matching and a mismatching cell over the voltage of its match line, as SPICE gives them.
///
/// @param voltV ascending, three or more, V
/// @param matchA current to ground of a matching cell, A
/// @param mismatchA the same of a mismatching cell
/// @param matchF small-signal capacitance of a matching cell, > 0 F
/// @param mismatchF the same of a mismatching cell
public record CellCurves(
    List<Double> voltV, List<Double> matchA, List<Double> mismatchA, List<Double> matchF, List<Double> mismatchF) {
  /// State of a matching cell in the kernel's table.
  static final byte MATCH = 0;

  /// State of a mismatching cell.
  static final byte MISMATCH = 1;

  private static final List<String> COLUMNS =
      List.of("V", "I_mismatch_A", "I_match_A", "C_mismatch_F", "C_match_F");
  private static final int MIN_ROWS = 3;
  /// Points of the kernel's table.
  static final int POINTS = 1025;

  public CellCurves {
    voltV = List.copyOf(voltV);
    matchA = List.copyOf(matchA);
    mismatchA = List.copyOf(mismatchA);
    matchF = List.copyOf(matchF);
    mismatchF = List.copyOf(mismatchF);
  }

  /// Of few numbers: rows ask for it, and all numbers would cost as much as a row.
  @Override
  public int hashCode() {
    return Objects.hash(voltV.size(), voltV.getLast(), mismatchA.getLast());
  }

  /// Reads a table with the columns `V, I_mismatch_A, I_match_A, C_mismatch_F, C_match_F`.
  ///
  /// @throws InvalidInputException with every problem of the file
  public static CellCurves read(Path path) {
    List<List<Double>> columns = columns(path, COLUMNS);
    return new CellCurves(columns.get(0), columns.get(2), columns.get(1), columns.get(4), columns.get(3));
  }

  /// The columns of a table, finite numbers: V rises, those that start with C are above 0.
  static List<List<Double>> columns(Path path, List<String> names) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, names, problems);
    for (String column : names) {
      if (!table.has(column)) {
        problems.add(table.file(), "no column %s", column);
      }
    }
    if (problems.isEmpty() && table.rows().size() < MIN_ROWS) {
      problems.add(table.file(), "%d rows; a cell table needs at least %d", table.rows().size(), MIN_ROWS);
    }
    problems.throwIfAny();
    List<List<Double>> columns = names.stream().map(c -> numbers(table, c, problems)).toList();
    problems.throwIfAny();
    return columns;
  }

  /// The table as {@link #read} takes it, every number with all its digits.
  public String text() {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\n");
    for (int k = 0; k < voltV.size(); k++) {
      text.append(voltV.get(k)).append(',').append(mismatchA.get(k)).append(',').append(matchA.get(k));
      text.append(',').append(mismatchF.get(k)).append(',').append(matchF.get(k)).append("\n");
    }
    return text.toString();
  }

  private static List<Double> numbers(CsvTable table, String column, Problems problems) {
    double[] before = {Double.NEGATIVE_INFINITY};
    return table.rows().stream().map(row -> {
      String text = table.field(row, column);
      double number = number(text);
      if (!Double.isFinite(number)) {
        problems.add(table.place(row), "%s = %s is not a finite number", column, text.isEmpty() ? "(empty)" : text);
      } else if (column.equals("V") && number <= before[0]) {
        problems.add(table.place(row), "V = %s V is not above the %s V of the row before", text, before[0]);
      } else if (column.startsWith("C") && number <= 0) {
        problems.add(table.place(row), "%s = %s F is not above 0 F", column, text);
      }
      before[0] = number;
      return number;
    }).toList();
  }

  static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /// The kernel's table: currents by a monotone curve, straight pieces where one of them falls, and charges by the
  /// trapezoidal rule between the given voltages.
  CellTable table(Arena arena) {
    return table(arena, POINTS);
  }

  CellTable table(Arena arena, int points) {
    MemorySegment value = arena.allocate(JAVA_DOUBLE, 4L * points);
    double low = voltV.getFirst();
    double step = (voltV.getLast() - low) / (points - 1);
    fill(value, MATCH, points, step, matchA, matchF);
    fill(value, MISMATCH, points, step, mismatchA, mismatchF);
    return new CellTable(2, points, low, step, value);
  }

  private void fill(MemorySegment value, int state, int points, double step, List<Double> ampere, List<Double> farad) {
    Optional<MonotoneCurve> curve = rises(ampere)
        ? Optional.of(new MonotoneCurve(array(voltV), array(ampere)))
        : Optional.empty();
    int piece = 0;
    double charge = 0;
    for (int k = 0; k < points; k++) {
      double v = voltV.getFirst() + k * step;
      while (piece < voltV.size() - 2 && v >= voltV.get(piece + 1)) {
        charge += (voltV.get(piece + 1) - voltV.get(piece)) * (farad.get(piece) + farad.get(piece + 1)) / 2;
        piece++;
      }
      double dv = v - voltV.get(piece);
      double slope = (farad.get(piece + 1) - farad.get(piece)) / (voltV.get(piece + 1) - voltV.get(piece));
      long at = 2L * (state * points + k);
      double straight = ampere.get(piece)
          + dv * (ampere.get(piece + 1) - ampere.get(piece)) / (voltV.get(piece + 1) - voltV.get(piece));
      value.setAtIndex(JAVA_DOUBLE, at, curve.isPresent() ? curve.get().value(v) : straight);
      value.setAtIndex(JAVA_DOUBLE, at + 1, charge + dv * (farad.get(piece) + slope * dv / 2));
    }
  }

  private static boolean rises(List<Double> ampere) {
    return IntStream.range(1, ampere.size()).allMatch(k -> ampere.get(k) >= ampere.get(k - 1));
  }

  static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
