package io.matchline.spice;

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
