package io.matchline.spice;

import io.matchline.tcam.CsvColumn;
import io.matchline.unit.Unit;
import java.util.Locale;

/// Columns of the cases of a programmed cell.
enum PulseColumn implements CsvColumn {
  ID(Unit.ONE),
  START_M(Unit.METRE),
  PULSES_V(Unit.VOLT),
  WIDTH_S(Unit.SECOND),
  EDGE_S(Unit.SECOND),
  READ_V(Unit.VOLT);

  private final Unit unit;

  PulseColumn(Unit unit) {
    this.unit = unit;
  }

  @Override
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String symbol() {
    return unit.symbol();
  }

  @Override
  public boolean signed() {
    return this == PULSES_V;
  }
}
