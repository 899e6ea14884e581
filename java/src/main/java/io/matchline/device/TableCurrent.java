package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.nio.file.Path;

/// Current–voltage curves from a table: `state, voltage_v, current_a`, the state being any number that tells the curves
/// apart. Curves that begin at 0 V or above hold for both polarities. See {@link CurveLaw} for what lies between.
@Named(value = "table", doc = "Current-voltage curves of some states from a CSV file.")
public record TableCurrent(
    @Param(doc = "CSV with state (a number for each curve), voltage_v, current_a.") Path table) implements CurrentLaw {
  /// @throws io.matchline.unit.InvalidInputException with every problem of the table, each at its line
  public TableCurrent {
    CurveTable.read(table);
  }

  /// Reads the table again.
  @Override
  public StateLaw law() {
    return CurveTable.read(table);
  }
}
