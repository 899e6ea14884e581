package io.matchline.search;

/// Rows of cells that are 0, 1 or X, before they are stored in or searched for in an array.
///
/// @param rows number of words
/// @param cells cells per word
/// @param ones `[rows][(cells + 63) / 64]`, bit c mod 64 of word c / 64 is set where cell c is 1
/// @param zeros the same where it is 0; X where neither is set
public record CodeWords(int rows, int cells, long[] ones, long[] zeros) {
  public CodeWords {
    long words = (long) rows * stride(cells);
    if (rows < 0 || cells < 1 || ones.length != words || zeros.length != words) {
      throw new IllegalArgumentException(
          "planes of %d and %d words do not hold %d × %d cells".formatted(ones.length, zeros.length, rows, cells));
    }
  }

  /// Words full of X.
  public static CodeWords unset(int rows, int cells) {
    int words = Math.multiplyExact(rows, stride(cells));
    return new CodeWords(rows, cells, new long[words], new long[words]);
  }

  /// Writes a bit.
  public void set(int row, int cell, boolean bit) {
    int word = row * stride(cells) + (cell >> 6);
    (bit ? ones : zeros)[word] |= 1L << cell;
    (bit ? zeros : ones)[word] &= ~(1L << cell);
  }

  /// `0`, `1` or `X`.
  public char symbol(int row, int cell) {
    int word = row * stride(cells) + (cell >> 6);
    if ((ones[word] >>> cell & 1) != 0) {
      return '1';
    }
    return (zeros[word] >>> cell & 1) != 0 ? '0' : 'X';
  }

  /// Cells of a row that conflict with those of a query; X conflicts with nothing.
  public int mismatches(int row, CodeWords queries, int query) {
    if (cells != queries.cells) {
      throw new IllegalArgumentException("words of %d cells, queries of %d".formatted(cells, queries.cells));
    }
    int stride = stride(cells);
    int count = 0;
    for (int w = 0; w < stride; w++) {
      int s = row * stride + w;
      int q = query * stride + w;
      count += Long.bitCount(ones[s] & queries.zeros[q] | zeros[s] & queries.ones[q]);
    }
    return count;
  }

  private static int stride(int cells) {
    return (cells + 63) / 64;
  }
}
