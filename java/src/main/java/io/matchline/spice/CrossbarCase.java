package io.matchline.spice;

import io.matchline.crossbar.CrossbarWires;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A crossbar with inputs whose column currents are compared.
///
/// @param id name of the case
/// @param place `file:line`
/// @param inputV `[vectors][rows]` V
/// @param timesS rising times after all rows step from 0 V, s; empty for the steady state
record CrossbarCase(
    String id, String place, CrossbarWires wires, CrossbarCells cells, double[][] inputV, List<Double> timesS) {
  CrossbarCase {
    timesS = List.copyOf(timesS);
  }

  int vectors() {
    return inputV.length;
  }

  /// The inputs of all vectors in one array, as solvers take them.
  double[] drive() {
    return Arrays.stream(inputV).flatMapToDouble(Arrays::stream).toArray();
  }

  /// Vector after vector, time after time, column after column.
  List<Point> points() {
    List<Point> points = new ArrayList<>();
    List<String> suffixes = timesS.isEmpty() ? List.of("") : timesS.stream().map(t -> " " + t).toList();
    for (int v = 0; v < vectors(); v++) {
      for (String suffix : suffixes) {
        for (int j = 0; j < cells.columns(); j++) {
          points.add(new Point(id, Quantity.CURRENT_A, "v" + v + " c" + j + suffix));
        }
      }
    }
    return points;
  }

  /// What a point of a table has in common with the other points of its vector.
  static String vectorOf(Point point) {
    return point.id() + " " + point.at().split(" ", 2)[0];
  }
}
