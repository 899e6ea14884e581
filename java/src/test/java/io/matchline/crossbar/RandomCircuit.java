package io.matchline.crossbar;

import io.matchline.kernel.CrossbarEnd;
import java.util.Arrays;
import java.util.Random;

/// Circuits over everything that a crossbar may be: any shape, wires from none to poor, on/off ratios of 10⁴, cells that
/// do not conduct, terminals at any end.
record RandomCircuit(CrossbarWires wires, int rows, int columns, double[] conductanceS) {
  private static final double[] OHMS = {0, 0.1, 0.5, 1, 2.5, 5, 20, 50};

  static RandomCircuit draw(Random random, int maxLines) {
    int rows = 1 + random.nextInt(maxLines);
    int columns = 1 + random.nextInt(maxLines);
    CrossbarWires wires = CrossbarWires.resistive(ohm(random), ohm(random), 20 * ohm(random), 20 * ohm(random))
        .at(end(random), end(random));
    double[] conductanceS = new double[rows * columns];
    Arrays.setAll(conductanceS, _ -> random.nextInt(8) == 0 ? 0 : 1e-8 * Math.pow(10, 4 * random.nextDouble()));
    return new RandomCircuit(wires, rows, columns, conductanceS);
  }

  private static double ohm(Random random) {
    return OHMS[random.nextInt(OHMS.length)];
  }

  private static CrossbarEnd end(Random random) {
    return CrossbarEnd.values()[random.nextInt(2)];
  }

  static double[] volts(Random random, int count) {
    return random.doubles(count, -0.5, 1).toArray();
  }

  /// Largest difference over the largest of all currents of the expected solution.
  static double error(double[] expected, double[] actual, NodalOracle.Solution scale) {
    double most = 0;
    for (int k = 0; k < expected.length; k++) {
      most = Math.max(most, Math.abs(expected[k] - actual[k]));
    }
    double largest = Math.max(largest(scale.rowA()), largest(scale.columnA()));
    return most == 0 ? 0 : most / largest;
  }

  static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
