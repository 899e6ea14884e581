package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Line designs with random wires, voltages and transistors, in the ranges that the READMEs of the transistor models name.
record DrawnDesigns(Kind kind, boolean bsim, int levels, long seed) {
  /// Cells of the designs.
  enum Kind {
    RESISTIVE,
    FEFET,
    SRAM
  }

  private static final int[] CELLS = {16, 32, 64, 128, 256};
  private static final double[] RISE_S = {5e-12, 10e-12, 20e-12};

  /// Card of a BSIM4 transistor of a short planar process, apart from its threshold and name.
  private static final String BSIM4 =
      ".model %s nmos level=14 version=4.8.2 toxe=%sn vth0=%s u0=%s vsat=%s cgso=%s cgdo=%s cgbo=0 xj=2e-8 eta0=%s"
          + " cjs=1e-3 cjsws=1e-10 cjswgs=1e-10 rdsw=%s\n";

  /// @param lines how many lines of the design to compare
  DesignLines design(int index, int lines) {
    Random random = new Random(seed * 1_000_003 + index);
    for (int k = 0; k < 10; k++) {
      random.nextDouble();
    }
    int cells = CELLS[index % CELLS.length];
    double searchV = uniform(random, 0.8, 1.2);
    double prechargeV = kind == Kind.SRAM
        ? digits(uniform(random, 0.9, 1) * searchV)
        : uniform(random, 0.7, 1.2);
    MatchLine line = new MatchLine(
        cells,
        random.nextBoolean() ? SenseEnd.NEAR : SenseEnd.FAR,
        digits(0.5 * Math.pow(40, random.nextDouble())),
        uniform(random, 0.05e-15, 0.3e-15),
        uniform(random, 1e-15, 6e-15),
        random.nextInt(2) * 1e-15,
        prechargeV,
        0);
    List<Double> levelsV = new ArrayList<>();
    for (int k = 0; k < levels; k++) {
      levelsV.add(digits(prechargeV * (0.4 + 0.2 * (k + random.nextDouble()) / levels)));
    }
    double riseS = RISE_S[random.nextInt(RISE_S.length)];
    CellCircuit cell = bsim ? bsim4(random, searchV) : levelOne(random, searchV);
    String name = kind + (bsim ? "-bsim4-" : "-") + seed + "-" + index;
    LineDesign design = new LineDesign(name, line, cell, searchV, riseS, levelsV);
    return new DesignLines(design, lines(random, name, cells, lines));
  }

  private List<DesignLines.Line> lines(Random random, String name, int cells, int count) {
    List<DesignLines.Line> lines = new ArrayList<>();
    int[] mismatches = {1, 2, 3, 4, 6, 8, 12, 16, 32};
    for (int k = 0; k < count; k++) {
      int m;
      do {
        m = mismatches[random.nextInt(mismatches.length)];
      } while (m > cells || m > 4 + cells / 4);
      MismatchPlace place = MismatchPlace.values()[random.nextInt(MismatchPlace.values().length)];
      String id = name + "-" + m + "-" + place;
      lines.add(new DesignLines.Line(id, place.pattern(cells, m, seed, k)));
    }
    return lines;
  }

  private CellCircuit levelOne(Random random, double searchV) {
    double length = uniform(random, 28e-9, 90e-9);
    Mosfet transistor = new Mosfet(
        digits(length * uniform(random, 1.5, 3.5)),
        length,
        uniform(random, 0.25, 0.45),
        uniform(random, 150e-6, 500e-6),
        kind == Kind.SRAM ? uniform(random, 0, 0.45) : 0,
        uniform(random, 0.02, 0.3),
        uniform(random, 1.5e-9, 4e-9),
        uniform(random, 0.1e-9, 0.4e-9),
        uniform(random, 0.03e-15, 0.2e-15));
    return switch (kind) {
      case RESISTIVE ->
          new ResistiveBranches(transistor, uniform(random, 6.7e3, 30e3), uniform(random, 1e6, 5e6)).circuit();
      case FEFET -> new FefetPair(transistor, uniform(random, 0.8, 1.4)).circuit();
      case SRAM -> new StackedBranches(transistor, searchV).circuit();
    };
  }

  private CellCircuit bsim4(Random random, double searchV) {
    double vto = uniform(random, 0.25, 0.45);
    double length = uniform(random, 30e-9, 90e-9);
    String overlap = Double.toString(uniform(random, 0.1e-9, 0.4e-9));
    List<String> rest = List.of(
        Double.toString(uniform(random, 0.02, 0.05)),
        Double.toString(uniform(random, 0.8e5, 1.6e5)),
        overlap,
        overlap,
        Double.toString(uniform(random, 0.01, 0.08)),
        Double.toString(uniform(random, 80, 200)));
    double toxe = uniform(random, 1.2, 3);
    double width = digits(length * uniform(random, 1.5, 3.5));
    String size = " w=%s l=%s ad=%s as=%s pd=%s ps=%s\n".formatted(
        width, length, 1.5 * width * length, 1.5 * width * length, 2 * width + 3 * length, 2 * width + 3 * length);
    String low = card("low", toxe, vto, rest);
    return switch (kind) {
      case RESISTIVE -> new CellCircuit(
          "cell",
          low + ".subckt cell ml sl slb\nRa ml a " + uniform(random, 1e6, 5e6) + "\nMa a sl 0 0 low" + size + "Rb ml b "
              + uniform(random, 6.7e3, 30e3) + "\nMb b slb 0 0 low" + size + ".ends\n");
      case FEFET -> new CellCircuit(
          "cell",
          low + card("high", toxe, digits(vto + uniform(random, 0.8, 1.4)), rest)
              + ".subckt cell ml sl slb\nMa ml sl 0 0 high" + size + "Mb ml slb 0 0 low" + size + ".ends\n");
      case SRAM -> new CellCircuit(
          "cell",
          low + ".global stored_high\nVstored_high stored_high 0 " + searchV + "\n.ic v(stored_high)=" + searchV
              + "\n.subckt cell_open ml sl slb a b\nMa ml sl a 0 low" + size + "Mc a 0 0 0 low" + size
              + "Mb ml slb b 0 low" + size + "Md b stored_high 0 0 low" + size
              + ".ends\n.subckt cell ml sl slb\nXbranches ml sl slb a b cell_open\n.ends\n",
          Optional.of(new CellCircuit.Stack("cell_open", "a", "b")));
    };
  }

  private static String card(String name, double toxe, double vto, List<String> rest) {
    return BSIM4.formatted(
        name, toxe, vto, rest.get(0), rest.get(1), rest.get(2), rest.get(3), rest.get(4), rest.get(5));
  }

  private static double uniform(Random random, double from, double to) {
    return digits(from + (to - from) * random.nextDouble());
  }

  private static double digits(double value) {
    return new BigDecimal(value).round(new MathContext(3)).doubleValue();
  }
}
