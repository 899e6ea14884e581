package io.matchline.target;

import io.matchline.kernel.MatchLine;
import io.matchline.target.Question.Quantity;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;

/// Answers that were recorded before, from ngspice or from silicon.
///
/// @param name the table in messages
/// @param table the answers
public record ReplayedLines(String name, AnswerTable table) implements LineTarget {
  /// @throws InvalidInputException with every problem of the file
  public static ReplayedLines read(Path file) {
    return new ReplayedLines(file.toString(), AnswerTable.read(file));
  }

  /// @throws InvalidInputException when the table does not answer a question
  @Override
  public double[][] voltagesV(MatchLine line, Conductances cells, TernaryWords queries, double... timesS) {
    return replay(new ShownLines(line, cells, queries), Quantity.VOLTAGE_V, timesS);
  }

  /// @throws InvalidInputException when the table does not answer a question
  @Override
  public double[][] crossingsS(MatchLine line, Conductances cells, TernaryWords queries, double... levelsV) {
    return replay(new ShownLines(line, cells, queries), Quantity.CROSSING_S, levelsV);
  }

  private double[][] replay(ShownLines lines, Quantity quantity, double[] at) {
    Problems problems = new Problems();
    double[][] answers = lines.ask(at.length, (conductanceS, row, query) -> {
      String hash = Question.hash(lines.line(), conductanceS);
      double[] answer = new double[at.length];
      for (int k = 0; k < at.length; k++) {
        Question question = new Question(hash, quantity, at[k]);
        answer[k] = table.answer(question).orElse(Double.NaN);
        if (Double.isNaN(answer[k])) {
          problems.add(
              name,
              "no %s at %s %s for line %s, row %d of query %d",
              quantity.key(), at[k], question.unit(), hash, row, query);
        }
      }
      return answer;
    });
    problems.throwIfAny();
    return answers;
  }
}
