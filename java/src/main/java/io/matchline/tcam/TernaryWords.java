package io.matchline.tcam;

import io.matchline.unit.Problems;
import java.util.Arrays;
import java.util.Objects;

/// Immutable matrix of ternary words, `[rows][cells]`: the content of an array, or a batch of search words.
///
/// Kept as two bit planes of 64-cell words, cell `j` in bit `j mod 64` of word `j / 64`: the value, and whether the
/// cell cares. Both are 0 at a don't-care and past the last cell, so equal content has equal planes.
public final class TernaryWords implements CellWords {
  /// Cells in a word of a plane.
  static final int CELLS_PER_WORD = Long.SIZE;

  private final int rows;
  private final int cells;
  private final int words;
  private final long[] value;
  private final long[] care;
  private final boolean binary;

  /// Takes the planes over and clears what no cell cares about.
  private TernaryWords(int rows, int cells, long[] value, long[] care) {
    this.rows = rows;
    this.cells = cells;
    this.words = wordsPerRow(cells);
    this.value = value;
    this.care = care;
    boolean noDontCare = true;
    for (int i = 0; i < care.length; i++) {
      long inside = inside(i % words);
      care[i] &= inside;
      value[i] &= care[i];
      noDontCare &= care[i] == inside;
    }
    this.binary = noDontCare;
  }

  /// Rows from text over `0`, `1` and `X` (or `x`), all of one length.
  ///
  /// @throws io.matchline.unit.InvalidInputException naming every row and cell at fault
  public static TernaryWords parse(String... rows) {
    Problems problems = new Problems();
    int cells = rows.length == 0 ? 0 : rows[0].length();
    if (cells == 0) {
      problems.add("ternary words", "%d rows, the first of %d cells; at least 1 of each is needed", rows.length, cells);
    }
    long[] value = new long[rows.length * wordsPerRow(cells)];
    long[] care = new long[value.length];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length() != cells) {
        problems.add("row " + r, "%d cells, row 0 has %d", rows[r].length(), cells);
      } else {
        parseRow(rows[r], r, value, care, problems);
      }
    }
    problems.throwIfAny();
    return new TernaryWords(rows.length, cells, value, care);
  }

  private static void parseRow(String text, int row, long[] value, long[] care, Problems problems) {
    for (int j = 0; j < text.length(); j++) {
      char symbol = text.charAt(j);
      if (symbol != '0' && symbol != '1' && symbol != 'X' && symbol != 'x') {
        problems.add("row " + row + ", cell " + j, "'%c' is not 0, 1 or X", symbol);
      }
      set(value, care, row * wordsPerRow(text.length()), j, symbol == '1', symbol == '0' || symbol == '1');
    }
  }

  /// Rows without don't-care.
  ///
  /// @param bits `[rows][cells]`, at least 1 of each
  public static TernaryWords of(boolean[][] bits) {
    int cells = requireShape(bits.length, bits.length == 0 ? 0 : bits[0].length);
    long[] value = new long[Math.multiplyExact(bits.length, wordsPerRow(cells))];
    long[] care = new long[value.length];
    Arrays.fill(care, -1);
    for (int r = 0; r < bits.length; r++) {
      requireLength(bits[r].length, cells, r);
      for (int j = 0; j < cells; j++) {
        set(value, care, r * wordsPerRow(cells), j, bits[r][j], true);
      }
    }
    return new TernaryWords(bits.length, cells, value, care);
  }

  /// Rows from the codes 0, 1 and 2 for X (the ordinals of {@link Trit}).
  ///
  /// @param codes `[rows][cells]`, at least 1 of each
  public static TernaryWords of(byte[][] codes) {
    int cells = requireShape(codes.length, codes.length == 0 ? 0 : codes[0].length);
    long[] value = new long[Math.multiplyExact(codes.length, wordsPerRow(cells))];
    long[] care = new long[value.length];
    for (int r = 0; r < codes.length; r++) {
      requireLength(codes[r].length, cells, r);
      for (int j = 0; j < cells; j++) {
        int code = codes[r][j];
        require(code >= 0 && code <= 2, "row %d, cell %d: code %d is not 0, 1 or 2 (X)", r, j, code);
        set(value, care, r * wordsPerRow(cells), j, code == 1, code != 2);
      }
    }
    return new TernaryWords(codes.length, cells, value, care);
  }

  /// Rows from bit planes of 64-cell words; bits past the last cell are ignored.
  ///
  /// @param rows at least 1
  /// @param cells at least 1
  /// @param value `[rows][⌈cells/64⌉]`, the bit of each cell that cares
  /// @param care `[rows][⌈cells/64⌉]`, 0 where a cell is X
  public static TernaryWords of(int rows, int cells, long[] value, long[] care) {
    requireShape(rows, cells);
    int needed = Math.multiplyExact(rows, wordsPerRow(cells));
    String rule = "%s has %d words, %d rows of %d cells take %d";
    require(value.length == needed, rule, "value", value.length, rows, cells, needed);
    require(care.length == needed, rule, "care", care.length, rows, cells, needed);
    return new TernaryWords(rows, cells, value.clone(), care.clone());
  }

  /// Rows without don't-care from one bit plane.
  public static TernaryWords of(int rows, int cells, long[] value) {
    long[] care = new long[value.length];
    Arrays.fill(care, -1);
    return of(rows, cells, value, care);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int cells() {
    return cells;
  }

  @Override
  public boolean cares(int row, int cell) {
    return cell(row, cell) != Trit.X;
  }

  /// True when no cell is X.
  public boolean binary() {
    return binary;
  }

  public Trit cell(int row, int cell) {
    int at = Math.addExact(word(row), Objects.checkIndex(cell, cells) / CELLS_PER_WORD);
    if ((care[at] >>> cell & 1) == 0) {
      return Trit.X;
    }
    return (value[at] >>> cell & 1) == 0 ? Trit.ZERO : Trit.ONE;
  }

  /// Words per row of a plane, ⌈cells/64⌉.
  public int wordsPerRow() {
    return words;
  }

  /// 64 cells' values; 0 at every X and past the last cell.
  public long value(int row, int word) {
    return value[word(row) + Objects.checkIndex(word, words)];
  }

  /// 64 cells' cares; 0 at every X and past the last cell.
  public long care(int row, int word) {
    return care[word(row) + Objects.checkIndex(word, words)];
  }

  /// Rows `[begin, end)`, at least one.
  @Override
  public TernaryWords rows(int begin, int end) {
    require(0 <= begin && begin < end && end <= rows, "rows [%d, %d) of %d are not a slice", begin, end, rows);
    int from = begin * words;
    int to = end * words;
    long[] someCare = Arrays.copyOfRange(care, from, to);
    return new TernaryWords(end - begin, cells, Arrays.copyOfRange(value, from, to), someCare);
  }

  /// Cells `[begin, end)` of every row, at least one.
  public TernaryWords columns(int begin, int end) {
    require(0 <= begin && begin < end && end <= cells, "cells [%d, %d) of %d are not a slice", begin, end, cells);
    return new TernaryWords(rows, end - begin, shifted(value, begin, end), shifted(care, begin, end));
  }

  private long[] shifted(long[] plane, int begin, int end) {
    int width = wordsPerRow(end - begin);
    int skip = begin / CELLS_PER_WORD;
    int shift = begin % CELLS_PER_WORD;
    long[] out = new long[rows * width];
    for (int r = 0; r < rows; r++) {
      for (int w = 0; w < width; w++) {
        int at = r * words + skip + w;
        long next = shift != 0 && skip + w + 1 < words ? plane[at + 1] << -shift : 0;
        out[r * width + w] = plane[at] >>> shift | next;
      }
    }
    return out;
  }

  /// A row as text over `0`, `1` and `X`.
  public String text(int row) {
    StringBuilder text = new StringBuilder(cells);
    for (int j = 0; j < cells; j++) {
      text.append(cell(row, j).symbol());
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TernaryWords that
        && rows == that.rows
        && cells == that.cells
        && Arrays.equals(value, that.value)
        && Arrays.equals(care, that.care);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * rows + cells) + Arrays.hashCode(value)) + Arrays.hashCode(care);
  }

  @Override
  public String toString() {
    return "%d ternary words of %d cells".formatted(rows, cells);
  }

  /// Where a row begins in a plane.
  private int word(int row) {
    return Objects.checkIndex(row, rows) * words;
  }

  /// The bits of word `word` of a row that are cells.
  private long inside(int word) {
    return word < words - 1 || cells % CELLS_PER_WORD == 0 ? -1 : (1L << cells) - 1;
  }

  private static void set(long[] value, long[] care, int rowBegin, int cell, boolean one, boolean cares) {
    int at = rowBegin + cell / CELLS_PER_WORD;
    value[at] |= (one ? 1L : 0) << cell;
    care[at] |= (cares ? 1L : 0) << cell;
  }

  private static int wordsPerRow(int cells) {
    return Math.ceilDiv(cells, CELLS_PER_WORD);
  }

  private static int requireShape(int rows, int cells) {
    require(rows >= 1 && cells >= 1, "%d rows of %d cells; at least 1 of each is needed", rows, cells);
    return cells;
  }

  private static void requireLength(int length, int cells, int row) {
    require(length == cells, "row %d has %d cells, row 0 has %d", row, length, cells);
  }

  private static void require(boolean condition, String rule, Object... values) {
    if (!condition) {
      throw new IllegalArgumentException(rule.formatted(values));
    }
  }
}
