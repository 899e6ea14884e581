package io.matchline.tcam;

import io.matchline.unit.Unit;
import java.util.Locale;

/// Columns of a discharge input file.
enum DischargeColumn implements CsvColumn {
  ID(Unit.ONE),
  PATTERN(Unit.ONE),
  WIRE_RESISTANCE_OHM(Unit.OHM),
  WIRE_CAPACITANCE_F(Unit.FARAD),
  CELL_CAPACITANCE_F(Unit.FARAD),
  NEAR_CAPACITANCE_F(Unit.FARAD),
  FAR_CAPACITANCE_F(Unit.FARAD),
  G_ON_S(Unit.SIEMENS),
  G_OFF_S(Unit.SIEMENS),
  CONDUCTANCES_S(Unit.SIEMENS),
  RP_OHM(Unit.OHM),
  PRECHARGE_V(Unit.VOLT),
  SENSE(Unit.ONE),
  TIMES_S(Unit.SECOND),
  LEVELS_V(Unit.VOLT),
  CELL_TABLE(Unit.ONE),
  START_VOLTAGE_V(Unit.VOLT),
  START_OFFSET_S(Unit.SECOND),
  RISE_TABLE(Unit.ONE),
  RISE_S(Unit.SECOND),
  COUPLED_MISMATCH_C(Unit.ONE),
  COUPLED_MATCH_C(Unit.ONE),
  STACK_TABLE(Unit.ONE),
  STACK_CURRENTS(Unit.ONE),
  STACK_MISMATCH_V(Unit.VOLT),
  STACK_MATCH_V(Unit.VOLT);

  private final Unit unit;

  DischargeColumn(Unit unit) {
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
    return switch (this) {
      case START_OFFSET_S, COUPLED_MISMATCH_C, COUPLED_MATCH_C, STACK_MISMATCH_V, STACK_MATCH_V -> true;
      default -> false;
    };
  }

  /// Whether a file must have the column whatever its other columns are.
  boolean required(Level level) {
    return switch (this) {
      case ID, WIRE_CAPACITANCE_F, NEAR_CAPACITANCE_F, PRECHARGE_V -> true;
      case CELL_CAPACITANCE_F -> level != Level.LADDER_TABLE;
      case WIRE_RESISTANCE_OHM, SENSE ->
          level == Level.ELMORE || level == Level.LADDER || level == Level.LADDER_TABLE;
      case CELL_TABLE -> level == Level.LADDER_TABLE;
      case RP_OHM -> level == Level.LUMPED_RP;
      case PATTERN,
          FAR_CAPACITANCE_F,
          G_ON_S,
          G_OFF_S,
          CONDUCTANCES_S,
          TIMES_S,
          LEVELS_V,
          START_VOLTAGE_V,
          START_OFFSET_S,
          RISE_TABLE,
          RISE_S,
          COUPLED_MISMATCH_C,
          COUPLED_MATCH_C,
          STACK_TABLE,
          STACK_CURRENTS,
          STACK_MISMATCH_V,
          STACK_MATCH_V ->
          false;
    };
  }
}
