package io.matchline.crossbar;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.kernel.CrossbarCircuit;
import io.matchline.kernel.CrossbarEnd;
import java.lang.foreign.Arena;
import java.util.Random;

/// The square arrays that are measured: conductances between 5 and 100 µS, voltages between 0 and 1 V, the same
/// resistance in every segment, driven beside column 0 and read beyond the last row.
///
/// @param conductanceS `[lines][lines]`
/// @param rowV `[vectors][lines]`
record CrossbarInputs(int lines, double[] conductanceS, double[][] rowV) {
  static CrossbarInputs of(int lines, int vectors) {
    Random random = new Random(lines);
    double[] conductanceS = random.doubles((long) lines * lines, 5e-6, 1e-4).toArray();
    double[][] rowV = new double[vectors][];
    for (int v = 0; v < vectors; v++) {
      rowV[v] = random.doubles(lines).toArray();
    }
    return new CrossbarInputs(lines, conductanceS, rowV);
  }

  CrossbarCircuit circuit(Arena arena, double ohm) {
    return new CrossbarCircuit(
        lines,
        lines,
        CrossbarEnd.FIRST,
        CrossbarEnd.LAST,
        ohm,
        ohm,
        0,
        0,
        arena.allocateFrom(JAVA_DOUBLE, conductanceS));
  }

  /// The first vectors as drives of the rows.
  NodalDrive[] forward(CrossbarCircuit circuit, int vectors) {
    NodalDrive[] drives = new NodalDrive[vectors];
    for (int v = 0; v < vectors; v++) {
      drives[v] = NodalDrive.rows(circuit, rowV[v]);
    }
    return drives;
  }

  /// The first vectors, less their middle, as drives of the columns: what an adjoint solve is given.
  NodalDrive[] adjoint(CrossbarCircuit circuit, int vectors) {
    NodalDrive[] drives = new NodalDrive[vectors];
    for (int v = 0; v < vectors; v++) {
      double[] columnV = new double[lines];
      for (int j = 0; j < lines; j++) {
        columnV[j] = rowV[v][j] - 0.5;
      }
      drives[v] = NodalDrive.columns(circuit, columnV);
    }
    return drives;
  }

  /// The largest difference over the largest value.
  static double difference(double[] wanted, double[] found) {
    double largest = 0;
    double most = 0;
    for (int j = 0; j < wanted.length; j++) {
      largest = Math.max(largest, Math.abs(wanted[j]));
      most = Math.max(most, Math.abs(wanted[j] - found[j]));
    }
    return most / largest;
  }
}
