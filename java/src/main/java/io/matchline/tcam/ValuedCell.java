package io.matchline.tcam;

import io.matchline.device.Device;
import io.matchline.device.DeviceStates;
import io.matchline.device.State;
import io.matchline.device.TwoLevel;

/// A cell that stores and is searched with more than 0, 1 and X: its conductance is a function of both.
public sealed interface ValuedCell extends Cell permits MultiBitCell, RangeCell {
  /// Any device of two states: it gives the spread, the stuck cells and the noise of reads.
  @Override
  default boolean accepts(Device device) {
    return !(device instanceof TwoLevel);
  }

  /// Conductance of a cell whose device is stuck, S.
  double stuckS(DeviceStates device, State state);

  /// Conductance of a cell without spread, S; cells that nobody searches are not asked.
  double nominalS(DeviceStates device, CellWords stored, int row, CellWords queries, int query, int cell);

  /// What the cell adds to the distance of its word.
  int distance(CellWords stored, int row, CellWords queries, int query, int cell);
}
