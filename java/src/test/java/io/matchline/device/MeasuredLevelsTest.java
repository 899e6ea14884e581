package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredLevelsTest {
  private static final Path TABLE = CurrentLawTest.resource("relaxation.csv");

  @TempDir private Path folder;

  /// Python's statistics.mean and statistics.stdev of the same cells; the fourth level has too few.
  @Test
  void levelsHaveTheStatisticsOfTheirCells() {
    MeasuredLevels levels = MeasuredLevels.read(TABLE);
    assertEquals(3, levels.targetS().length);
    close(levels.targetS(), 1.999900000e-06, 6.053100000e-06, 8.959666667e-06);
    close(levels.programmingS(), 8.905926525e-08, 1.140942752e-07, 1.152840392e-07);
    close(levels.timesS(), 1, 100);
    close(levels.meanS()[0], 5.767500000e-08, -3.163333333e-07, -1.404750000e-07);
    close(levels.meanS()[1], 8.830000000e-08, -2.472666667e-07, -2.307666667e-07);
    close(levels.deviationS()[0], 1.588526082e-07, 3.242370074e-07, 5.459865318e-07);
    close(levels.deviationS()[1], 3.202275044e-07, 5.118380787e-07, 6.706036363e-07);
  }

  private static void close(double[] actual, double... expected) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-9 * Math.abs(expected[i]));
    }
  }

  /// A quarter of the way from the second level to the third, at 10 s, halfway from 1 s to 100 s in ln t.
  @Test
  void valuesBetweenAreInterpolated() {
    MeasuredLevels levels = MeasuredLevels.read(TABLE);
    double targetS = 0.75 * 6.0531e-6 + 0.25 * 8.959666666666667e-6;
    assertEquals(0.75 * 1.140942752e-7 + 0.25 * 1.152840392e-7, levels.sigmaS(targetS), 1e-15);
    double mean1 = 0.75 * -3.163333333e-7 + 0.25 * -1.404750000e-7;
    double mean100 = 0.75 * -2.472666667e-7 + 0.25 * -2.307666667e-7;
    assertEquals((mean1 + mean100) / 2, levels.meanChangeS(targetS, 10), 1e-15);
    assertEquals(mean100, levels.meanChangeS(targetS, 100), 1e-15);
    assertEquals(0.75 * 3.242370074e-7 + 0.25 * 5.459865318e-7, levels.changeDeviationS(targetS, 1), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"1.9e-6, 10", "9e-6, 10", "NaN, 10", "5e-6, 0.5", "5e-6, 101", "5e-6, NaN"})
  void nothingIsExtrapolated(double targetS, double elapsedS) {
    MeasuredLevels levels = MeasuredLevels.read(TABLE);
    var e = assertThrows(IllegalArgumentException.class, () -> levels.meanChangeS(targetS, elapsedS));
    assertTrue(e.getMessage().contains("relaxation.csv"), e.getMessage());
  }

  /// The layouts of the published files: tabs and columns in another order, seven columns without a header, compressed.
  @Test
  void layoutsAreEquivalent() throws IOException {
    var lines = Files.readAllLines(TABLE).stream().skip(2).map(line -> line.split(",")).toList();
    String tabs = "range\tg\tnote\taddr\ttimept\n" + lines.stream()
        .map(f -> String.join("\t", f[3], f[2], "x", f[0], f[1])).collect(Collectors.joining("\n"));
    Path tabbed = Files.writeString(folder.resolve("model.tsv"), tabs);
    String seven = lines.stream()
        .map(f -> String.join("\t", f[0], "0.1", "1e5", f[2], "0", f[3], f[1])).collect(Collectors.joining("\n"));
    Path compressed = folder.resolve("relaxdata.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(seven.getBytes(StandardCharsets.UTF_8));
    }
    MeasuredLevels expected = MeasuredLevels.read(TABLE);
    for (Path file : new Path[] {tabbed, compressed}) {
      MeasuredLevels levels = MeasuredLevels.read(file);
      assertArrayEquals(expected.targetS(), levels.targetS());
      assertArrayEquals(expected.deviationS()[1], levels.deviationS()[1]);
    }
  }

  private String problems(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cells.csv"), text);
    return assertThrows(InvalidInputException.class, () -> MeasuredLevels.read(file)).getMessage();
  }

  @Test
  void everyProblemIsNamed() throws IOException {
    assertEquals(
        """
        cells.csv:2: timept = -1.0 s is below 0 s
        cells.csv:3: g = (empty) is not a finite number
        cells.csv:5: range = 1.5 is not a whole number within 0 … 65535
        cells.csv:6: 3 fields instead of 4""",
        problems("addr,timept,g,range\n1,-1,1e-6,0\n1,0,,0\n1,0,-1e-9,0\n1,0,1e-6,1.5\n1,0,1e-6\n"));
    assertEquals(
        """
        cells.csv:3: a second reading of cell 1 at 0 s
        cells.csv:4: cell 1 has no reading of range 3 at 0 s
        cells.csv:5: cell 2 has no reading of range 0 at 0 s""",
        problems("addr,timept,g,range\n1,0,1e-6,0\n1,0,1e-6,0\n1,1,1e-6,3\n2,1,1e-6,0\n"));
    assertEquals(
        "cells.csv:1: the columns are [addr, g, range]; each of [addr, timept, g, range] must be there once",
        problems("addr,g,range\n"));
    assertEquals(
        "cells.csv: 0 levels have 10 cells or more at each of the 2 times; at least 2 levels and 2 times are needed",
        problems("addr,timept,g,range\n1,0,1e-6,0\n1,1,1e-6,0\n"));
    assertEquals(
        "cells.csv: a level with the mean -1.0E-9 S; means must be at least 0 S and differ", problems(levels("-1e-9")));
    assertEquals(
        "cells.csv: a level with the mean 2.0E-6 S; means must be at least 0 S and differ", problems(levels("2e-6")));
    assertEquals("cells.csv: the file is empty", problems("# nothing\n"));
  }

  /// Ten cells at a conductance and ten at 2 µS.
  private static String levels(String conductance) {
    StringBuilder text = new StringBuilder("addr,timept,g,range\n");
    for (int cell = 0; cell < 20; cell++) {
      String g = cell < 10 ? conductance : "2e-6";
      text.append("%d,0,%s,%d\n%d,1,%s,%d\n".formatted(cell, g, cell / 10, cell, g, cell / 10));
    }
    return text.toString();
  }

  @Test
  void aDeviceIsMadeFromOneTable() {
    AnalogStates states =
        new MeasuredDevice(TABLE, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
    assertEquals(1.9999e-6, states.window().lowestS(), 1e-15);
    assertEquals(8.905926525e-08, states.programmingSigmaS(states.window().lowestS()), 1e-15);
  }
}
