package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.search;
import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Workers;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Noise of reads as deviations that the kernels add, against the same noise device by device.
class DeviatingTileTest {
  private static final String DEVICE =
      "device: { model: rram-hfo2, spread: 10 %%, stuck-hrs: 2 %%, read-noise: { %s } }";
  private static final String RELATIVE = DEVICE.formatted("relative: 15 %");
  private static final String EVERYTHING =
      DEVICE.formatted("relative: 5 %, absolute: 3 µS, fluctuation: { kind: power-law, spread: 1.5 }");

  private static ArraySettings array(String device, String... more) {
    String[] lines = new String[more.length + 2];
    lines[0] = device;
    lines[1] = "tile: { columns: 40 }";
    System.arraycopy(more, 0, lines, 2, more.length);
    return settings(lines);
  }

  private static TernaryWords words(int rows, int cells) {
    Random random = new Random(rows);
    StringBuilder text = new StringBuilder();
    String[] words = new String[rows];
    for (int r = 0; r < rows; r++) {
      text.setLength(0);
      for (int j = 0; j < cells; j++) {
        text.append("01X".charAt(random.nextInt(random.nextInt(4) == 0 ? 3 : 2)));
      }
      words[r] = text.toString();
    }
    return TernaryWords.parse(words);
  }

  /// The whole program by the kernels, and by a target that is told the conductances of every search.
  @ParameterizedTest
  @EnumSource(value = Level.class, names = {"LUMPED", "ELMORE", "LADDER"})
  void deviationsAndConductancesAreTheSameBits(Level level) {
    for (String device : new String[] {RELATIVE, EVERYTHING}) {
      for (String sense : new String[] {"kind: strobe", "kind: time, offset: 5 mV"}) {
        for (String leakage : new String[] {"on", "off"}) {
          compare(
              level, array(device, "level: " + level.key(), "sense: { %s }".formatted(sense),
                  "noise: { leakage: %s }".formatted(leakage)));
        }
      }
    }
  }

  private static void compare(Level level, ArraySettings array) {
    TernaryWords stored = words(300, 37);
    TernaryWords queries = words(3, 37);
    try (Workers alone = new Workers(1)) {
      KernelLines kernels = new KernelLines(level.model(), Backends.open(Backend.FFM), alone);
      LineTarget told = new Told(kernels);
      try (TcamArray own = TcamArray.program(array, stored, Chip.first(3), kernels.kernels(), alone);
          TcamArray other =
              TcamArray.program(array, stored, Chip.first(3), kernels.kernels(), alone, Optional.of(told))) {
        double[] added = own.search(queries, 5).score();
        assertArrayEquals(other.search(queries, 5).score(), added);
        double[] later = own.search(queries, 6).score();
        double moved = 0;
        for (int i = 0; i < added.length; i++) {
          moved = Math.max(moved, Math.abs(later[i] / added[i] - 1));
        }
        assertTrue(moved > 0.01, "another search has the same noise");
      }
    }
  }

  private record Told(KernelLines kernels) implements LineTarget {
    @Override
    public double[][] voltagesV(
        MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
      return kernels.voltagesV(line, cells, queries, timesS);
    }

    @Override
    public double[][] crossingsS(
        MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
      return kernels.crossingsS(line, cells, queries, levelsV);
    }
  }

  /// Cuts over threads, batches of queries and backends do not show.
  @Test
  void theBitsAreTheSameEverywhere() {
    TernaryWords stored = words(1200, 90);
    TernaryWords queries = words(4, 90);
    for (String device : new String[] {RELATIVE, EVERYTHING}) {
      sameEverywhere(settings(device, "tile: { columns: 96 }"), stored, queries);
    }
  }

  private static void sameEverywhere(ArraySettings array, TernaryWords stored, TernaryWords queries) {
    double[] wanted = search(array, stored, queries, Backends.open(Backend.FFM), 1, 2).score();
    for (Backend backend : Backend.values()) {
      for (int threads : new int[] {1, 3}) {
        assertArrayEquals(wanted, search(array, stored, queries, Backends.open(backend), threads, 2).score());
      }
    }
    double[] alone = search(array, stored, queries.rows(3, 4), Backends.open(Backend.FFM), 2, 5).score();
    for (int r = 0; r < alone.length; r++) {
      assertEquals(wanted[3 * alone.length + r], alone[r]);
    }
  }

  /// The cost of a search is that of the conductances that it saw: without noise of reads they are those of the array.
  @Test
  void costsFollowTheSearch() {
    TernaryWords stored = words(20, 40);
    try (Workers alone = new Workers(1);
        TcamArray noisy = TcamArray.program(array(RELATIVE), stored, Chip.first(3), Backends.open(Backend.FFM), alone)) {
      SearchCost first = noisy.costs(stored.rows(0, 1), 0).getFirst();
      assertEquals(first, noisy.costs(stored.rows(0, 1), 0).getFirst());
      assertTrue(!first.equals(noisy.costs(stored.rows(0, 1), 1).getFirst()));
    }
  }
}
