package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;

/// Rows `[rowBegin, rowBegin + rows)` × cells `[cellBegin, cellBegin + cells)`, global indices below 2³¹.
public record Patch(long rowBegin, long rows, long cellBegin, long cells) {
  public Patch {
    range("row", rowBegin, rows);
    range("cell", cellBegin, cells);
  }

  private static void range(String name, long begin, long count) {
    require(
        begin >= 0 && count >= 1 && count <= Integer.MAX_VALUE && begin + count - 1 <= Integer.MAX_VALUE,
        "%ss [%d, %d) are empty or outside 0 … 2^31-1",
        name,
        begin,
        begin + count);
  }
}
