package io.matchline.tcam;

import io.matchline.device.Device;
import io.matchline.device.DeviceStates;
import io.matchline.device.State;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// An analog cell that stores a range and is searched with a voltage: it does not conduct while the voltage lies inside,
/// and the further it lies outside, the more it conducts, as a transistor below threshold does: a decade per `decadeV`
/// from the device's high-resistive state up to its low-resistive one.
///
/// The storage of two bounds in one cell is that of Li et al., Nature Communications 11, 1638 (2020); the law is ours.
@Named(value = "ACAM", doc = "analog cell that stores a range; its device conducts as in HRS inside and as in LRS far outside")
public record RangeCell(
    @Param(
            doc = "how far outside its range a voltage is when the cell conducts ten times as much as inside",
            unit = Unit.VOLT,
            min = 1e-6,
            max = 10,
            standard = "80 mV",
            source = "our choice: the slope of a transistor below threshold")
        double decadeV)
    implements ValuedCell {
  @Override
  public double mismatchS(Device device) {
    return device.nominalS(State.LRS);
  }

  @Override
  public double matchS(Device device) {
    return device.nominalS(State.HRS);
  }

  @Override
  public String storingFault(CellWords stored) {
    return stored instanceof RangeWords ? "" : "cell ACAM stores ranges";
  }

  @Override
  public String searchFault(CellWords queries) {
    return queries instanceof ValueWords ? "" : "cell ACAM is searched with values";
  }

  @Override
  public double stuckS(DeviceStates device, State state) {
    return device.nominalS(state);
  }

  @Override
  public double nominalS(DeviceStates device, CellWords stored, int row, CellWords queries, int query, int cell) {
    double decades = outsideV((RangeWords) stored, row, (ValueWords) queries, query, cell) / decadeV;
    double most = device.lrsS() / device.hrsS();
    double times = decades == 0 ? 1 : StrictMath.pow(10, decades);
    return device.hrsS() * Math.min(most, times);
  }

  @Override
  public int distance(CellWords stored, int row, CellWords queries, int query, int cell) {
    return outsideV((RangeWords) stored, row, (ValueWords) queries, query, cell) > 0 ? 1 : 0;
  }

  /// How far outside the stored range the searched voltage is, 0 V inside it and where nobody searches.
  private static double outsideV(RangeWords stored, int row, ValueWords queries, int query, int cell) {
    double value = queries.valueV()[query][cell];
    double outside = Math.max(stored.lowV()[row][cell] - value, value - stored.highV()[row][cell]);
    return outside > 0 ? outside : 0;
  }
}
