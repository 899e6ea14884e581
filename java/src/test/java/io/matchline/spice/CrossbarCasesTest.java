package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossbarCasesTest {
  private static final int LINES = 300;

  private static CrossbarRecipe recipe(CrossbarRecipe.Levels levels, CrossbarRecipe.Inputs inputs) {
    return new CrossbarRecipe(7, levels, 1e-4, 1e-8, 0.1, 0.02, 0.3, inputs, 0.2);
  }

  private static double share(double[] values, double equal) {
    return Arrays.stream(values).filter(v -> v == equal).count() / (double) values.length;
  }

  /// Within five standard deviations of 90,000 draws.
  @Test
  void sharesAreAsAskedFor() {
    double[] log = recipe(CrossbarRecipe.Levels.LOG, CrossbarRecipe.Inputs.SIGNED).conductanceS(LINES, LINES);
    assertEquals(0.1, share(log, 0), 0.005);
    assertEquals(0.02, share(log, 1e-4), 0.0024);
    assertEquals(0.3, share(log, 1e-8), 0.0077);
    double[] binary = recipe(CrossbarRecipe.Levels.BINARY, CrossbarRecipe.Inputs.SIGNED).conductanceS(LINES, LINES);
    assertEquals(0.02 + 0.58 / 2, share(binary, 1e-4), 0.0077);
    assertEquals(0.1, share(binary, 0), 0.005);
  }

  /// Half of the working cells are below the geometric mean of the smallest and the largest conductance.
  @Test
  void levelsAreLogarithmic() {
    double[] log = recipe(CrossbarRecipe.Levels.LOG, CrossbarRecipe.Inputs.SIGNED).conductanceS(LINES, LINES);
    double[] working = Arrays.stream(log).filter(g -> g != 0 && g != 1e-4 && g != 1e-8).toArray();
    assertTrue(Arrays.stream(working).allMatch(g -> g > 1e-8 && g < 1e-4));
    assertEquals(0.5, Arrays.stream(working).filter(g -> g < 1e-6).count() / (double) working.length, 0.011);
  }

  @Test
  void inputsAreAsAskedFor() {
    ToDoubleFunction<CrossbarRecipe.Inputs> mean = inputs -> Arrays.stream(
        recipe(CrossbarRecipe.Levels.LOG, inputs).inputV(LINES, LINES)).flatMapToDouble(Arrays::stream).average()
        .orElseThrow();
    assertEquals(0, mean.applyAsDouble(CrossbarRecipe.Inputs.SIGNED), 0.002);
    assertEquals(0.1, mean.applyAsDouble(CrossbarRecipe.Inputs.POSITIVE), 0.001);
    assertEquals(0.1, mean.applyAsDouble(CrossbarRecipe.Inputs.BINARY), 0.002);
  }

  @Test
  void theLinearModelSpansItsDesigns() {
    List<CrossbarCase> cases =
        ((CrossbarModel) SpiceModel.named(Path.of("../spice-models"), "crossbar-linear")).cases();
    assertEquals(49, cases.size());
    assertEquals(64, cases.stream().mapToInt(c -> Math.max(c.cells().rows(), c.cells().columns())).max().orElseThrow());
    assertEquals(50, cases.stream().mapToDouble(c -> c.wires().rowResistanceOhm()).max().orElseThrow());
    assertEquals(4, cases.stream().map(c -> List.of(c.wires().driverEnd(), c.wires().senseEnd())).distinct().count());
    assertEquals(65, cases.stream().mapToInt(CrossbarCase::vectors).sum());
  }

  @Test
  void theSinhModelSpansItsDesigns() {
    List<CrossbarCase> cases = ((CrossbarModel) SpiceModel.named(Path.of("../spice-models"), "crossbar-sinh")).cases();
    assertEquals(33, cases.size());
    assertTrue(cases.stream().allMatch(c -> c.cells() instanceof CrossbarCells.Sinh));
    assertEquals(0, cases.stream().mapToDouble(c -> c.wires().rowResistanceOhm()).min().orElseThrow());
    assertEquals(50, cases.stream().mapToDouble(c -> c.wires().rowResistanceOhm()).max().orElseThrow());
  }

  @Test
  void theTransientModelSpansItsDesigns() {
    List<CrossbarCase> cases =
        ((CrossbarModel) SpiceModel.named(Path.of("../spice-models"), "crossbar-transient")).cases();
    assertEquals(29, cases.size());
    assertTrue(cases.stream().allMatch(c -> c.timesS().size() >= 3));
    assertEquals(50, cases.stream().mapToDouble(c -> c.wires().rowResistanceOhm()).max().orElseThrow());
    assertEquals(4, cases.stream().map(c -> List.of(c.wires().driverEnd(), c.wires().senseEnd())).distinct().count());
  }

  @Test
  void everyProblemIsListed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cases.csv");
    Files.writeString(file, """
        id,rows,columns,row_resistance_ohm,column_resistance_ohm,driver_end,sense_end,seed,levels,g_on_s,g_off_s,zero_share,sinh_v,times_s,vectors,inputs,input_v
        a,0,8,1,1,first,last,1,log,1e-4,1e-6,0,,,1,signed,0.2
        a,8,8,-1,x,first,middle,1,log,1e-4,1e-6,0,,,1,signed,0.2
        b,8,8,1,1,first,last,1,log,1e-6,1e-4,0,,,1,signed,0.2
        c,8,8,1,1,first,last,1,log,1e-4,1e-6,0,,,1,both,
        d,8,8,1,1,first,last,1,log,1e-4,1e-6,1.5,,,1,signed,0.2
        e,8,8,1,1,first,last,1,log,1e-4,1e-6,0,0.4,1e-9 2e-9,1,signed,0.2
        f,8,8,1,1,first,last,1,log,1e-4,1e-6,0,,2e-9 1e-9,1,signed,0.2
        """);
    var problem = assertThrows(InvalidInputException.class, () -> CrossbarCases.read(file));
    assertEquals(
        """
        cases.csv:2: rows = 0 is outside 1 … 1024
        cases.csv:3: row_resistance_ohm = -1 Ω is below 0 Ω
        cases.csv:3: column_resistance_ohm = x is not a number
        cases.csv:3: sense_end = middle is none of first, last
        cases.csv:3: id = a is the name of the case at cases.csv:2 already
        cases.csv:4: g_off_s = 1.0E-4 S and g_on_s = 1.0E-6 S: 0 < g_off_s ≤ g_on_s
        cases.csv:5: inputs = both is none of signed, positive, binary
        cases.csv:5: input_v is empty; every case needs it
        cases.csv:6: shares 1.5, 0.0, 0.0 are not at least 0 and together at most 1
        cases.csv:7: sinh_v and times_s: cells of a transient are ohmic
        cases.csv:8: times_s = 1.0E-9 s is not above the one before, 2.0E-9 s""",
        problem.getMessage());
  }
}
