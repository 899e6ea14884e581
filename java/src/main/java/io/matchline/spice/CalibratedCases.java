package io.matchline.spice;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.LineCells;
import java.util.List;
import java.util.stream.Collectors;

/// The text of a cases file of level `ladder-table`, case by case.
final class CalibratedCases {
  private static final String HEADER =
      "id,pattern,wire_resistance_ohm,wire_capacitance_f,near_capacitance_f,far_capacitance_f,precharge_v,sense,"
          + "times_s,levels_v,cell_table,start_voltage_v,start_offset_s\n";

  private final StringBuilder text = new StringBuilder(HEADER);

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
    text.append(listed(c.levelsV())).append(',').append(cellTable).append(',').append(calibration.startVoltageV());
    text.append(',').append(calibration.startOffsetS()).append('\n');
  }

  String text() {
    return text.toString();
  }

  private static String quoted(String id) {
    return id.matches("[^\",\n\r]*") ? id : "\"" + id.replace("\"", "\"\"") + "\"";
  }

  private static String listed(List<Double> numbers) {
    return numbers.stream().map(number -> Double.toString(number)).collect(Collectors.joining(" "));
  }
}
