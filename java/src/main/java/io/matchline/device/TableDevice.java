package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;
import java.nio.file.Path;

/// A device whose states come from a CSV table: measured conductances or I–V curves.
///
/// Columns `state, conductance_s`, one line per state, or `state, voltage_v, current_a`, two or more points per state;
/// the states are `lrs` and `hrs`. A curve is read as I/V at the read voltage, linear between its points.
@Named(value = "table", doc = "Conductances or I-V curves of the states from a CSV file.")
public record TableDevice(
    @Param(doc = "CSV with state, conductance_s or state, voltage_v, current_a.") Path table,
    @Param(doc = "Voltage at which I-V curves are read.", key = "read", unit = Unit.VOLT, min = 1e-3, max = 10,
            standard = "100 mV")
        double readV,
    @Param(doc = "Device-to-device: standard deviation of ln G, drawn once at programming.", unit = Unit.FRACTION,
            min = 0, max = 1, standard = "0 %")
        double spread,
    @Param(doc = "Cycle-to-cycle: standard deviation of ln G, drawn at every write.", unit = Unit.FRACTION, min = 0,
            max = 1, standard = "0 %")
        double cycleSpread,
    @Param(doc = "Share of devices stuck in the low-resistive state.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double stuckLrs,
    @Param(doc = "Share of devices stuck in the high-resistive state.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "0 %")
        double stuckHrs,
    @Param(doc = "Normal noise of every read.", standard = "{}") ReadNoise readNoise,
    @Param(doc = "Random telegraph noise.", standard = "{}") TelegraphNoise telegraph)
    implements Device {
  /// @throws IllegalArgumentException for values out of range
  /// @throws io.matchline.unit.InvalidInputException with every problem of the table, each at its line
  public TableDevice {
    if (!(readV > 0)) {
      throw new IllegalArgumentException("read = %s V is not above 0 V".formatted(readV));
    }
    states(table, readV, new Variation(spread, cycleSpread, stuckLrs, stuckHrs), readNoise, telegraph);
  }

  /// Reads the table again.
  @Override
  public DeviceStates states() {
    return states(table, readV, new Variation(spread, cycleSpread, stuckLrs, stuckHrs), readNoise, telegraph);
  }

  private static DeviceStates states(
      Path table, double readV, Variation variation, ReadNoise readNoise, TelegraphNoise telegraph) {
    return DeviceTable.read(
        table, readV, variation, CellLaws.of(new UnknownAgeing("table"), readNoise, telegraph));
  }
}
