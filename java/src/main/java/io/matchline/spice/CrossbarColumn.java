package io.matchline.spice;

import io.matchline.tcam.CsvColumn;
import io.matchline.unit.Unit;
import java.util.Locale;

/// Columns of a crossbar model's cases.
enum CrossbarColumn implements CsvColumn {
  ID(Unit.ONE),
  ROWS(Unit.ONE),
  COLUMNS(Unit.ONE),
  ROW_RESISTANCE_OHM(Unit.OHM),
  COLUMN_RESISTANCE_OHM(Unit.OHM),
  DRIVER_RESISTANCE_OHM(Unit.OHM),
  SENSE_RESISTANCE_OHM(Unit.OHM),
  ROW_CAPACITANCE_F(Unit.FARAD),
  COLUMN_CAPACITANCE_F(Unit.FARAD),
  DRIVER_END(Unit.ONE),
  SENSE_END(Unit.ONE),
  SEED(Unit.ONE),
  LEVELS(Unit.ONE),
  G_ON_S(Unit.SIEMENS),
  G_OFF_S(Unit.SIEMENS),
  ZERO_SHARE(Unit.ONE),
  STUCK_ON_SHARE(Unit.ONE),
  STUCK_OFF_SHARE(Unit.ONE),
  SINH_V(Unit.VOLT),
  VECTORS(Unit.ONE),
  INPUTS(Unit.ONE),
  INPUT_V(Unit.VOLT),
  TIMES_S(Unit.SECOND);

  private final Unit unit;

  CrossbarColumn(Unit unit) {
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
    return false;
  }
}
