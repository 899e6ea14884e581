package io.matchline.tcam;

import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseSources;
import io.matchline.programming.CellReads;
import java.util.BitSet;

/// The devices of one column tile, whose conductances differ from search to search.
///
/// @param reads the devices, two for each cell: on SL, on SLB
/// @param silent devices that never conduct
/// @param sources numbers of the reads; a search reads one device of a cell, so both have the cell's number
/// @param columns cells of the tile
record NoisyCells(CellReads reads, BitSet silent, NoiseSources sources, Tiling.Columns columns) {
  /// Gives the cells of `lines` the conductances of one search.
  void read(int search, Conductances lines) {
    double[] conductanceS = new double[lines.rows() * 2 * columns.used()];
    reads.read(search, normals(search, lines.rows()), conductanceS);
    silent.stream().forEach(i -> conductanceS[i] = 0);
    lines.setRows(conductanceS, columns.used());
  }

  /// A number for each device, `[rows][used][2]`.
  private float[] normals(int search, int rows) {
    float[] ofCell = sources.readNormals(search, new Patch(0, rows, columns.begin(), columns.used()));
    float[] ofDevice = new float[2 * ofCell.length];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns.used(); j++) {
        int i = 2 * (r * columns.used() + j);
        ofDevice[i] = ofCell[j * rows + r];
        ofDevice[i + 1] = ofDevice[i];
      }
    }
    return ofDevice;
  }
}
