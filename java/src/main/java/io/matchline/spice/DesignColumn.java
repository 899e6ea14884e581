package io.matchline.spice;

import io.matchline.tcam.CsvColumn;
import io.matchline.unit.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Columns of a transistor model's designs.
enum DesignColumn implements CsvColumn {
  ID(Unit.ONE),
  CELLS(Unit.ONE),
  WIRE_RESISTANCE_OHM(Unit.OHM),
  WIRE_CAPACITANCE_F(Unit.FARAD),
  NEAR_CAPACITANCE_F(Unit.FARAD),
  FAR_CAPACITANCE_F(Unit.FARAD),
  PRECHARGE_V(Unit.VOLT),
  SENSE(Unit.ONE),
  SEARCH_V(Unit.VOLT),
  RISE_S(Unit.SECOND),
  LEVELS_V(Unit.VOLT),
  LINES(Unit.ONE),
  SEED(Unit.ONE),
  WIDTH_M(Unit.METRE),
  LENGTH_M(Unit.METRE),
  VTO_V(Unit.VOLT),
  KP_A_PER_V2(Unit.ONE),
  GAMMA_SQRT_V(Unit.ONE),
  LAMBDA_PER_V(Unit.ONE),
  OXIDE_M(Unit.METRE),
  OVERLAP_F_PER_M(Unit.ONE),
  JUNCTION_F(Unit.FARAD),
  LRS_OHM(Unit.OHM),
  HRS_OHM(Unit.OHM),
  WINDOW_V(Unit.VOLT);

  private final Unit unit;

  DesignColumn(Unit unit) {
    this.unit = unit;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(DesignColumn::key).toList();
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
    return this == VTO_V;
  }
}
