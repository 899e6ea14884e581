package io.matchline.tcam;

import java.util.Arrays;
import java.util.List;

/// Circuits that report the address of the best row only, one for each column tile; the rows that several of them report
/// collect a vote from each.
///
/// A row is in the running where its reading is no more than the resolution below the highest. A single tile reports all of
/// these as ties. Of several tiles each sends one address, the lowest.
///
/// @param tiles the column tiles
/// @param rows rows of each
/// @param resolution difference of two readings that a circuit cannot tell, V or s
record Contest(List<TileReader> tiles, int rows, double resolution) {
  static Contest of(List<TileReader> tiles, int rows, Sense sense) {
    double resolution = switch (sense) {
      case Sense.Winner winner -> winner.resolutionV();
      case Sense.Loser loser -> loser.resolutionS();
      case Sense.Strobe _, Sense.Time _, Sense.Adc _ ->
          throw new IllegalStateException(sense + " reports more than the winner");
    };
    return new Contest(tiles, rows, resolution);
  }

  Scores hold(CellWords queries, int firstSearch) {
    int count = queries.rows() * rows;
    double[] votes = new double[count];
    double[] reading = new double[0];
    for (TileReader tile : tiles) {
      reading = tile.readings(queries, firstSearch);
      for (int q = 0; q < queries.rows(); q++) {
        vote(reading, q * rows, votes);
      }
    }
    int[] distance = new int[count];
    Arrays.fill(distance, Scores.NO_DISTANCE);
    return scores(queries.rows(), votes, distance, reading);
  }

  private void vote(double[] reading, int begin, double[] votes) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = begin; i < begin + rows; i++) {
      highest = Math.max(highest, reading[i]);
    }
    for (int i = begin; i < begin + rows; i++) {
      if (reading[i] >= highest - resolution) {
        votes[i]++;
        if (tiles.size() > 1) {
          return;
        }
      }
    }
  }

  private Scores scores(int queries, double[] votes, int[] distance, double[] reading) {
    double[] none = filled(votes.length, Double.NaN);
    double[] seen = none.clone();
    double[] at = none.clone();
    for (int i = 0; i < votes.length; i++) {
      if (votes[i] == 0) {
        votes[i] = Scores.NOT_REPORTED;
      } else if (tiles.size() == 1) {
        seen[i] = reading[i];
        at[i] = tiles.getFirst().at();
      }
    }
    boolean strobed = tiles.getFirst().strobed();
    return new Scores(queries, rows, votes, distance, strobed ? seen : at, strobed ? at : seen);
  }

  private static double[] filled(int length, double value) {
    double[] filled = new double[length];
    Arrays.fill(filled, value);
    return filled;
  }
}
