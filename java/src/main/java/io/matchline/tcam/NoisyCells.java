package io.matchline.tcam;

import io.matchline.programming.CellReads;
import java.util.BitSet;

/// The devices of one column tile, whose conductances differ from search to search.
///
/// @param reads the devices, two for each cell: on SL, on SLB
/// @param silent devices that never conduct
record NoisyCells(CellReads reads, BitSet silent) {
  /// Gives the cells of `lines` the conductances of one search.
  ///
  /// @param used columns of the tile that hold cells
  void read(int search, int used, Conductances lines) {
    double[] conductanceS = new double[lines.rows() * 2 * used];
    reads.read(search, conductanceS);
    silent.stream().forEach(i -> conductanceS[i] = 0);
    lines.setRows(conductanceS, used);
  }
}
