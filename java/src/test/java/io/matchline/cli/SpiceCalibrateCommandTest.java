package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.spice.Elements;
import io.matchline.spice.Netlist;
import io.matchline.spice.NgspiceRunner;
import io.matchline.spice.Probe;
import io.matchline.spice.Transient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cell that the program does not know, of BSIM4 transistors in a library beside it, from its file to a discharge.
/// Needs ngspice.
class SpiceCalibrateCommandTest {
  private static final String CARD =
      ".model %s nmos level=14 version=4.8.2 toxe=1.8n vth0=%s u0=0.035 vsat=1.2e5 cgso=2e-10 cgdo=2e-10 xj=2e-8\n";
  private static final String CELL = """
      .include models/cards.lib
      .subckt pair ml sl slb
      Ma ml sl 0 0 high w=100n l=45n ad=1e-14 pd=4e-7 as=1e-14 ps=4e-7
      Mb ml slb 0 0 low w=100n l=45n ad=1e-14 pd=4e-7 as=1e-14 ps=4e-7
      .ends
      """;
  private static final String HEADER =
      "id,pattern,wire_resistance_ohm,wire_capacitance_f,near_capacitance_f,precharge_v,sense,levels_v\n";
  private static final String PATTERN = "0000000000000110";
  private static final String LINE = PATTERN + ",5,1e-16,2e-15,1,near,0.5\n";

  @TempDir private Path folder;

  private Path cell;
  private Path out;

  @BeforeEach
  void writeTheCell() throws IOException {
    Path home = Files.createDirectories(folder.resolve("a cell/models")).getParent();
    Files.writeString(home.resolve("models/cards.lib"), CARD.formatted("low", "0.35") + CARD.formatted("high", "1.45"));
    cell = Files.writeString(home.resolve("cell.cir"), CELL);
    out = folder.resolve("calibrated");
  }

  private Cli calibrate(String cases) throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.csv"), cases);
    return Cli.run(
        "spice", "calibrate", cell.toString(), "--subcircuit", "pair", "--cases", lines.toString(),
        "--search", "1V", "--rise", "20ps", "--out", out.toString());
  }

  @Test
  void aCalibratedLineCrossesWhenNgspiceSays() throws IOException {
    Cli cli = calibrate(HEADER + "two," + LINE + "same," + LINE);
    assertEquals(0, cli.code(), cli.err());
    assertEquals("1 lines calibrated: " + out.resolve("cases.csv") + "\n", cli.out());
    Cli discharge = Cli.run("discharge", out.resolve("cases.csv").toString(), "--level", "ladder-table");
    assertEquals(0, discharge.code(), discharge.err());
    String answer = discharge.out().lines().filter(line -> line.startsWith("two,")).findFirst().orElseThrow();
    double crossingS = Double.parseDouble(answer.substring(answer.lastIndexOf(',') + 1));
    Netlist<Transient> deck = new Netlist<>(
        deck(2 * crossingS),
        List.of(new Probe("v(n0)", 1)),
        new Transient(2 * crossingS, 1000, 1e-5, Elements.TRANSISTORS));
    double ngspiceS = new NgspiceRunner().waveforms(deck).getFirst().fallsTo(0.5);
    assertEquals(ngspiceS, crossingS, 5e-3 * ngspiceS);
  }

  /// The same line, written here.
  private String deck(double endS) {
    StringBuilder deck = new StringBuilder("* line\n.include \"" + cell + "\"\nVup up 0 pwl(0 0 20p 1)\nC0 n0 0 2f\n");
    for (int j = 1; j <= PATTERN.length(); j++) {
      String pins = PATTERN.charAt(j - 1) == '1' ? "0 up" : "up 0";
      deck.append("R%d n%d n%d 5\nC%d n%d 0 0.1f\nX%d n%d %s pair\n".formatted(j, j - 1, j, j, j, j, j, pins));
    }
    for (int j = 0; j <= PATTERN.length(); j++) {
      deck.append(".ic v(n%d)=1\n".formatted(j));
    }
    return deck.append(".options method=trap reltol=1e-5 abstol=1e-14 vntol=1e-8 chgtol=1e-19 trtol=1\n.save v(n0)\n")
        .append(".tran %s %s 0 %s\n.end\n".formatted(endS / 1000, endS, endS / 1000))
        .toString();
  }

  @Test
  void casesThatAreCalibratedAlreadyAreRefusedAndNothingIsWritten() throws IOException {
    Cli cli = calibrate(HEADER.replace("\n", ",start_voltage_v\n") + "two," + LINE.replace("\n", ",1\n"));
    assertEquals(1, cli.code());
    assertEquals("lines.csv:2: start_voltage_v = 1 is given; it is what a calibration finds\n", cli.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void whatNgspiceDislikesIsSaid() throws IOException {
    Files.writeString(cell, CELL.replace("subckt pair", "subckt pear"));
    Cli cli = calibrate(HEADER + "two," + LINE);
    assertEquals(1, cli.code(), cli.err());
    assertTrue(cli.err().contains("pair"), cli.err());
    assertFalse(Files.exists(out));
  }
}
