package io.matchline.experiment;

import io.matchline.kernel.MatchLine;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TernaryWords;
import java.util.ArrayList;
import java.util.List;

/// A target that is asked everything another one is asked too, with the waveforms of one row kept from both.
final class WatchedLines implements LineTarget {
  /// What both say about the row under one query: the reading of the search, and the voltages over time.
  record Seen(double kernel, double other, double[] kernelV, double[] otherV) {}

  private final LineTarget kernel;
  private final LineTarget other;
  private final int row;
  private final double[] timesS;
  private final List<Seen> seen = new ArrayList<>();

  /// @param other who answers
  /// @param timesS times of the waveforms, s
  WatchedLines(LineTarget kernel, LineTarget other, int row, double[] timesS) {
    this.kernel = kernel;
    this.other = other;
    this.row = row;
    this.timesS = timesS;
  }

  /// In the order of the queries.
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... at) {
    double[][] answers = other.voltagesV(line, cells, queries, at);
    watch(line, cells, queries, kernel.voltagesV(line, cells, queries, at), answers);
    return answers;
  }

  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    double[][] answers = other.crossingsS(line, cells, queries, levelsV);
    watch(line, cells, queries, kernel.crossingsS(line, cells, queries, levelsV), answers);
    return answers;
  }

  /// The middle sample is the reading; those beside it say what offsets of the amplifier do.
  private void watch(
      MatchLine line, Conductances cells, TernaryWords queries, double[][] kernelAnswers, double[][] answers) {
    int middle = answers.length / 2;
    double[][] kernelV = kernel.voltagesV(line, cells, queries, timesS);
    double[][] otherV = other.voltagesV(line, cells, queries, timesS);
    for (int q = 0; q < queries.rows(); q++) {
      int index = q * cells.rows() + row;
      seen.add(new Seen(kernelAnswers[middle][index], answers[middle][index], at(kernelV, index), at(otherV, index)));
    }
  }

  private static double[] at(double[][] samples, int index) {
    double[] values = new double[samples.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = samples[k][index];
    }
    return values;
  }
}
