package io.matchline.periphery;

import java.util.ArrayList;
import java.util.List;

/// How a matrix spreads over physical crossbars. All columns of an output are on one tile; a tile at the edge is cut to
/// what it holds.
///
/// @param inputs rows of the matrix
/// @param outputs columns of the matrix
public record TileGrid(int inputs, int outputs, ArraySize size, WeightCode code) {
  /// A tile and the part `[inputBegin, inputEnd) × [outputBegin, outputEnd)` of the matrix that it holds.
  ///
  /// @param index number of the tile, those with the same outputs side by side
  public record Tile(int index, int inputBegin, int inputEnd, int outputBegin, int outputEnd) {
    public int inputs() {
      return inputEnd - inputBegin;
    }

    public int outputs() {
      return outputEnd - outputBegin;
    }
  }

  public TileGrid {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException("a matrix of %d × %d has no cells".formatted(inputs, outputs));
    }
    if (code.outputs(size.columns()) < 1) {
      throw new IllegalArgumentException(
          "an output takes %d columns, a tile has %d".formatted(code.columns(1), size.columns()));
    }
  }

  /// Tiles whose codes are added to one output.
  public int inputTiles() {
    return Math.ceilDiv(inputs, size.rows());
  }

  public List<Tile> tiles() {
    int width = code.outputs(size.columns());
    List<Tile> tiles = new ArrayList<>();
    for (int output = 0; output < outputs; output += width) {
      for (int input = 0; input < inputs; input += size.rows()) {
        int inputEnd = Math.min(inputs, input + size.rows());
        tiles.add(new Tile(tiles.size(), input, inputEnd, output, Math.min(outputs, output + width)));
      }
    }
    return tiles;
  }
}
