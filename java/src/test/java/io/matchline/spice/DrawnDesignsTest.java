package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The calibration over designs that no table holds: level-1 and BSIM4 transistors, wires, voltages and lines drawn afresh,
/// each crossing after the rise against ngspice. Needs ngspice.
///
/// `-Dmatchline.designs=30 -Dmatchline.draw=7` draws more of them from another seed, `-Dmatchline.levels=2` asks for two
/// levels at once; what was found is in `target/drawn-designs/`.
class DrawnDesignsTest {
  private static final int DESIGNS = Integer.getInteger("matchline.designs", 2);
  private static final int SEED = Integer.getInteger("matchline.draw", 5);
  private static final int LEVELS = Integer.getInteger("matchline.levels", 1);
  private static final int LINES = 6;
  private static final NgspiceRunner NGSPICE = new NgspiceRunner();

  /// A crossing after the rise.
  ///
  /// @param error relative, of the time
  /// @param errorV of the voltage at the time that ngspice gives, V
  private record Found(String id, double timeS, double riseS, double error, double errorV) {
    String text() {
      return "%s,%s,%s,%s,%s".formatted(id, timeS, riseS, error, errorV);
    }
  }

  private static List<Found> compare(DesignLines d) {
    LineDesign design = d.design();
    Calibrator calibrator = new Calibrator(NGSPICE, new CellBias(NGSPICE, CellBias.STANDARD_FREQUENCY_HZ));
    Calibration calibration = calibrator.of(design, calibrator.tables(design));
    TableLine table = new TableLine(design, calibration.curves(), calibration.stack());
    List<Found> found = new ArrayList<>();
    for (DesignLines.Line line : d.lines()) {
      Waveform ngspice = new SwitchedLine(NGSPICE, design).fallen(line.pattern(), Double.POSITIVE_INFINITY);
      for (double levelV : design.levelsV()) {
        double timeS = ngspice.fallsTo(levelV);
        if (timeS >= design.riseS()) {
          double ours = table.crossingS(line.pattern(), levelV, calibration.start());
          double errorV = table.voltageV(line.pattern(), timeS, calibration.start()) - levelV;
          found.add(new Found(line.id() + "@" + levelV, timeS, design.riseS(), ours / timeS - 1, errorV));
        }
      }
    }
    return found;
  }

  private static void check(DrawnDesigns.Kind kind, boolean bsim, double tolerance, double toleranceV)
      throws IOException {
    DrawnDesigns draw = new DrawnDesigns(kind, bsim, LEVELS, SEED);
    List<Found> found = new ArrayList<>();
    for (int index = 0; index < DESIGNS; index++) {
      found.addAll(compare(draw.design(index, LINES)));
    }
    Path folder = Files.createDirectories(Path.of("target/drawn-designs"));
    List<String> rows = new ArrayList<>(List.of("id,time_s,rise_s,error,error_v"));
    found.forEach(f -> rows.add(f.text()));
    String name = "%s-%s-%d".formatted(kind.name().toLowerCase(Locale.ROOT), bsim ? "bsim4" : "level1", SEED);
    Files.write(folder.resolve(name + ".csv"), rows);
    double[] errors = found.stream().mapToDouble(f -> Math.abs(f.error())).sorted().toArray();
    double[] volts = found.stream().mapToDouble(f -> Math.abs(f.errorV())).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: %d crossings after the rise, error median %.4f %%, 95 %% %.3f %%, largest %.3f %%; voltage largest %.2f mV%n",
        name,
        errors.length,
        100 * errors[errors.length / 2],
        100 * errors[(int) (0.95 * errors.length)],
        100 * errors[errors.length - 1],
        1e3 * volts[volts.length - 1]);
    assertTrue(errors[errors.length - 1] <= tolerance, () -> name + ": " + Arrays.toString(errors));
    assertTrue(volts[volts.length - 1] <= toleranceV, () -> name + ": " + Arrays.toString(volts));
  }

  @Test
  void resistiveCellsOfLevelOneTransistors() throws IOException {
    check(DrawnDesigns.Kind.RESISTIVE, false, 0.01, 0.01);
  }

  @Test
  void resistiveCellsOfBsim4Transistors() throws IOException {
    check(DrawnDesigns.Kind.RESISTIVE, true, 0.01, 0.01);
  }

  @Test
  void ferroelectricCellsOfLevelOneTransistors() throws IOException {
    check(DrawnDesigns.Kind.FEFET, false, 0.01, 0.01);
  }

  @Test
  void ferroelectricCellsOfBsim4Transistors() throws IOException {
    check(DrawnDesigns.Kind.FEFET, true, 0.01, 0.01);
  }

  @Test
  void stackedCellsOfLevelOneTransistors() throws IOException {
    check(DrawnDesigns.Kind.SRAM, false, 0.05, 0.05);
  }
}
