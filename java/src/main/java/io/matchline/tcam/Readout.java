package io.matchline.tcam;

import java.util.Arrays;

/// The converter behind a column tile: turns a sensed quantity into a number of mismatches.
///
/// Its references are calibrated on nominal lines of the level in force, with k = 0, 1, 2 … mismatches spread evenly
/// over the cells: reference k lies halfway between the readings for k and k + 1 mismatches. A reading below
/// reference k has more than k mismatches. Readings fall with k, both voltages and times.
final class Readout {
  /// Shelves per reference. A shelf is an interval of readings, and few references lie in most of them.
  private static final int FINENESS = 16;

  private final double[] reference;
  private final double lowest;
  private final double shelvesPerUnit;
  private final int[] aboveShelf;

  /// @param nominal readings for 0, 1, 2 … mismatches
  /// @param codes steps of the converter, at least 2; the last one collects everything beyond
  Readout(double[] nominal, int codes) {
    int references = Math.min(nominal.length, codes) - 1;
    reference = new double[references];
    for (int k = 0; k < references; k++) {
      reference[k] = halfway(nominal[k], nominal[k + 1]);
    }
    lowest = references == 0 ? 0 : reference[references - 1];
    double span = references == 0 ? 0 : reference[0] - lowest;
    shelvesPerUnit = span > 0 ? FINENESS * references / span : 0;
    aboveShelf = new int[FINENESS * references + 1];
    for (int i = 0; i < aboveShelf.length; i++) {
      aboveShelf[i] = search(lowest + i / shelvesPerUnit, 0, references);
    }
  }

  /// The number of references above the reading.
  ///
  /// The shelf may be off by one where the reading is rounded, so the search covers its neighbours.
  int code(double reading) {
    int shelf = (int) ((reading - lowest) * shelvesPerUnit);
    int below = Math.max(0, Math.min(shelf, aboveShelf.length)) - 1;
    int high = below >= 0 ? aboveShelf[below] : reference.length;
    int low = below + 3 < aboveShelf.length ? aboveShelf[below + 3] : 0;
    return search(reading, low, high);
  }

  private int search(double reading, int from, int to) {
    int low = from;
    int high = to;
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
