package io.matchline.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Workers;
import io.matchline.spice.Access;
import io.matchline.spice.NgspiceLibrary;
import io.matchline.spice.SpiceException;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.Chip;
import io.matchline.tcam.Conductances;
import io.matchline.tcam.KernelLines;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.Scores;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.TernaryWords;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Many co-simulated searches in one process with failures among them: no crash, no more memory than a few kB of each,
/// the right answers.
class NgspiceEnduranceTest {
  /// `-Dmatchline.ngspice.searches=10000` makes the long check.
  private static final int SEARCHES = Integer.getInteger("matchline.ngspice.searches", 100);

  private static final int CELLS = 8;
  private static final int FAILURE_EVERY = 50;
  private static final long MAX_GROWTH_BYTES = 128L << 20;
  private static final Kernels KERNELS = Backends.open(Backend.FFM);
  private static final TernaryWords STORED = TernaryWords.parse("01010101", "11110000", "1100X011", "00000000");
  private static final ArraySettings ARRAY = ConfigReader.read(
      "test.yaml",
      "device: { model: ohmic, spread: 20 % }\nwire: { resistance: 20 Ω }\ntile: { columns: 8 }",
      ArraySettings.class);
  private static final Drivers AT_ONCE = new Drivers(1, 0);

  private static CoSimulatedLines coSimulated(NgspiceLibrary ngspice, int row, Access access, Drivers drivers) {
    LineTarget others = new KernelLines(LineModel.LADDER, KERNELS, new Workers(1));
    return new CoSimulatedLines(others, ngspice, row, access, drivers);
  }

  private static TernaryWords query(int number) {
    return TernaryWords.of(1, CELLS, new long[] {number & 0xff});
  }

  @Test
  void manySearchesNeitherCrashNorLeak() throws IOException {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    double worstV = 0;
    long before = 0;
    try (Workers workers = new Workers(1);
        TcamArray plain = TcamArray.program(ARRAY, STORED, Chip.first(7), KERNELS, workers)) {
      for (int n = 0; n < SEARCHES; n++) {
        int row = n % STORED.rows();
        Optional<LineTarget> target = Optional.of(coSimulated(ngspice, row, new Access.Switch(), AT_ONCE));
        try (TcamArray array = TcamArray.program(ARRAY, STORED, Chip.first(7), KERNELS, workers, target)) {
          Scores ours = plain.search(query(n), n);
          Scores theirs = array.search(query(n), n);
          worstV = Math.max(worstV, Math.abs(ours.voltageV()[row] - theirs.voltageV()[row]));
        }
        if (n % FAILURE_EVERY == 0) {
          String aborted = failure(ngspice, new Drivers(Double.POSITIVE_INFINITY, 0));
          assertTrue(aborted.contains("Timestep too small"), aborted);
          assertThrows(NullPointerException.class, () -> implicitNullCheck(null));
        }
        if (n == SEARCHES / 10) {
          before = residentBytes();
        }
      }
    }
    long after = residentBytes();
    System.out.printf(
        "%d co-simulated searches, %.1e V from the kernel at most; resident %d MB after a tenth, %d MB at the end%n",
        SEARCHES, worstV, before >> 20, after >> 20);
    assertTrue(worstV < 1e-5, "worst " + worstV);
    assertTrue(after - before < MAX_GROWTH_BYTES, (after - before) + " bytes more");
  }

  /// A deck after which ngspice gives up, and the search after it.
  @Test
  void aBadDeckIsRefusedAndTheNextSearchRuns() {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    for (int n = 0; n < 2; n++) {
      String refused = failure(ngspice, new Drivers(Double.NaN, 0));
      assertTrue(refused.startsWith("ngspice rejected the deck: ") && refused.contains("nan"), refused);
      LineTarget target = coSimulated(ngspice, 0, new Access.Switch(), AT_ONCE);
      try (Arena arena = Arena.ofConfined()) {
        Conductances cells = Conductances.allocate(arena, 1, CELLS);
        assertEquals(1, target.voltagesV(ARRAY.line(CELLS), cells, query(0), 1e-11)[0][0], 1e-9);
      }
    }
  }

  /// What a search says that cannot be simulated.
  private static String failure(NgspiceLibrary ngspice, Drivers drivers) {
    MatchLine line = ARRAY.line(CELLS);
    try (Arena arena = Arena.ofConfined()) {
      Conductances cells = Conductances.allocate(arena, 1, CELLS);
      cells.set(0, 3, 1e-4, 1e-4);
      LineTarget target = coSimulated(ngspice, 0, new Access.Switch(), drivers);
      return assertThrows(SpiceException.class, () -> target.voltagesV(line, cells, query(0), 1e-11)).getMessage();
    }
  }

  private static int implicitNullCheck(Object object) {
    return object.hashCode();
  }

  private static long residentBytes() throws IOException {
    System.gc();
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
    return Long.parseLong(pages) * 4096;
  }

  @Test
  void aMissingLibraryIsNamed() {
    String before = System.getProperty(NgspiceLibrary.PATH_PROPERTY);
    System.setProperty(NgspiceLibrary.PATH_PROPERTY, "/not/here/libngspice.so.0");
    try {
      for (TargetSettings settings : new TargetSettings[] {
        new TargetSettings.InProcess(), new TargetSettings.CoSimulation(0, new Access.Switch(), AT_ONCE)
      }) {
        var problem = assertThrows(SpiceException.class, () -> Targets.open(settings, KERNELS));
        assertEquals(
            "/not/here/libngspice.so.0: no such file; install the library with: apt-get install libngspice0",
            problem.getMessage());
      }
    } finally {
      if (before == null) {
        System.clearProperty(NgspiceLibrary.PATH_PROPERTY);
      } else {
        System.setProperty(NgspiceLibrary.PATH_PROPERTY, before);
      }
    }
  }
}
