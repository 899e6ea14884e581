package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.tcam.MismatchSearch.Match;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MismatchSearchTest {
  private static TernaryWords random(SplittableRandom random, int rows, int cells, boolean ternary) {
    byte[][] codes = new byte[rows][cells];
    for (byte[] row : codes) {
      for (int j = 0; j < cells; j++) {
        row[j] = (byte) random.nextInt(ternary ? 3 : 2);
      }
    }
    return TernaryWords.of(codes);
  }

  private static int distance(TernaryWords stored, int row, TernaryWords queries, int query) {
    return (int) IntStream.range(0, stored.cells())
        .filter(j -> stored.cell(row, j).mismatches(queries.cell(query, j)))
        .count();
  }

  @Test
  void resultsAreThoseOfACountCellByCell() {
    SplittableRandom random = new SplittableRandom(11);
    for (Backend backend : Backend.values()) {
      Kernels kernels = Backends.open(backend);
      for (int threads = 1; threads <= 3; threads++) {
        for (int cells : new int[] {1, 16, 17, 63, 64, 65, 130}) {
          TernaryWords stored = random(random, random.nextInt(1, 300), cells, random.nextBoolean());
          TernaryWords binary = random(random, random.nextInt(1, 20), cells, false);
          TernaryWords ternary = random(random, random.nextInt(1, 20), cells, true);
          try (Workers workers = new Workers(threads);
              MismatchSearch search = new MismatchSearch(kernels, workers, stored)) {
            compare(search, stored, binary, cells / 3, random.nextInt(1, 65));
            compare(search, stored, ternary, cells / 5, random.nextInt(1, 65));
            compare(search, stored, binary, 0, 1);
          }
        }
      }
    }
  }

  private static void compare(MismatchSearch search, TernaryWords stored, TernaryWords queries, int threshold, int k) {
    int[][] all = search.all(queries);
    int[][] within = search.within(queries, threshold);
    List<List<Match>> nearest = search.nearest(queries, k);
    for (int q = 0; q < queries.rows(); q++) {
      int query = q;
      int[] wanted = IntStream.range(0, stored.rows()).map(r -> distance(stored, r, queries, query)).toArray();
      assertArrayEquals(wanted, all[q]);
      int[] hits = IntStream.range(0, stored.rows()).filter(r -> wanted[r] <= threshold).toArray();
      assertArrayEquals(hits, within[q]);
      List<Match> best =
          IntStream.range(0, stored.rows())
              .mapToObj(r -> new Match(r, wanted[r]))
              .sorted(Comparator.comparingInt(Match::distance).thenComparingInt(Match::row))
              .limit(k)
              .toList();
      assertEquals(best, nearest.get(q));
    }
  }

  @Test
  void widthsMustAgree() {
    try (Workers workers = new Workers(1);
        MismatchSearch search =
            new MismatchSearch(Backends.open(Backend.JAVA), workers, TernaryWords.parse("01X", "110"))) {
      TernaryWords queries = TernaryWords.parse("01");
      assertEquals(
          "queries have 2 cells, the stored words 3",
          assertThrows(IllegalArgumentException.class, () -> search.all(queries)).getMessage());
      TernaryWords fitting = TernaryWords.parse("010");
      assertThrows(IllegalArgumentException.class, () -> search.nearest(fitting, 65));
      assertThrows(IllegalArgumentException.class, () -> search.nearest(fitting, 0));
      assertThrows(IllegalArgumentException.class, () -> search.within(fitting, -1));
    }
  }

  @Test
  void wordsBeyondSixteenBitDistancesAreRefused() {
    TernaryWords wide = TernaryWords.of(new boolean[1][DigitalLayout.MAX_CELLS + 1]);
    try (Workers workers = new Workers(1)) {
      Kernels kernels = Backends.open(Backend.JAVA);
      assertThrows(IllegalArgumentException.class, () -> new MismatchSearch(kernels, workers, wide));
    }
  }
}
