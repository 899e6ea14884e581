package io.matchline.spice;

import io.matchline.device.CellLaw;
import io.matchline.device.SinhCurrent;
import java.util.Arrays;
import java.util.Optional;

/// The cells of a crossbar as ngspice elements between a row node and a column node.
public sealed interface CrossbarCells {
  int rows();

  int columns();

  /// The element after its number: nodes and value, and before it the letters of its name.
  ///
  /// @param letters ngspice's kind of element and what the name begins with
  /// @param value what follows the two nodes
  record Element(String letters, String value) {}

  /// The element of a cell between two nodes; nothing where no current ever flows.
  ///
  /// @param rowNode name of the row's node
  /// @param columnNode name of the column's node
  Optional<Element> element(int row, int column, String rowNode, String columnNode);

  /// Resistors.
  ///
  /// @param conductanceS `[rows][columns]` S, finite and ≥ 0
  record Ohmic(int rows, int columns, double[] conductanceS) implements CrossbarCells {
    public Ohmic {
      check(rows, columns, conductanceS);
    }

    /// A conductance whose resistance is above the largest number is left out like one of 0 S.
    @Override
    public Optional<Element> element(int row, int column, String rowNode, String columnNode) {
      double ohm = 1 / conductanceS[row * columns + column];
      return Double.isFinite(ohm) ? Optional.of(new Element("Rg", Double.toString(ohm))) : Optional.empty();
    }
  }

  /// Sources of G·V₀·sinh(v/V₀).
  ///
  /// The argument is held within ±40, so that no step of ngspice's iteration overflows. ngspice keeps eleven digits of
  /// every number of an expression.
  ///
  /// @param conductanceS `[rows][columns]` S at 0 V, 0 or within the window of the law
  /// @param law the device's law, which says V₀ and what solvers compute with
  record Sinh(int rows, int columns, double[] conductanceS, SinhCurrent law) implements CrossbarCells, CellLaw {
    private static final double MAX_ARGUMENT = 40;

    public Sinh {
      check(rows, columns, conductanceS);
      for (double siemens : conductanceS) {
        if (siemens > 0 && !law.window().contains(siemens)) {
          throw new IllegalArgumentException(
              "a conductance of %s S is outside %s, the states of the law".formatted(siemens, law.window()));
        }
      }
    }

    @Override
    public Optional<Element> element(int row, int column, String rowNode, String columnNode) {
      double amplitudeA = siemens(row, column) * law.voltageV();
      return amplitudeA == 0
          ? Optional.empty()
          : Optional.of(new Element("Bg", "i=%s*sinh(min(max(v(%s,%s)*%s,%s),%s))".formatted(
              amplitudeA, rowNode, columnNode, 1 / law.voltageV(), -MAX_ARGUMENT, MAX_ARGUMENT)));
    }

    @Override
    public double currentA(int row, int column, double voltageV) {
      double siemens = siemens(row, column);
      return siemens == 0 ? 0 : law.currentA(law.state(siemens), voltageV);
    }

    @Override
    public double conductanceS(int row, int column, double voltageV) {
      double siemens = siemens(row, column);
      return siemens == 0 ? 0 : law.conductanceS(law.state(siemens), voltageV);
    }

    private double siemens(int row, int column) {
      return conductanceS[row * columns + column];
    }
  }

  /// Sources that follow a table of points, linear between them and along the first and the last piece outside.
  ///
  /// @param voltageV rising voltages, at least two, V
  /// @param currentA `[rows][columns][points]` A, never falling with the voltage
  record Table(int rows, int columns, double[] voltageV, double[] currentA) implements CrossbarCells, CellLaw {
    public Table {
      int points = voltageV.length;
      if (rows < 1 || columns < 1 || points < 2 || currentA.length != (long) rows * columns * points) {
        throw new IllegalArgumentException(
            "%d currents do not fill %d × %d cells of %d points".formatted(currentA.length, rows, columns, points));
      }
      for (int k = 0; k < currentA.length; k++) {
        int p = k % points;
        if (p > 0 && !(voltageV[p] > voltageV[p - 1] && currentA[k] >= currentA[k - 1])) {
          throw new IllegalArgumentException(
              "cell %d: (%s V, %s A) after (%s V, %s A); voltages rise and currents never fall".formatted(
                  k / points, voltageV[p], currentA[k], voltageV[p - 1], currentA[k - 1]));
        }
      }
    }

    @Override
    public Optional<Element> element(int row, int column, String rowNode, String columnNode) {
      StringBuilder points = new StringBuilder();
      for (int p = 0; p < voltageV.length; p++) {
        points.append(",").append(voltageV[p]).append(",").append(currentA[first(row, column) + p]);
      }
      return Optional.of(new Element("Bg", "i=pwl(v(%s,%s)%s)".formatted(rowNode, columnNode, points)));
    }

    @Override
    public double currentA(int row, int column, double atV) {
      int left = first(row, column) + piece(atV);
      return currentA[left] + conductanceS(row, column, atV) * (atV - voltageV[piece(atV)]);
    }

    @Override
    public double conductanceS(int row, int column, double atV) {
      int piece = piece(atV);
      int left = first(row, column) + piece;
      return (currentA[left + 1] - currentA[left]) / (voltageV[piece + 1] - voltageV[piece]);
    }

    private int first(int row, int column) {
      return (row * columns + column) * voltageV.length;
    }

    private int piece(double atV) {
      int found = Arrays.binarySearch(voltageV, atV);
      return Math.clamp(found >= 0 ? found : -found - 2, 0, voltageV.length - 2);
    }
  }

  private static void check(int rows, int columns, double[] conductanceS) {
    if (rows < 1 || columns < 1 || conductanceS.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%d conductances do not fill %d × %d cells".formatted(conductanceS.length, rows, columns));
    }
    for (int k = 0; k < conductanceS.length; k++) {
      if (!(conductanceS[k] >= 0 && Double.isFinite(conductanceS[k]))) {
        throw new IllegalArgumentException(
            "conductance of row %d, column %d = %s S is not a finite number of at least 0 S"
                .formatted(k / columns, k % columns, conductanceS[k]));
      }
    }
  }
}
