package io.matchline.cli;

import io.matchline.tcam.DigitalLayout;
import io.matchline.tcam.RangeWords;
import io.matchline.tcam.SymbolWords;
import io.matchline.tcam.ValueWords;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Reads text with words of states, ranges or values: one word a line, cells with blanks or commas between them, `X` for
/// don't-care.
final class ValuedText {
  /// Ends of a range; both are the number where a cell holds one.
  private record Ends(double low, double high) {
    private static final Ends ANY = new Ends(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /// Reads one cell that is not X.
  @FunctionalInterface
  private interface CellReader {
    /// @throws IllegalArgumentException with a sentence about the text
    Ends read(String text);
  }

  private static final int MAX_CELLS = DigitalLayout.MAX_CELLS;

  private final Path path;
  private final CellReader reader;
  private final Problems problems = new Problems();
  private final List<List<Ends>> words = new ArrayList<>();
  private long firstLine;

  private ValuedText(Path path, CellReader reader) {
    this.path = path;
    this.reader = reader;
  }

  /// Words of the states 0 … `states` − 1.
  ///
  /// @throws InvalidInputException with all problems of the file
  static SymbolWords states(Path path, int states) {
    ValuedText text = new ValuedText(path, cell -> state(cell, states)).read();
    int[][] symbol = new int[text.words.size()][];
    for (int r = 0; r < symbol.length; r++) {
      symbol[r] = text.words.get(r).stream().mapToInt(e -> e == Ends.ANY ? SymbolWords.X : (int) e.low).toArray();
    }
    return new SymbolWords(symbol);
  }

  /// Words of ranges `low:high` in V; an end may be left out.
  ///
  /// @throws InvalidInputException with all problems of the file
  static RangeWords ranges(Path path) {
    ValuedText text = new ValuedText(path, ValuedText::range).read();
    double[][] low = new double[text.words.size()][];
    double[][] high = new double[low.length][];
    for (int r = 0; r < low.length; r++) {
      low[r] = text.words.get(r).stream().mapToDouble(Ends::low).toArray();
      high[r] = text.words.get(r).stream().mapToDouble(Ends::high).toArray();
    }
    return new RangeWords(low, high);
  }

  /// Words of values in V.
  ///
  /// @throws InvalidInputException with all problems of the file
  static ValueWords values(Path path) {
    ValuedText text = new ValuedText(path, ValuedText::value).read();
    return new ValueWords(
        text.words.stream()
            .map(word -> word.stream().mapToDouble(e -> e == Ends.ANY ? Double.NaN : e.low).toArray())
            .toArray(double[][]::new));
  }

  private ValuedText read() {
    TextLines.read(path, this::add);
    if (firstLine == 0) {
      problems.add(path.toString(), "no words: every line is empty or a comment");
    }
    problems.throwIfAny();
    return this;
  }

  private void add(long number, String line) {
    String[] fields = line.indexOf(',') >= 0 ? line.split(",", -1) : line.strip().split("\\s+");
    String place = path + ":" + number;
    firstLine = firstLine == 0 ? number : firstLine;
    int width = words.isEmpty() ? fields.length : words.getFirst().size();
    if (fields.length > MAX_CELLS) {
      problems.add(place, "%d cells are above the maximum of %d", fields.length, MAX_CELLS);
    } else if (fields.length != width) {
      problems.add(place, "%d cells, line %d has %d", fields.length, firstLine, width);
    }
    words.add(IntStream.range(0, fields.length).mapToObj(j -> cell(place, j, fields[j].strip())).toList());
  }

  private Ends cell(String place, int index, String text) {
    try {
      return text.equals("X") || text.equals("x") ? Ends.ANY : reader.read(text);
    } catch (IllegalArgumentException e) {
      problems.add(place, "cell %d: %s", index + 1, e.getMessage());
      return Ends.ANY;
    }
  }

  private static Ends state(String text, int states) {
    if (!text.matches("\\d{1,4}") || Integer.parseInt(text) >= states) {
      throw new IllegalArgumentException("'%s' is no state; states are 0 … %d or X".formatted(shown(text), states - 1));
    }
    return new Ends(Integer.parseInt(text), Integer.parseInt(text));
  }

  private static Ends value(String text) {
    double volt = Quantity.parse(text, Unit.VOLT).value();
    return new Ends(volt, volt);
  }

  private static Ends range(String text) {
    String[] ends = text.split(":", -1);
    if (ends.length != 2) {
      throw new IllegalArgumentException("'%s' is no range; ranges are low:high, low:, :high or X".formatted(shown(text)));
    }
    double low = ends[0].isBlank() ? Ends.ANY.low : value(ends[0].strip()).low;
    double high = ends[1].isBlank() ? Ends.ANY.high : value(ends[1].strip()).low;
    if (!(low <= high)) {
      throw new IllegalArgumentException("'%s' falls; the lower end comes first".formatted(shown(text)));
    }
    return new Ends(low, high);
  }

  private static String shown(String text) {
    return text.length() <= 24 ? text : text.substring(0, 24) + "…";
  }
}
