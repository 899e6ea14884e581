package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases at level `ladder-table`: ohmic tables against the exact ladder, and where a case starts.
class TabulatedDischargeTest {
  private static final String HEADER =
      "id,pattern,wire_resistance_ohm,wire_capacitance_f,cell_capacitance_f,near_capacitance_f,far_capacitance_f,"
          + "g_on_s,g_off_s,precharge_v,sense,times_s,levels_v,cell_table,start_voltage_v,start_offset_s\n";

  @TempDir private Path folder;

  private List<DischargeValue> run(Level level, String rows) {
    return run(level, HEADER, rows);
  }

  private List<DischargeValue> run(Level level, String header, String rows) {
    try {
      StringBuilder table = new StringBuilder("V,I_mismatch_A,I_match_A,C_mismatch_F,C_match_F\n");
      for (double v : new double[] {-0.2, 0, 0.3, 0.7, 1.2}) {
        table.append("%s,%s,%s,4e-16,4e-16%n".formatted(v, 1e-4 * v, 1e-7 * v));
      }
      Files.writeString(folder.resolve("cell.csv"), table);
      Path cases = folder.resolve("cases.csv");
      Files.writeString(cases, header + rows);
      try (Workers workers = new Workers(2)) {
        DischargeCases read = DischargeCases.read(cases, level);
        return DischargeRun.of(read, level, Backends.open(Backend.FFM), workers).values();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void anOhmicTableDischargesLikeTheLadder() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String pattern = "0".repeat(i) + "1" + "X".repeat(7) + "0".repeat(60 - i);
      rows.append("c%d,%s,%s,2e-16,4e-16,3e-15,1e-15,1e-4,1e-7,1,%s,5e-11 2e-10,0.7 0.3,cell.csv,,%n"
          .formatted(i, pattern, i % 5, i % 2 == 0 ? "near" : "far"));
    }
    List<DischargeValue> exact = run(Level.LADDER, rows.toString());
    List<DischargeValue> tabulated = run(Level.LADDER_TABLE, rows.toString());
    assertEquals(160, tabulated.size());
    for (int k = 0; k < exact.size(); k++) {
      boolean voltage = exact.get(k).quantity() == DischargeValue.Quantity.VOLTAGE_V;
      double allowed = voltage ? 1e-3 : 1e-3 * exact.get(k).value();
      assertEquals(exact.get(k).value(), tabulated.get(k).value(), allowed, exact.get(k).toString());
    }
  }

  @Test
  void aCaseStartsWhereAndWhenItSays() {
    String line = ",0100,0,2e-16,4e-16,3e-15,0,1e-4,1e-7,1,near,0 4e-12 1e-10,0.95 0.9 0.5,cell.csv,";
    List<DischargeValue> plain = run(Level.LADDER_TABLE, "a" + line + "0.9,\n");
    List<DischargeValue> later = run(Level.LADDER_TABLE, "a" + line + "0.9,5e-12\n");
    assertEquals(0.9, plain.get(0).value());
    assertEquals(1, later.get(0).value());
    assertEquals(1, later.get(1).value());
    assertTrue(later.get(2).value() > plain.get(2).value());
    assertEquals(0, plain.get(3).value());
    assertEquals(5e-12, later.get(3).value());
    assertEquals(5e-12, later.get(4).value());
    assertEquals(plain.get(5).value() + 5e-12, later.get(5).value(), 1e-25);
  }

  /// Two conductances in series with hardly any charge between them are one.
  @Test
  void aNodeWithoutChargeMakesASeriesConductance() throws IOException {
    StringBuilder stack = new StringBuilder(
        "V,I_node_mismatch_A,I_node_match_A,C_node_mismatch_F,C_node_match_F,C_line_mismatch_F,C_line_match_F\n");
    StringBuilder currents = new StringBuilder("V,node_V,I_A\n");
    for (double v : new double[] {-0.2, 0, 0.3, 0.7, 1.2}) {
      stack.append("%s,%s,0,1e-20,1e-20,4e-16,4e-16%n".formatted(v, 3e-4 * v));
      for (double x : new double[] {-0.2, 0.5, 1.2}) {
        currents.append("%s,%s,%s%n".formatted(v, x, 1.5e-4 * (v - x)));
      }
    }
    Files.writeString(folder.resolve("stack.csv"), stack);
    Files.writeString(folder.resolve("currents.csv"), currents);
    String row = "a,%s,3,2e-16,4e-16,3e-15,1e-15,1e-4,0,1,far,5e-11 2e-10,0.7 0.3,cell.csv,,,stack.csv,currents.csv,%s%n"
        .formatted("0".repeat(40) + "1" + "0".repeat(23), "0.333,1");
    String header = HEADER.strip() + ",stack_table,stack_currents,stack_mismatch_v,stack_match_v\n";
    List<DischargeValue> exact = run(Level.LADDER, header, row);
    List<DischargeValue> stacked = run(Level.LADDER_TABLE, header, row);
    assertEquals(4, stacked.size());
    for (int k = 0; k < exact.size(); k++) {
      assertEquals(exact.get(k).value(), stacked.get(k).value(), 1e-3 * exact.get(k).value(), exact.get(k).toString());
    }
  }

  @Test
  void aNodeNeedsAllOfItsColumns() {
    String header = HEADER.strip() + ",stack_table,stack_currents,stack_mismatch_v,stack_match_v\n";
    String row = "a,0100,0,2e-16,4e-16,3e-15,0,1e-4,1e-7,1,near,1e-10,0.5,cell.csv,,,stack.csv,,0.1,\n";
    Exception e = assertThrows(InvalidInputException.class, () -> run(Level.LADDER_TABLE, header, row));
    assertTrue(e.getMessage().contains("stack_currents and stack_match_v are empty"), e.getMessage());
  }
}
