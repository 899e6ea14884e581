package io.matchline.tcam;

import io.matchline.device.MonotoneCurve;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A matching and a mismatching cell while their search lines rise, as SPICE gives them: in equal steps of the rise, at
/// the start, the middle and the end of each.
///
/// @param voltV ascending, three or more, V
/// @param moments at shares 0, 1/2n, 2/2n … 1 of a rise in n steps
public record RiseCurves(List<Double> voltV, List<Moment> moments) {
  static final int MAX_STEPS = 16;

  private static final List<String> COLUMNS =
      List.of("share", "V", "I_mismatch_A", "I_match_A", "Q_mismatch_C", "Q_match_C");
  private static final double SAME = 1e-9;

  /// @param matchA current to ground of a matching cell, A
  /// @param mismatchA the same of a mismatching cell
  /// @param matchC charge of a matching cell on the line, on one scale for all moments, rising, C
  /// @param mismatchC the same of a mismatching cell
  public record Moment(List<Double> matchA, List<Double> mismatchA, List<Double> matchC, List<Double> mismatchC) {
    public Moment {
      matchA = List.copyOf(matchA);
      mismatchA = List.copyOf(mismatchA);
      matchC = List.copyOf(matchC);
      mismatchC = List.copyOf(mismatchC);
    }
  }

  public RiseCurves {
    voltV = List.copyOf(voltV);
    moments = List.copyOf(moments);
  }

  /// Of few numbers: rows ask for it, and all numbers would cost as much as a row.
  @Override
  public int hashCode() {
    return Objects.hash(moments.size(), voltV.getLast(), moments.getLast().mismatchA().getLast());
  }

  int steps() {
    return moments.size() / 2;
  }

  /// Reads a table with the columns `share, V, I_mismatch_A, I_match_A, Q_mismatch_C, Q_match_C`, moment after moment.
  ///
  /// @throws InvalidInputException with every problem of the file
  public static RiseCurves read(Path path) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, COLUMNS, problems);
    COLUMNS.stream().filter(c -> !table.has(c)).forEach(c -> problems.add(table.file(), "no column %s", c));
    problems.throwIfAny();
    List<double[]> rows = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      double[] numbers = COLUMNS.stream().mapToDouble(c -> CellCurves.number(table.field(row, c))).toArray();
      for (int k = 0; k < numbers.length; k++) {
        if (!Double.isFinite(numbers[k])) {
          problems.add(
              table.place(row), "%s = %s is not a finite number", COLUMNS.get(k), table.field(row, COLUMNS.get(k)));
        }
      }
      rows.add(numbers);
    }
    problems.throwIfAny();
    return of(rows, table.file());
  }

  private static RiseCurves of(List<double[]> rows, String file) {
    Problems problems = new Problems();
    int points = (int) rows.stream().filter(r -> r[0] == rows.getFirst()[0]).count();
    int moments = points == 0 ? 0 : rows.size() / points;
    if (points < 3 || moments < 3 || moments % 2 == 0 || moments > 2 * MAX_STEPS + 1 || rows.size() != moments * points) {
      throw new InvalidInputException(
          "%s: %d rows of which %d are of the first share; a table of a rise needs 3, 5 … %d shares with the same 3 or more"
              .formatted(file, rows.size(), points, 2 * MAX_STEPS + 1)
              + " voltages each");
    }
    for (int i = 0; i < rows.size(); i++) {
      check(rows, i, points, moments, problems, file);
    }
    problems.throwIfAny();
    List<Double> voltV = column(rows.subList(0, points), 1);
    List<Moment> all = new ArrayList<>();
    for (int m = 0; m < moments; m++) {
      List<double[]> part = rows.subList(m * points, (m + 1) * points);
      all.add(new Moment(column(part, 3), column(part, 2), column(part, 5), column(part, 4)));
    }
    return new RiseCurves(voltV, all);
  }

  private static void check(List<double[]> rows, int i, int points, int moments, Problems problems, String file) {
    double[] row = rows.get(i);
    double share = (i / points) / (moments - 1.0);
    if (Math.abs(row[0] - share) > SAME) {
      problems.add(file, "share = %s in row %d where %s is expected: shares go from 0 to 1 in equal steps", row[0], i + 1, share);
    }
    if (row[1] != rows.get(i % points)[1]) {
      problems.add(file, "V = %s V in row %d is not the %s V of the first share", row[1], i + 1, rows.get(i % points)[1]);
    }
    for (int column : i % points == 0 ? new int[0] : new int[] {1, 4, 5}) {
      if (!(row[column] > rows.get(i - 1)[column])) {
        problems.add(
            file, "%s = %s in row %d is not above that of the row before", COLUMNS.get(column), row[column], i + 1);
      }
    }
  }

  private static List<Double> column(List<double[]> rows, int column) {
    return rows.stream().map(row -> row[column]).toList();
  }

  /// The table as {@link #read} takes it.
  public String text() {
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\n");
    for (int m = 0; m < moments.size(); m++) {
      Moment moment = moments.get(m);
      for (int k = 0; k < voltV.size(); k++) {
        text.append(m / (moments.size() - 1.0)).append(',').append(voltV.get(k)).append(',');
        text.append(moment.mismatchA().get(k)).append(',').append(moment.matchA().get(k)).append(',');
        text.append(moment.mismatchC().get(k)).append(',').append(moment.matchC().get(k)).append('\n');
      }
    }
    return text.toString();
  }

  /// Whether the table has the range of the cell's, which the kernel needs.
  boolean covers(CellCurves cell) {
    return voltV.getFirst().equals(cell.voltV().getFirst()) && voltV.getLast().equals(cell.voltV().getLast());
  }

  /// A quantity over the line's voltage; straight pieces where it falls.
  static double[] sampled(List<Double> voltV, List<Double> numbers, int points) {
    double low = voltV.getFirst();
    double step = (voltV.getLast() - low) / (points - 1);
    double[] values = new double[points];
    boolean rises = true;
    for (int k = 1; k < numbers.size(); k++) {
      rises &= numbers.get(k) >= numbers.get(k - 1);
    }
    MonotoneCurve curve = rises ? new MonotoneCurve(CellCurves.array(voltV), CellCurves.array(numbers)) : null;
    int piece = 0;
    for (int k = 0; k < points; k++) {
      double v = low + k * step;
      while (piece < voltV.size() - 2 && v >= voltV.get(piece + 1)) {
        piece++;
      }
      double share = (v - voltV.get(piece)) / (voltV.get(piece + 1) - voltV.get(piece));
      values[k] = curve != null
          ? curve.value(v)
          : numbers.get(piece) + share * (numbers.get(piece + 1) - numbers.get(piece));
    }
    return values;
  }
}
