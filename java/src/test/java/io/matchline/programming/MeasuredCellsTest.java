package io.matchline.programming;

import static io.matchline.programming.CellBench.assertNormal;
import static io.matchline.programming.CellBench.difference;
import static io.matchline.programming.CellBench.program;
import static io.matchline.programming.CellBench.sources;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matchline.device.AnalogStates;
import io.matchline.device.MeasuredDevice;
import io.matchline.device.MeasuredLevels;
import io.matchline.device.ReadNoise;
import io.matchline.device.TelegraphNoise;
import io.matchline.device.Variation;
import io.matchline.noise.CellNoise;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells of a measured table have the table's statistics.
class MeasuredCellsTest {
  private static AnalogStates device(Path table) {
    return new MeasuredDevice(table, 0, Variation.NONE, ReadNoise.NONE, TelegraphNoise.NONE).states();
  }

  private static Path synthetic() throws URISyntaxException {
    return Path.of(MeasuredCellsTest.class.getResource("/device/relaxation.csv").toURI());
  }

  /// Published measurements, where there are any.
  private static Path published(String file) {
    String root = System.getenv().getOrDefault("MATCHLINE_DATA", "");
    assumeTrue(!root.isBlank(), "MATCHLINE_DATA is not set: no measured cells to compare with");
    Path path = Path.of(root, "device", file);
    assumeTrue(Files.isRegularFile(path), path + " is not there");
    return path;
  }

  /// The second level of the table, statistics by Python's statistics module.
  @Test
  void syntheticCellsScatterAndRelaxLikeTheTable() throws URISyntaxException {
    AnalogStates device = device(synthetic());
    double targetS = MeasuredLevels.read(synthetic()).targetS()[1];
    ProgrammedCells cells = program(device, targetS, CellNoise.ALL);
    assertNormal(6.0531e-6, 1.140942752e-7, cells.conductanceS());
    AgedCells aged = AgedCells.of(cells, device.laws(), sources(CellNoise.ALL), 100);
    assertNormal(-2.472666667e-7, 5.118380787e-7, difference(aged.conductanceS(), cells.conductanceS()));
    AgedCells mean = AgedCells.of(cells, device.laws(), sources(CellNoise.NONE), 100);
    assertEquals(-2.472666667e-7, CellBench.mean(mean.conductanceS()) - CellBench.mean(cells.conductanceS()), 1e-12);
  }

  /// Means and standard deviations by level and time as another program worked them out, in µS with five digits.
  ///
  /// @param targetS mean just after programming
  /// @param byTime time in s, and the row's numbers from the mean conductance on
  private record Level(double targetS, TreeMap<Double, double[]> byTime) {}

  /// Levels of a technology that have enough cells at every time, in the order of their conductance.
  private static List<Level> summary(String technology) throws IOException {
    TreeMap<Integer, TreeMap<Double, double[]>> levels = new TreeMap<>();
    for (String line : Files.readAllLines(published("rram_relaxation_summary.csv"))) {
      String[] field = line.split(",");
      if (field[0].equals(technology) && field[1].equals("relax")) {
        double[] numbers = Arrays.stream(field).skip(5).mapToDouble(Double::parseDouble).toArray();
        levels.computeIfAbsent(Integer.valueOf(field[3]), _ -> new TreeMap<>())
            .put(Double.valueOf(field[2]), numbers);
      }
    }
    int times = levels.values().stream().mapToInt(Map::size).max().orElseThrow();
    return levels.values().stream()
        .filter(level -> level.size() == times)
        .filter(level -> level.values().stream().allMatch(n -> n[0] >= MeasuredLevels.MIN_CELLS))
        .map(level -> new Level(1e-6 * level.get(0.0)[1], level))
        .sorted(Comparator.comparingDouble(Level::targetS))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "techC/model.tsv, techC, 33, 5", "techC/relaxdata.min.tsv.gz, techC, 33, 5",
    "techB/relaxdata_10k.min.tsv.gz, techB, 41, 6"
  })
  void publishedTablesHaveTheirPublishedStatistics(String file, String technology, int levels, int times)
      throws IOException {
    MeasuredLevels read = MeasuredLevels.read(published("rram-relaxation/data/" + file));
    List<Level> expected = summary(technology);
    assertEquals(levels, expected.size());
    assertEquals(levels, read.targetS().length);
    assertEquals(times, read.timesS().length);
    for (int i = 0; i < levels; i++) {
      double[] start = expected.get(i).byTime().get(0.0);
      close(start[1], read.targetS()[i]);
      close(start[2], read.programmingS()[i]);
      for (double timeS : read.timesS()) {
        double[] row = expected.get(i).byTime().get(timeS);
        close(row[3], read.meanChangeS(read.targetS()[i], timeS));
        close(row[4], read.changeDeviationS(read.targetS()[i], timeS));
      }
    }
  }

  private static void close(double microS, double valueS) {
    assertEquals(microS, 1e6 * valueS, 6e-5 * Math.abs(microS));
  }

  /// Programmed and aged cells against the summary of the measured ones, at levels well above 0 S, where no cell stops.
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 100_000})
  void cellsRelaxLikeThePublishedOnes(double timeS) throws IOException {
    AnalogStates device = device(published("rram-relaxation/data/techC/model.tsv"));
    List<Level> expected = summary("techC");
    for (int i : new int[] {18, 24, 31}) {
      double[] start = expected.get(i).byTime().get(0.0);
      double[] row = expected.get(i).byTime().get(timeS);
      ProgrammedCells cells = program(device, 1e-6 * start[1], CellNoise.ALL);
      assertNormal(1e-6 * start[1], 1e-6 * start[2], cells.conductanceS());
      AgedCells aged = AgedCells.of(cells, device.laws(), sources(CellNoise.ALL), timeS);
      assertNormal(1e-6 * row[3], 1e-6 * row[4], difference(aged.conductanceS(), cells.conductanceS()));
    }
  }
}
