package io.matchline.tcam;

import java.util.ArrayList;
import java.util.List;

/// How rows × cells spread over physical arrays: columns are cut every `tile.columns` cells, rows every `tile.rows`.
///
/// A tile's line has all its columns even where the last tile uses fewer: unused cells sit at the far end, hold X and
/// are never driven, so they load the line and cannot discharge it.
///
/// @param rows stored rows
/// @param cells cells of a row
/// @param tile size of one physical array
public record Tiling(int rows, int cells, Tile tile) {
  /// The used cells `[begin, end)` of one column tile.
  public record Columns(int index, int begin, int end) {
    public int used() {
      return end - begin;
    }

    /// The cells of `words` that these columns hold.
    TernaryWords of(TernaryWords words) {
      return begin == 0 && end == words.cells() ? words : words.columns(begin, end);
    }
  }

  public List<Columns> columnTiles() {
    List<Columns> tiles = new ArrayList<>();
    for (int begin = 0; begin < cells; begin += tile.columns()) {
      tiles.add(new Columns(tiles.size(), begin, Math.min(cells, begin + tile.columns())));
    }
    return tiles;
  }

  public int rowTiles() {
    return (rows + tile.rows() - 1) / tile.rows();
  }
}
