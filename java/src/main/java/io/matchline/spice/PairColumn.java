package io.matchline.spice;

import io.matchline.tcam.CsvColumn;
import io.matchline.unit.Unit;
import java.util.Locale;

/// Columns of the cases of a differential pair. Numbers `1` belong to the transistor at the input, `2` to the one at the
/// reference.
enum PairColumn implements CsvColumn {
  ID(Unit.ONE),
  TAIL_A(Unit.AMPERE),
  KP_A_PER_V2(Unit.ONE),
  LENGTH_M(Unit.METRE),
  WIDTH1_M(Unit.METRE),
  WIDTH2_M(Unit.METRE),
  VTO1_V(Unit.VOLT),
  VTO2_V(Unit.VOLT),
  LOAD1_OHM(Unit.OHM),
  LOAD2_OHM(Unit.OHM),
  SUPPLY_V(Unit.VOLT),
  REFERENCE_V(Unit.VOLT);

  private final Unit unit;

  PairColumn(Unit unit) {
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
