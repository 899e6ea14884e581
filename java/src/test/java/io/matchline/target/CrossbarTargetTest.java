package io.matchline.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.crossbar.SolveLimits;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.kernel.Workers;
import io.matchline.spice.Ngspice;
import io.matchline.spice.NgspiceLibrary;
import io.matchline.spice.NgspiceRunner;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The same multiplication on every target.
class CrossbarTargetTest {
  @Test
  void ngspiceGivesTheCurrentsOfTheKernels() {
    CrossbarWires wires = new CrossbarWires(2, 3, 50, 20, 0, 0, CrossbarEnd.FIRST, CrossbarEnd.LAST);
    Random random = new Random(3);
    double[][] conductanceS = random(random, 7, 5, 1e-4);
    double[][] inputV = random(random, 3, 7, 0.5);
    double[][] ours;
    try (Workers workers = new Workers(1)) {
      ours = new KernelCrossbar(Backends.open(Backend.FFM), workers, SolveLimits.STANDARD)
          .currentsA(wires, conductanceS, inputV);
    }
    double largest = Arrays.stream(ours).flatMapToDouble(Arrays::stream).max().orElseThrow();
    for (Ngspice ngspice : List.of(NgspiceLibrary.open(), new NgspiceRunner())) {
      double[][] theirs = new NgspiceCrossbar(ngspice).currentsA(wires, conductanceS, inputV);
      for (int v = 0; v < ours.length; v++) {
        for (int j = 0; j < 5; j++) {
          assertEquals(ours[v][j], theirs[v][j], 1e-8 * largest, "vector " + v + ", column " + j);
        }
      }
    }
  }

  private static double[][] random(Random random, int rows, int columns, double scale) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, j -> scale * random.nextDouble());
    }
    return values;
  }
}
