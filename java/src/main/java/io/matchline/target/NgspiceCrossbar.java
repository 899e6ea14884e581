package io.matchline.target;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.spice.CrossbarCells;
import io.matchline.spice.CrossbarNetlist;
import io.matchline.spice.Ngspice;
import io.matchline.spice.OperatingPoint;
import java.util.Arrays;

/// ngspice as a target of multiplications: every vector is an operating point of its own.
///
/// @param ngspice in this process or as a subprocess
public record NgspiceCrossbar(Ngspice ngspice) implements CrossbarTarget {
  @Override
  public double[][] currentsA(CrossbarWires wires, double[][] conductanceS, double[][] inputV) {
    CrossbarCells cells = new CrossbarCells.Ohmic(
        conductanceS.length,
        conductanceS[0].length,
        Arrays.stream(conductanceS).flatMapToDouble(Arrays::stream).toArray());
    double[][] currentA = new double[inputV.length][];
    for (int v = 0; v < inputV.length; v++) {
      currentA[v] = ngspice
          .operatingPoint(
              CrossbarNetlist.of(wires, cells, inputV[v], OperatingPoint.standard(), CrossbarNetlist.Order.FORWARD))
          .stream()
          .mapToDouble(a -> a)
          .toArray();
    }
    return currentA;
  }
}
