package io.matchline.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.spice.Access;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Chip;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.Scores;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A row in ngspice beside rows of the kernels.
class CoSimulatedLinesTest {
  private static final int ROW = 1;
  private static final TernaryWords STORED = TernaryWords.parse("01010101", "11110000", "1100X011");
  private static final TernaryWords QUERIES = TernaryWords.parse("01010101", "1111X000");
  private static final Kernels KERNELS = Backends.open(Backend.FFM);

  private static Scores search(String sense, Optional<LineTarget> target) {
    ArraySettings array = ConfigReader.read(
        "test.yaml",
        "device: { model: ohmic, spread: 20 % }\nwire: { resistance: 20 Ω }\ntile: { columns: 8 }\nsense: " + sense,
        ArraySettings.class);
    try (Workers workers = new Workers(1);
        TcamArray chip = TcamArray.program(array, STORED, Chip.first(7), KERNELS, workers, target)) {
      return chip.search(QUERIES, 0);
    }
  }

  private static Scores coSimulated(String sense, Access access, double riseS) {
    var settings = new TargetSettings.CoSimulation(ROW, access, new Drivers(1, riseS));
    return search(sense, Targets.open(settings, KERNELS));
  }

  /// Ideal switches that rise at once are the kernel's line; the other rows are the kernel's to the bit.
  @Test
  void anIdealRowIsTheLadder() {
    for (String sense : new String[] {"strobe", "time"}) {
      Scores kernel = search(sense, Optional.empty());
      Scores both = coSimulated(sense, new Access.Switch(), 0);
      for (int i = 0; i < 6; i++) {
        double tolerance = i % 3 == ROW ? 1e-5 * Math.abs(kernel.score()[i]) : 0;
        assertEquals(kernel.score()[i], both.score()[i], tolerance, sense + " " + i);
      }
      assertTrue(kernel.score()[ROW] != both.score()[ROW], "the row did not come from ngspice");
    }
  }

  /// Cells that open in proportion to a ramp have conducted half as much when it ends, and on one node it does not
  /// matter when: the line is half a rise time late. The wire of 20 Ω makes it nearly so.
  @Test
  void aRampDelaysTheRowByHalfOfIt() {
    double riseS = 4e-12;
    Scores kernel = search("time", Optional.empty());
    Scores late = coSimulated("time", new Access.Switch(), riseS);
    assertEquals(riseS / 2, late.timeS()[ROW] - kernel.timeS()[ROW], 0.03 * riseS / 2);
  }

  /// A transistor of 1 kΩ in series with 10 kΩ makes the row slower by more than a tenth where cells mismatch.
  @Test
  void transistorsSlowTheRow() {
    Scores kernel = search("time", Optional.empty());
    Scores slow = coSimulated("time", new Access.Transistor(0.4, 1000), 0);
    double ratio = slow.timeS()[ROW] / kernel.timeS()[ROW];
    assertTrue(ratio > 1.1 && ratio < 1.6, "ratio " + ratio);
  }

  /// A kit whose transistor is the level-1 card gives what the card gives; here it stands in a section of a library.
  @Test
  void cardsOfAKitAreUsed(@TempDir Path folder) throws IOException {
    Path models = folder.resolve("kit.ngspice");
    Files.writeString(models, """
        * a kit of one transistor
        .lib typical
        .subckt nfet d g s b w=1u l=1u
        M1 d g s b cards w={w} l={l}
        .model cards nmos level=1 vto=0.4 kp=%s
        .ends
        .endl
        """.formatted(1 / (1000 * 0.6) / 2));
    Access kit = new Access.Pdk(models.toString(), "typical", "nfet", 2e-6, 1e-6);
    double ours = coSimulated("time", new Access.Transistor(0.4, 1000), 0).timeS()[ROW];
    assertEquals(ours, coSimulated("time", kit, 0).timeS()[ROW], 1e-6 * ours);
  }

  @Test
  void aKitThatIsNotThereIsNamed(@TempDir Path folder) {
    Access.Pdk kit = new Access.Pdk("gf180mcu/models.ngspice", "typical", "nfet_03v3", 1e-6, 1e-6);
    assertEquals(
        "access.models = gf180mcu/models.ngspice is not absolute and PDK_ROOT is not set; set it to the folder of the"
            + " process design kits",
        assertThrows(IllegalArgumentException.class, () -> kit.file(Map.of())).getMessage());
    assertEquals(
        "access.models: " + folder + "/gf180mcu/models.ngspice is not there; it is the file of a process design kit, which"
            + " is not shipped",
        assertThrows(IllegalArgumentException.class, () -> kit.file(Map.of("PDK_ROOT", folder.toString()))).getMessage());
  }
}
