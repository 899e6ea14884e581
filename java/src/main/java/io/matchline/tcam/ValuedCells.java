package io.matchline.tcam;

import io.matchline.device.DeviceStates;
import io.matchline.device.State;
import io.matchline.device.Variation;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseSources;
import io.matchline.programming.AgedCells;
import io.matchline.programming.CellReads;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.Optional;

/// Programmed cells whose conductance depends on what is stored and what is searched.
///
/// A cell draws as one device, that of its number in the row: its spread is a factor, and stuck it conducts like its
/// device in that state, whatever is searched.
///
/// @param cell the kind of cell
/// @param stored what is programmed
/// @param device spread, stuck cells, noise of reads and the conductances of both states
/// @param sources its random numbers
/// @param write index of the write
record ValuedCells(ValuedCell cell, CellWords stored, DeviceStates device, NoiseSources sources, int write)
    implements StoredCells {

  @Override
  public ValuedTile tile(Arena arena, Tiling.Columns columns, NominalLine nominal, LineTarget target) {
    int used = columns.used();
    Patch patch = new Patch(0, stored.rows(), columns.begin(), used);
    float[] deviceNormal = sources.deviceNormals(patch);
    float[] cycleNormal = sources.cycleNormals(write, patch);
    double[] uniform = sources.stuckUniforms(patch);
    Variation variation = device.variation();
    double[][] factor = new double[stored.rows()][used];
    double[][] stuckS = new double[stored.rows()][used];
    for (int r = 0; r < stored.rows(); r++) {
      for (int j = 0; j < used; j++) {
        int i = r * used + j;
        factor[r][j] = variation.factor(deviceNormal[i], cycleNormal[i]);
        Optional<State> stuck = variation.stuckAt(uniform[i]);
        stuckS[r][j] = stuck.map(state -> cell.stuckS(device, state)).orElse(Double.NaN);
      }
    }
    return new ValuedTile(columns, nominal.line(), this, factor, stuckS, target, 0);
  }

  /// Conductance of a cell without spread, S: a match does not conduct where leakage is off.
  double conductanceS(int row, CellWords queries, int query, int cellIndex) {
    boolean silent = !sources.settings().leakage() && cell.distance(stored, row, queries, query, cellIndex) == 0;
    return silent ? 0 : cell.nominalS(device, stored, row, queries, query, cellIndex);
  }

  /// Conductances of one row of a tile as one search reads them, S; cells that do not conduct have no noise.
  ///
  /// @param conductanceS `[used columns]` without the noise of reads, S
  double[] readS(Tiling.Columns columns, int row, double[] conductanceS, int search) {
    if (!CellReads.noisy(device.laws(), sources.settings().cells(), 0)) {
      return conductanceS;
    }
    Patch patch = new Patch(row, 1, columns.begin(), columns.used());
    AgedCells cells = new AgedCells(patch, conductanceS, conductanceS, new BitSet(), 0);
    double[] read = new double[conductanceS.length];
    new CellReads(cells, device.laws(), sources.cells()).read(search, read);
    for (int j = 0; j < read.length; j++) {
      read[j] = conductanceS[j] == 0 ? 0 : read[j];
    }
    return read;
  }

  @Override
  public String searchFault(CellWords queries) {
    return cell.searchFault(queries);
  }

  @Override
  public int[] distances(CellWords queries) {
    int[] distance = new int[queries.rows() * stored.rows()];
    for (int q = 0; q < queries.rows(); q++) {
      for (int r = 0; r < stored.rows(); r++) {
        for (int j = 0; j < stored.cells(); j++) {
          distance[q * stored.rows() + r] += queries.cares(q, j) ? cell.distance(stored, r, queries, q, j) : 0;
        }
      }
    }
    return distance;
  }
}
