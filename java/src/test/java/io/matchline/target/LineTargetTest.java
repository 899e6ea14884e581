package io.matchline.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Workers;
import io.matchline.spice.NgspiceLibrary;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Chip;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.KernelLines;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.Scores;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import java.lang.foreign.Arena;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The same search on every target: same devices, same queries, same strobe, same converters.
class LineTargetTest {
  private static final double TOLERANCE = 1e-5;
  private static final LineTarget IN_PROCESS = new NgspiceLines(NgspiceLibrary.open());
  private static final TernaryWords STORED =
      TernaryWords.parse("0101010101011010", "0101010101010101", "1111000011110000", "X1010X01XX010101");
  private static final TernaryWords QUERIES = TernaryWords.parse("0101010101010101", "11110000XXXX0000");

  private static ArraySettings array(String sense, int columns, String more) {
    String text = """
        device: { model: ohmic, lrs: 10 kΩ, hrs: 1 MΩ, spread: 20 %% }
        wire: { resistance: 20 Ω, capacitance: 0.2 fF }
        tile: { columns: %d }
        sense: %s
        noise: { thermal: on }
        %s
        """.formatted(columns, sense, more);
    return ConfigReader.read("test.yaml", text, ArraySettings.class);
  }

  private static Scores search(ArraySettings array, Optional<LineTarget> target) {
    Kernels kernels = Backends.open(Backend.FFM);
    try (Workers workers = new Workers(1);
        TcamArray chip = TcamArray.program(array, STORED, Chip.first(7), kernels, workers, target)) {
      return chip.search(QUERIES, 3);
    }
  }

  private static Scores agree(ArraySettings array, LineTarget target) {
    Scores kernel = search(array, Optional.empty());
    Scores other = search(array, Optional.of(target));
    assertArrayEquals(kernel.distance(), other.distance());
    assertArrayEquals(kernel.voltageV(), other.voltageV(), TOLERANCE);
    for (int i = 0; i < kernel.timeS().length; i++) {
      double time = kernel.timeS()[i];
      assertTrue(Double.isNaN(time) ? Double.isNaN(other.timeS()[i]) : Math.abs(time - other.timeS()[i]) <= TOLERANCE * time);
    }
    return other;
  }

  @Test
  void ngspiceSeesTheVoltagesOfTheLadder() {
    Scores scores = agree(array("{ kind: strobe, offset: 12 mV }", 20, ""), IN_PROCESS);
    assertEquals(8, scores.voltageV().length);
  }

  @Test
  void ngspiceSeesTheCrossingsOfTheLadder() {
    agree(array("{ kind: time, offset: 5 mV }", 16, "sense-end: far"), IN_PROCESS);
  }

  @Test
  void codesOfSeveralTilesAddTheSame() {
    agree(array("{ kind: strobe, jitter: 1 ps }", 6, ""), IN_PROCESS);
  }

  /// Several times and levels in one question, a row that nothing discharges, and a word narrower than its line.
  @Test
  void severalSamplesAndAQuietRow() {
    MatchLine line = array("strobe", 8, "").line(8);
    try (Arena arena = Arena.ofConfined(); Workers workers = new Workers(1)) {
      Conductances cells = Conductances.allocate(arena, 2, 8);
      cells.set(0, 2, 1e-4, 2e-6);
      cells.set(0, 5, 3e-5, 1e-6);
      cells.set(1, 7, 1e-4, 1e-4);
      TernaryWords queries = TernaryWords.parse("X11X01", "000000");
      LineTarget kernels = new KernelLines(LineModel.LADDER, Backends.open(Backend.FFM), workers);
      double[] timesS = {0, 1e-11, 3e-11};
      double[][] ours = kernels.voltagesV(line, cells, queries, timesS);
      double[][] theirs = IN_PROCESS.voltagesV(line, cells, queries, timesS);
      double[] levelsV = {1, 0.9, 0.5};
      double[][] ourTimes = kernels.crossingsS(line, cells, queries, levelsV);
      double[][] theirTimes = IN_PROCESS.crossingsS(line, cells, queries, levelsV);
      for (int k = 0; k < 3; k++) {
        assertArrayEquals(ours[k], theirs[k], TOLERANCE);
        for (int i = 0; i < 4; i++) {
          assertTrue(ourTimes[k][i] == theirTimes[k][i]
              || Math.abs(theirTimes[k][i] / ourTimes[k][i] - 1) < TOLERANCE, "level " + levelsV[k] + ", " + i);
        }
      }
      assertArrayEquals(new double[] {1, 1}, new double[] {theirs[2][1], theirs[2][3]}, 1e-10);
      assertEquals(Double.POSITIVE_INFINITY, theirTimes[2][1]);
      assertThrows(IllegalArgumentException.class, () -> IN_PROCESS.crossingsS(line, cells, queries, 1e-5));
    }
  }
}
