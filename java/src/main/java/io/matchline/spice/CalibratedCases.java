package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.LineCells;
import java.util.List;
import java.util.stream.Collectors;

/// The text of a cases file of level `ladder-table`, case by case; all cells have a node inside, or none has and
/// it is known how they get to their tables.
final class CalibratedCases {
  private static final String HEADER =
      "id,pattern,wire_resistance_ohm,wire_capacitance_f,near_capacitance_f,far_capacitance_f,precharge_v,sense,"
          + "times_s,levels_v,cell_table,start_voltage_v,start_offset_s";
  private static final String RISE_HEADER = ",rise_table,rise_s,coupled_mismatch_c,coupled_match_c";
  private static final String STACK_HEADER = ",stack_table,stack_currents,stack_mismatch_v,stack_match_v";

  private final StringBuilder text = new StringBuilder();
  private boolean stacked;
  private boolean rising;

  /// @param c a case whose cells are {@link LineCells.Patterned}
  /// @param cellTable name of its cells' table
  void add(DischargeCase c, String cellTable, Calibration calibration) {
    MatchLine l = c.line();
    text.append(quoted(c.id())).append(',').append(((LineCells.Patterned) c.cells()).pattern());
    for (double number :
        List.of(l.wireResistanceOhm(), l.nodeCapacitanceF(), l.nearCapacitanceF(), l.farCapacitanceF(), l.prechargeV())) {
      text.append(',').append(number);
    }
    text.append(l.sense() == SenseEnd.NEAR ? ",near," : ",far,").append(listed(c.timesS())).append(',');
    text.append(listed(c.levelsV())).append(',').append(cellTable).append(',').append(calibration.start().voltV());
    text.append(',').append(calibration.start().offsetS());
    calibration.start().rise().ifPresent(rise -> {
      rising = true;
      text.append(',').append(riseTable(cellTable)).append(',').append(rise.durationS());
      text.append(',').append(rise.mismatchC()).append(',').append(rise.matchC());
    });
    calibration.stack().ifPresent(stack -> {
      stacked = true;
      text.append(',').append(stackTable(cellTable)).append(',').append(stackCurrents(cellTable));
      text.append(',').append(stack.mismatchV()).append(',').append(stack.matchV());
    });
    text.append('\n');
  }

  /// Name of the table of the rise beside a cell table.
  static String riseTable(String cellTable) {
    return cellTable.replace(".csv", "-rise.csv");
  }

  /// Name of the table of the nodes inside the cells, beside a cell table.
  static String stackTable(String cellTable) {
    return cellTable.replace(".csv", "-stack.csv");
  }

  /// Name of the table of the currents into them.
  static String stackCurrents(String cellTable) {
    return cellTable.replace(".csv", "-currents.csv");
  }

  String text() {
    return HEADER + (rising ? RISE_HEADER : "") + (stacked ? STACK_HEADER : "") + "\n" + text;
  }

  private static String quoted(String id) {
    return id.matches("[^\",\n\r]*") ? id : "\"" + id.replace("\"", "\"\"") + "\"";
  }

  private static String listed(List<Double> numbers) {
    return numbers.stream().map(number -> Double.toString(number)).collect(Collectors.joining(" "));
  }
}
