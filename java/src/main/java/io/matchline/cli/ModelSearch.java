package io.matchline.cli;

import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.search.Encoder;
import io.matchline.search.Features;
import io.matchline.search.Match;
import io.matchline.search.Ranking;
import io.matchline.search.Reference;
import io.matchline.tcam.CellWords;
import io.matchline.tcam.Chip;
import io.matchline.tcam.Level;
import io.matchline.tcam.Scores;
import io.matchline.tcam.SearchCost;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Searches on the array of a configuration file, programmed or measured.
final class ModelSearch implements ArraySearch {
  /// Scores held at a time.
  private static final int SCORES_PER_BATCH = 1 << 20;

  @Override
  public SearchAnswer search(SearchRequest request) {
    ArrayFile.Read config = request.config();
    if (config.array().level() == Level.IDEAL && request.energy()) {
      throw new InvalidInputException(
          config.file() + ": level = ideal has no waveform; --energy needs lumped, lumped-rp, elmore or ladder");
    }
    CellWords[] words = words(request, config);
    boolean counted = config.array().level() == Level.IDEAL && request.conductances().isEmpty();
    if (counted && words[0] instanceof TernaryWords stored && words[1] instanceof TernaryWords queries) {
      return SearchAnswer.of(
          new IdealSearch(request.kernels(), request.workers()).search(stored, queries, request.rule()));
    }
    requireDistances(config, request.rule());
    try (TcamArray array = array(request, config, words[0])) {
      return answer(array, words[1], request);
    }
  }

  private static void requireDistances(ArrayFile.Read config, SearchRule rule) {
    if (rule instanceof SearchRule.Threshold && config.array().sense().winnerOnly()) {
      throw new InvalidInputException(
          config.file() + ": sense.kind = winner and loser report the best row only, without a distance; --threshold and"
              + " --exact need strobe, time or adc");
    }
  }

  private static TcamArray array(SearchRequest request, ArrayFile.Read config, CellWords stored) {
    Chip chip = Chip.first(config.seed());
    if (request.conductances().isEmpty()) {
      return TcamArray.program(
          config.array(), stored, chip, request.kernels(), request.workers(), request.target());
    }
    Path file = request.conductances().get();
    if (config.array().level() == Level.IDEAL) {
      throw new InvalidInputException(
          config.file() + ": level = ideal counts stored bits; --conductances needs lumped, elmore or ladder");
    }
    if (config.array().level() == Level.LADDER_TABLE) {
      throw new InvalidInputException(
          config.file() + ": level = ladder-table reads its calibration; --conductances needs lumped, elmore or ladder");
    }
    if (!(stored instanceof TernaryWords bits)) {
      throw new InvalidInputException(
          config.file() + ": --conductances goes with ternary cells, array.cell is " + config.array().cell().key());
    }
    double[][][] measured = conductances(file, bits);
    return TcamArray.measured(
        config.array(), measured, chip, request.kernels(), request.workers(), request.target());
  }

  private static SearchAnswer answer(TcamArray array, CellWords queries, SearchRequest request) {
    List<SearchHit> hits = new ArrayList<>();
    List<SearchCost> costs = new ArrayList<>();
    int batch = Math.max(1, SCORES_PER_BATCH / array.tiling().rows());
    for (int first = 0; first < queries.rows(); first += batch) {
      CellWords some = queries.rows(first, Math.min(queries.rows(), first + batch));
      Scores scores = array.search(some, first);
      Ranking ranking = new Ranking(scores);
      for (int q = 0; q < scores.queries(); q++) {
        List<Match> matches =
            switch (request.rule()) {
              case SearchRule.Top(int k) -> ranking.top(q, k);
              case SearchRule.Threshold(int distance) -> ranking.within(q, distance);
            };
        for (Match match : matches) {
          hits.add(SearchHit.of(match, first));
        }
      }
      if (request.energy()) {
        costs.addAll(array.costs(some, first));
      }
    }
    return new SearchAnswer(hits, costs);
  }

  private static CellWords[] words(SearchRequest request, ArrayFile.Read config) {
    return switch (request.stored()) {
      case SearchWords.Cells(CellWords stored) ->
          new CellWords[] {stored, ((SearchWords.Cells) request.queries()).words()};
      case SearchWords.Features stored -> encoded(request, config, stored);
    };
  }

  private static CellWords[] encoded(SearchRequest request, ArrayFile.Read config, SearchWords.Features stored) {
    Features features =
        config
            .encoder()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        config.file()
                            + ": the words are floats, so the file needs features, for example"
                            + " features: { kind: lsh, bits: 256 }"));
    try {
      features.requireFor(config.array().cell());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(config.file() + ": " + e.getMessage());
    }
    Encoder encoder = features.encoder(request.kernels(), config.seed(), stored.columns());
    float[][] rows = rows(stored);
    Reference reference = Reference.of(rows);
    return new CellWords[] {
      encoder.stored(rows, reference), encoder.searched(rows((SearchWords.Features) request.queries()), reference)
    };
  }

  private static float[][] rows(SearchWords.Features words) {
    float[][] rows = new float[words.rows()][words.columns()];
    for (int r = 0; r < words.rows(); r++) {
      for (int c = 0; c < words.columns(); c++) {
        rows[r][c] = (float) words.values()[r * words.columns() + c];
      }
    }
    return rows;
  }

  /// Measured conductances `[rows][cells][2]`, as many rows and cells as the stored words.
  private static double[][][] conductances(Path file, TernaryWords stored) {
    NpyArray array = Npy.read(file);
    int[] wanted = {stored.rows(), stored.cells(), 2};
    if (!Arrays.equals(array.shape(), wanted)) {
      throw new InvalidInputException(
          "%s: shape %s is not [rows][cells][2] = %s of the stored words"
              .formatted(file, Arrays.toString(array.shape()), Arrays.toString(wanted)));
    }
    double[][][] result = new double[stored.rows()][stored.cells()][2];
    List<String> problems = new ArrayList<>();
    int i = 0;
    for (double[][] row : result) {
      for (double[] cell : row) {
        for (int branch = 0; branch < 2; branch++, i++) {
          cell[branch] = array.number(i);
          if (!(cell[branch] >= 0 && cell[branch] < Double.POSITIVE_INFINITY) && problems.size() < 20) {
            problems.add(
                "%s: [%d][%d][%d] = %s S is not a finite number of at least 0"
                    .formatted(file, i / 2 / stored.cells(), i / 2 % stored.cells(), branch, cell[branch]));
          }
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return result;
  }
}
