package io.matchline.spice;

import io.matchline.crossbar.CrossbarWires;
import java.util.ArrayList;
import java.util.List;

/// A crossbar with inputs whose column currents are compared.
///
/// @param id name of the case
/// @param place `file:line`
/// @param inputV `[vectors][rows]` V
record CrossbarCase(String id, String place, CrossbarWires wires, CrossbarCells.Ohmic cells, double[][] inputV) {
  int vectors() {
    return inputV.length;
  }

  /// Vector after vector, column after column.
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (int v = 0; v < vectors(); v++) {
      for (int j = 0; j < cells.columns(); j++) {
        points.add(new Point(id, Quantity.CURRENT_A, "v" + v + " c" + j));
      }
    }
    return points;
  }

  /// What a point of a table has in common with the other points of its vector.
  static String vectorOf(Point point) {
    return point.id() + " " + point.at().split(" ", 2)[0];
  }
}
