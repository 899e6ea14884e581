package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.SenseEnd;
import io.matchline.kernel.Workers;
import io.matchline.tcam.DischargeValue.Quantity;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DischargeRunTest {
  @TempDir Path folder;

  private DischargeCases cases(Level level, String... lines) throws IOException {
    return DischargeCases.read(Files.write(folder.resolve("cases.csv"), List.of(lines)), level);
  }

  private static DischargeRun run(DischargeCases cases, Level level) {
    try (Workers workers = new Workers(1)) {
      return DischargeRun.of(cases, level, Backends.open(Backend.FFM), workers);
    }
  }

  private static final String LUMPED = "id,pattern,g_on_s,g_off_s,precharge_v,wire_capacitance_f,cell_capacitance_f,"
      + "near_capacitance_f,rp_ohm,levels_v,times_s";

  @Test
  void columnsComeInAnyOrderAndMayBeEmpty() throws IOException {
    DischargeCase c =
        cases(
                Level.LADDER,
                "# a comment",
                "\uFEFFsense,id, precharge_v,conductances_s,times_s,levels_v,wire_resistance_ohm,near_capacitance_f,"
                    + "cell_capacitance_f,wire_capacitance_f,cell_table",
                "",
                "far,\"a,b\",0.9,1e-4 2e-6  3E-6,1e-10,,0,3.6e-15,,2e-16,")
            .cases()
            .getFirst();
    assertEquals("a,b", c.id());
    assertEquals("cases.csv:4", c.place());
    assertEquals(List.of(1e-4, 2e-6, 3e-6), c.conductanceS());
    assertEquals(SenseEnd.FAR, c.line().sense());
    assertEquals(2e-16, c.line().nodeCapacitanceF());
    assertEquals(List.of(), c.levelsV());
  }

  @Test
  void aDontCareCellLeaksLikeAMatchingOne() throws IOException {
    DischargeCase c = cases(Level.LUMPED, LUMPED, "a,1X0,1e-4,1e-6,1,0,1e-15,0,,0.5,").cases().getFirst();
    assertEquals(List.of(1e-4, 1e-6, 1e-6), c.conductanceS());
  }

  @Test
  void aLumpedLineIsAnExponential() throws IOException {
    DischargeCases cases =
        cases(
            Level.LUMPED,
            LUMPED,
            "a,1100,1e-4,0,0.9,2e-16,3e-16,1e-15,5e3,0.45,0 2e-12",
            "b,00,1e-4,0,1,0,1e-15,0,,.5,");
    DischargeRun run = run(cases, Level.LUMPED);
    double tau = 3e-15 / 2e-4;
    assertEquals(4, run.values().size());
    assertEquals(new DischargeValue("a", Quantity.VOLTAGE_V, 0, 0.9), run.values().get(0));
    assertEquals(0.9 * Math.exp(-2e-12 / tau), run.values().get(1).value(), 1e-15);
    assertEquals(tau * Math.log(2), run.values().get(2).value(), 1e-26);
    assertEquals("never", run.values().get(3).valueText());
    assertEquals(List.of(), run.warnings());
  }

  @Test
  void aSeriesResistanceCountsAtItsOwnLevelOnly() throws IOException {
    String row = "a,1100,1e-4,0,0.9,2e-16,3e-16,1e-15,5e3,0.45,";
    DischargeRun run = run(cases(Level.LUMPED_RP, LUMPED, row), Level.LUMPED_RP);
    double tau = 3e-15 / (2e-4 / (1 + 5e3 * 2e-4));
    assertEquals(tau * Math.log(2), run.values().getFirst().value(), 1e-26);
  }

  @Test
  void groupingDoesNotShow() throws IOException {
    String[] lines = new String[31];
    lines[0] = LUMPED + ",wire_resistance_ohm,sense";
    for (int i = 1; i < lines.length; i++) {
      String pattern = "0".repeat(i % 5) + "1".repeat(8 - i % 5);
      lines[i] = "c" + i + "," + pattern + ",1e-4,1e-6,1,0,1e-15,2e-15,," + (i % 2 == 0 ? "0.5 0.2" : "0.3") + ",1e-12,"
          + i % 3 + ",near";
    }
    DischargeCases all = cases(Level.LADDER, lines);
    List<DischargeValue> together = run(all, Level.LADDER).values();
    List<DischargeValue> alone =
        all.cases().stream().flatMap(c -> run(new DischargeCases(List.of(c)), Level.LADDER).values().stream()).toList();
    assertEquals(alone, together);
    try (Workers workers = new Workers(3)) {
      assertEquals(together, DischargeRun.of(all, Level.LADDER, Backends.open(Backend.JNA), workers).values());
    }
  }

  @Test
  void elmoreWarnsWhereTheWireMatters() throws IOException {
    String[] lines = {
      LUMPED + ",wire_resistance_ohm,sense",
      "long,11111111,1e-4,1e-6,1,0,1e-15,2e-15,,0.5,,100,far",
      "short,00000001,1e-4,1e-6,1,0,1e-15,2e-15,,0.5,,1,far"
    };
    DischargeRun run = run(cases(Level.ELMORE, lines), Level.ELMORE);
    assertEquals(
        List.of("cases.csv:2: case long has R_w·M·ΣG = 0.640, above 0.1: level elmore is poor here, ladder is exact"),
        run.warnings());
  }

  @Test
  void idealHasNoWaveform() {
    var problem = assertThrows(InvalidInputException.class, () -> cases(Level.IDEAL, LUMPED));
    assertTrue(problem.getMessage().startsWith("level = ideal counts mismatches and has no waveform"));
  }

  @Test
  void levelsAreFoundByKey() {
    for (Level level : Level.values()) {
      assertEquals(level, Level.of(level.key()));
    }
    assertEquals("lumped-rp", Level.LUMPED_RP.key());
    String message = assertThrows(InvalidInputException.class, () -> Level.of("exact")).getMessage();
    assertEquals(
        "level = exact is unknown; the levels are ideal, lumped, lumped-rp, elmore, ladder, ladder-table", message);
  }

  @Test
  void theTableReadsBackToTheSameBits() {
    StringWriter out = new StringWriter();
    DischargeTable.write(
        out,
        List.of("level ladder"),
        List.of(
            new DischargeValue("a,b", Quantity.VOLTAGE_V, 1e-10, 0.1 + 0.2),
            new DischargeValue("c", Quantity.CROSSING_S, 0.5, Double.POSITIVE_INFINITY)));
    assertEquals(
        """
        # level ladder
        id,quantity,at,value
        "a,b",voltage_v,1.0E-10,0.30000000000000004
        c,crossing_s,0.5,never
        """,
        out.toString());
  }
}
