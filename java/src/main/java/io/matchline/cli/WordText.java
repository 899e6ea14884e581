package io.matchline.cli;

import io.matchline.tcam.DigitalLayout;
import io.matchline.tcam.TernaryWords;
import io.matchline.tcam.Trit;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.List;

/// Reads a text file with one word a line.
final class WordText {
  private static final int MAX_CELLS = DigitalLayout.MAX_CELLS;

  private final Path path;
  private final Problems problems = new Problems();
  private final WordRows rows = new WordRows();
  private int width;
  private long widthLine;

  private WordText(Path path) {
    this.path = path;
  }

  /// @throws InvalidInputException with all problems of the file
  static TernaryWords read(Path path) {
    WordText text = new WordText(path);
    TextLines.read(path, text::add);
    if (text.widthLine == 0) {
      text.problems.add(path.toString(), "no words: every line is empty or a comment");
    }
    text.problems.throwIfAny();
    return text.rows.words(text.width);
  }

  private void add(long number, String line) {
    String place = path + ":" + number;
    List<Trit> cells = new WordLine(place, line).cells(problems);
    if (widthLine == 0) {
      width = cells.size();
      widthLine = number;
    }
    if (cells.size() > MAX_CELLS) {
      problems.add(place, "%d cells are above the maximum of %d", cells.size(), MAX_CELLS);
    } else if (cells.size() != width) {
      problems.add(place, "%d cells, line %d has %d", cells.size(), widthLine, width);
    }
    if (problems.isEmpty()) {
      rows.add(cells);
    }
  }
}
