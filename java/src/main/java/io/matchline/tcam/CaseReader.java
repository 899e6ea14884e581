package io.matchline.tcam;

import static io.matchline.tcam.DischargeColumn.CELL_CAPACITANCE_F;
import static io.matchline.tcam.DischargeColumn.CELL_TABLE;
import static io.matchline.tcam.DischargeColumn.CONDUCTANCES_S;
import static io.matchline.tcam.DischargeColumn.COUPLED_MATCH_C;
import static io.matchline.tcam.DischargeColumn.COUPLED_MISMATCH_C;
import static io.matchline.tcam.DischargeColumn.FAR_CAPACITANCE_F;
import static io.matchline.tcam.DischargeColumn.G_OFF_S;
import static io.matchline.tcam.DischargeColumn.G_ON_S;
import static io.matchline.tcam.DischargeColumn.ID;
import static io.matchline.tcam.DischargeColumn.LEVELS_V;
import static io.matchline.tcam.DischargeColumn.NEAR_CAPACITANCE_F;
import static io.matchline.tcam.DischargeColumn.PATTERN;
import static io.matchline.tcam.DischargeColumn.PRECHARGE_V;
import static io.matchline.tcam.DischargeColumn.RISE_S;
import static io.matchline.tcam.DischargeColumn.RISE_TABLE;
import static io.matchline.tcam.DischargeColumn.RP_OHM;
import static io.matchline.tcam.DischargeColumn.SENSE;
import static io.matchline.tcam.DischargeColumn.STACK_CURRENTS;
import static io.matchline.tcam.DischargeColumn.STACK_MATCH_V;
import static io.matchline.tcam.DischargeColumn.STACK_MISMATCH_V;
import static io.matchline.tcam.DischargeColumn.STACK_TABLE;
import static io.matchline.tcam.DischargeColumn.START_OFFSET_S;
import static io.matchline.tcam.DischargeColumn.START_VOLTAGE_V;
import static io.matchline.tcam.DischargeColumn.TIMES_S;
import static io.matchline.tcam.DischargeColumn.WIRE_CAPACITANCE_F;
import static io.matchline.tcam.DischargeColumn.WIRE_RESISTANCE_OHM;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Samples;
import io.matchline.kernel.SenseEnd;
import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns one row of a discharge file into a case.
final class CaseReader {
  private final CaseFields fields;
  private final Level level;
  private final Optional<CurveFiles> curves;

  /// @param curves where the tables of level `ladder-table` come from; without it cases are yet to be calibrated
  CaseReader(CaseFields fields, Level level, Optional<CurveFiles> curves) {
    this.fields = fields;
    this.level = level;
    this.curves = curves;
  }

  /// The case, or nothing when something is wrong with the row; what, the fields have reported.
  Optional<DischargeCase> read() {
    String id = fields.text(ID);
    if (id.isEmpty()) {
      fields.fault("id is empty; every case needs a name");
    }
    boolean tabulated = level == Level.LADDER_TABLE;
    List<Double> conductanceS = tabulated ? List.of() : conductances();
    double prechargeV = precharge();
    Optional<LineCells> cells = tabulated ? tabulated(prechargeV) : Optional.of(new LineCells.Ohmic(conductanceS));
    List<Double> timesS = fields.numbers(TIMES_S, Samples.MAX_COUNT);
    List<Double> levelsV = levels(prechargeV, startVoltage(prechargeV));
    if (timesS.isEmpty() && levelsV.isEmpty() && fields.text(TIMES_S).isEmpty() && fields.text(LEVELS_V).isEmpty()) {
      fields.fault("times_s and levels_v are both empty; a case needs a time or a level");
    }
    if (!tabulated) {
      checkTableColumns();
    }
    int count = tabulated ? fields.text(PATTERN).length() : conductanceS.size();
    Optional<MatchLine> line = line(count, prechargeV);
    return cells.flatMap(c -> line.map(l -> new DischargeCase(id, fields.place(), l, c, timesS, levelsV)));
  }

  private Optional<MatchLine> line(int cells, double prechargeV) {
    boolean wired = WIRE_RESISTANCE_OHM.required(level);
    double wireResistanceOhm =
        wired
            ? fields.needed(WIRE_RESISTANCE_OHM, "level " + level.key() + " needs it, 0 Ω for an ideal wire")
            : fields.number(WIRE_RESISTANCE_OHM, 0);
    double wireF = fields.number(WIRE_CAPACITANCE_F, 0);
    double cellF = level == Level.LADDER_TABLE ? 0 : fields.number(CELL_CAPACITANCE_F, 0);
    double nearF = fields.number(NEAR_CAPACITANCE_F, 0);
    double farF = fields.number(FAR_CAPACITANCE_F, 0);
    double rpOhm =
        RP_OHM.required(level) ? fields.needed(RP_OHM, "level lumped-rp needs it") : fields.number(RP_OHM, 0);
    SenseEnd sense = sense();
    if (wireF + cellF + nearF + farF == 0) {
      fields.fault("the four capacitances are all 0 F or empty; the line needs more than 0 F");
    }
    if (!fields.sound()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new MatchLine(cells, sense, wireResistanceOhm, wireF + cellF, nearF, farF, prechargeV, rpOhm));
    } catch (IllegalArgumentException e) {
      fields.fault("%s", e.getMessage());
      return Optional.empty();
    }
  }

  private SenseEnd sense() {
    String end = fields.text(SENSE);
    return switch (end) {
      case "near" -> SenseEnd.NEAR;
      case "far" -> SenseEnd.FAR;
      case "" -> {
        if (SENSE.required(level)) {
          fields.fault("sense is empty; level %s needs near or far", level.key());
        }
        yield SenseEnd.NEAR;
      }
      default -> {
        fields.fault(SENSE, end, "is neither near nor far");
        yield SenseEnd.NEAR;
      }
    };
  }

  private double precharge() {
    double volt = fields.needed(PRECHARGE_V, "every case needs it");
    if (volt == 0) {
      fields.fault("precharge_v = %s V is not above 0 V", fields.text(PRECHARGE_V));
    }
    return volt;
  }

  /// Levels are falls from where the line starts; what it starts below is passed at once.
  private List<Double> levels(double prechargeV, double startV) {
    List<Double> levelsV = fields.numbers(LEVELS_V, Samples.MAX_COUNT);
    String start = startV == prechargeV ? PRECHARGE_V.key() : START_VOLTAGE_V.key();
    for (double volt : prechargeV > 0 && startV > 0 ? levelsV : List.<Double>of()) {
      if (volt > prechargeV && volt > startV) {
        fields.fault("levels_v = %s V is above %s = %s V", volt, start, startV);
      } else if (volt >= 0 && volt < MatchLine.MIN_LEVEL_RATIO * startV) {
        fields.fault(
            "levels_v = %s V is below %s of %s = %s V, where crossing times lose their accuracy",
            volt,
            MatchLine.MIN_LEVEL_RATIO,
            start,
            startV);
      } else if (volt > MatchLine.MAX_LEVEL_RATIO * startV && volt < startV) {
        fields.fault(
            "levels_v = %s V is above %s of %s = %s V and below it, where crossing times lose their accuracy",
            volt,
            MatchLine.MAX_LEVEL_RATIO,
            start,
            startV);
      }
    }
    return levelsV;
  }

  /// The precharge voltage, or where a tabulated case starts.
  private double startVoltage(double prechargeV) {
    String text = level == Level.LADDER_TABLE ? fields.text(START_VOLTAGE_V) : "";
    return text.isEmpty() ? prechargeV : fields.quiet(START_VOLTAGE_V);
  }

  private Optional<LineCells> tabulated(double prechargeV) {
    String pattern = fields.text(PATTERN);
    checkPattern(pattern);
    if (pattern.isEmpty()) {
      fields.fault("pattern is empty; level ladder-table needs it");
    }
    if (!fields.text(CONDUCTANCES_S).isEmpty()) {
      fields.fault("conductances_s is given; the cells of level ladder-table are those of cell_table");
    }
    if (curves.isEmpty()) {
      return uncalibrated(pattern);
    }
    double startV = fields.number(START_VOLTAGE_V, prechargeV);
    double offsetS = fields.number(START_OFFSET_S, 0);
    if (startV == 0) {
      fields.fault("start_voltage_v = %s V is not above 0 V", fields.text(START_VOLTAGE_V));
    }
    String name = fields.text(CELL_TABLE);
    if (name.isEmpty()) {
      fields.fault("cell_table is empty; level ladder-table needs it");
      return Optional.empty();
    }
    try {
      CellCurves cell = curves.get().get(name);
      Optional<CellStart> stack = stack(curves.get(), cell);
      Optional<CellRising> rise = rise(curves.get(), cell, stack.isPresent());
      return Optional.<LineCells>of(new LineCells.Tabulated(pattern, cell, startV, offsetS, rise, stack))
          .filter(_ -> fields.sound());
    } catch (InvalidInputException e) {
      fields.fault("cell_table: %s", e.getMessage());
      return Optional.empty();
    }
  }

  /// How the cells get to their table, where the case says.
  private Optional<CellRising> rise(CurveFiles files, CellCurves cell, boolean stacked) {
    double mismatchC = fields.number(COUPLED_MISMATCH_C, 0);
    double matchC = fields.number(COUPLED_MATCH_C, 0);
    if (fields.text(RISE_TABLE).isEmpty()) {
      for (DischargeColumn column : List.of(RISE_S, COUPLED_MISMATCH_C, COUPLED_MATCH_C)) {
        if (!fields.text(column).isEmpty()) {
          fields.fault(column, fields.text(column), "is given without rise_table");
        }
      }
      return Optional.empty();
    }
    double riseS = fields.needed(RISE_S, "rise_table needs it");
    if (riseS == 0) {
      fields.fault(RISE_S, fields.text(RISE_S), "is not above 0 s");
    }
    if (stacked) {
      fields.fault("rise_table is given for cells with a node inside, which start at stack_mismatch_v and stack_match_v");
    }
    try {
      RiseCurves curves = files.rise(fields.text(RISE_TABLE));
      if (!curves.covers(cell)) {
        fields.fault(
            "rise_table does not go from %s V to %s V as cell_table does",
            cell.voltV().getFirst(),
            cell.voltV().getLast());
      }
      return Optional.of(new CellRising(curves, riseS, mismatchC, matchC));
    } catch (InvalidInputException e) {
      fields.fault("rise_table: %s", e.getMessage());
      return Optional.empty();
    }
  }

  /// The node inside the cells; all of its four fields are given or none.
  private Optional<CellStart> stack(CurveFiles files, CellCurves cell) {
    List<DischargeColumn> columns = List.of(STACK_TABLE, STACK_CURRENTS, STACK_MISMATCH_V, STACK_MATCH_V);
    List<String> empty =
        columns.stream().filter(column -> fields.text(column).isEmpty()).map(DischargeColumn::key).toList();
    if (empty.size() == columns.size()) {
      return Optional.empty();
    }
    double mismatchV = fields.number(STACK_MISMATCH_V, 0);
    double matchV = fields.number(STACK_MATCH_V, 0);
    if (!empty.isEmpty()) {
      fields.fault("%s empty; cells with a node inside need all of stack_table, stack_currents, stack_mismatch_v and"
          + " stack_match_v", String.join(" and ", empty) + (empty.size() == 1 ? " is" : " are"));
      return Optional.empty();
    }
    try {
      StackCurves stack = files.stack(fields.text(STACK_TABLE), fields.text(STACK_CURRENTS));
      if (!stack.covers(cell)) {
        fields.fault(
            "stack_table and stack_currents do not go from %s V to %s V as cell_table does",
            cell.voltV().getFirst(),
            cell.voltV().getLast());
      }
      return Optional.of(new CellStart(stack, mismatchV, matchV));
    } catch (InvalidInputException e) {
      fields.fault("stack_table, stack_currents: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<LineCells> uncalibrated(String pattern) {
    for (DischargeColumn column :
        List.of(CELL_TABLE, START_VOLTAGE_V, START_OFFSET_S, RISE_TABLE, STACK_TABLE, STACK_CURRENTS)) {
      if (!fields.text(column).isEmpty()) {
        fields.fault(column, fields.text(column), "is given; it is what a calibration finds");
      }
    }
    return Optional.<LineCells>of(new LineCells.Patterned(pattern)).filter(_ -> fields.sound());
  }

  private List<Double> conductances() {
    String pattern = fields.text(PATTERN);
    boolean given = !fields.text(CONDUCTANCES_S).isEmpty();
    checkPattern(pattern);
    double onS = pattern.indexOf('1') >= 0 && !given
        ? fields.needed(G_ON_S, "pattern has mismatching cells (1)")
        : fields.number(G_ON_S, 0);
    double offS = (pattern.indexOf('0') >= 0 || pattern.indexOf('X') >= 0) && !given
        ? fields.needed(G_OFF_S, "pattern has matching (0) or don't-care cells (X)")
        : fields.number(G_OFF_S, 0);
    if (given) {
      return given(pattern);
    }
    if (pattern.isEmpty()) {
      fields.fault("pattern and conductances_s are both empty; a line needs at least one cell");
    }
    Double mismatchS = onS;
    Double matchS = offS;
    List<Double> conductanceS = new ArrayList<>(pattern.length());
    for (int j = 0; j < pattern.length(); j++) {
      conductanceS.add(pattern.charAt(j) == '1' ? mismatchS : matchS);
    }
    return conductanceS;
  }

  private List<Double> given(String pattern) {
    List<Double> conductanceS = fields.numbers(CONDUCTANCES_S, MatchLine.MAX_CELLS);
    if (!pattern.isEmpty() && !conductanceS.isEmpty() && conductanceS.size() != pattern.length()) {
      fields.fault("conductances_s has %d numbers, pattern %d cells", conductanceS.size(), pattern.length());
    }
    return conductanceS;
  }

  private void checkPattern(String pattern) {
    if (pattern.length() > MatchLine.MAX_CELLS) {
      fields.fault("pattern has %d cells, above the maximum of %d", pattern.length(), MatchLine.MAX_CELLS);
    }
    for (int j = 0; j < pattern.length(); j++) {
      if ("01X".indexOf(pattern.charAt(j)) < 0) {
        fields.fault(
            PATTERN,
            pattern,
            "has '%c' as cell %d; cells are 0 (match), 1 (mismatch) or X (don't-care)"
                .formatted(pattern.charAt(j), j + 1));
        return;
      }
    }
  }

  /// Only level ladder-table reads the columns of tabulated cells; their numbers are checked all the same.
  private void checkTableColumns() {
    fields.number(START_VOLTAGE_V, 0);
    fields.number(START_OFFSET_S, 0);
    fields.number(RISE_S, 0);
    fields.number(COUPLED_MISMATCH_C, 0);
    fields.number(COUPLED_MATCH_C, 0);
    fields.number(STACK_MISMATCH_V, 0);
    fields.number(STACK_MATCH_V, 0);
  }
}
