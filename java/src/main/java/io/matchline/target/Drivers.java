package io.matchline.target;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// The drivers of search lines.
@Named(value = "drivers", doc = "drivers of the search lines of a co-simulated row")
public record Drivers(
    @Param(doc = "voltage of a driven line", unit = Unit.VOLT, min = 1e-3, max = 10, standard = "1 V") double highV,
    @Param(doc = "time from 0 V to the full voltage, in a straight line", unit = Unit.SECOND, min = 0, max = 1,
            standard = "10 ps")
        double riseS) {
  /// Voltage of a driven line, V.
  double voltageV(double timeS) {
    return timeS < riseS ? highV * timeS / riseS : highV;
  }
}
