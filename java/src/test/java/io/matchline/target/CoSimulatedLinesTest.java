package io.matchline.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
