package io.matchline.target;

import io.matchline.kernel.MatchLine;
import io.matchline.target.Question.Quantity;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TernaryWords;

/// Another target whose answers are written down.
///
/// @param target who answers
/// @param table where the answers go
public record RecordedLines(LineTarget target, AnswerTable table) implements LineTarget {
  /// With an empty table.
  public RecordedLines(LineTarget target) {
    this(target, new AnswerTable());
  }

  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
    double[][] answers = target.voltagesV(line, cells, queries, timesS);
    record(new ShownLines(line, cells, queries), Quantity.VOLTAGE_V, timesS, answers);
    return answers;
  }

  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    double[][] answers = target.crossingsS(line, cells, queries, levelsV);
    record(new ShownLines(line, cells, queries), Quantity.CROSSING_S, levelsV, answers);
    return answers;
  }

  private void record(ShownLines lines, Quantity quantity, double[] at, double[][] answers) {
    int rows = lines.cells().rows();
    lines.ask(0, (conductanceS, row, query) -> {
      String hash = Question.hash(lines.line(), conductanceS);
      for (int k = 0; k < at.length; k++) {
        table.put(new Question(hash, quantity, at[k]), answers[k][query * rows + row]);
      }
      return at;
    });
  }
}
