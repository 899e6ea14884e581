package io.matchline.tcam;

import java.util.Arrays;

/// The converter behind a column tile: turns a sensed quantity into a number of mismatches.
///
/// Its references are calibrated on nominal lines of the level in force, with k = 0, 1, 2 … mismatches spread evenly
/// over the cells: reference k lies halfway between the readings for k and k + 1 mismatches. A reading below
/// reference k has more than k mismatches. Readings fall with k, both voltages and times.
final class Readout {
  private final double[] reference;

  /// @param nominal readings for 0, 1, 2 … mismatches
  /// @param codes steps of the converter, at least 2; the last one collects everything beyond
  Readout(double[] nominal, int codes) {
    int references = Math.min(nominal.length, codes) - 1;
    reference = new double[references];
    for (int k = 0; k < references; k++) {
      reference[k] = halfway(nominal[k], nominal[k + 1]);
    }
  }

  /// The number of references above the reading.
  int code(double reading) {
    int low = 0;
    int high = reference.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reading < reference[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// A line without any conductance never crosses; the reference beside it is then the finite reading itself, doubled.
  private static double halfway(double nearer, double farther) {
    return Double.isInfinite(nearer) ? 2 * farther : 0.5 * (nearer + farther);
  }

  double[] references() {
    return Arrays.copyOf(reference, reference.length);
  }
}
