package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ngspice in this process: closed forms of an RC circuit, many runs, and what goes wrong.
class NgspiceLibraryTest {
  /// `-Dmatchline.ngspice.runs=10000` makes the long check.
  private static final int RUNS = Integer.getInteger("matchline.ngspice.runs", 300);

  private static final double OHM = 1e3;
  private static final double FARAD = 1e-12;
  private static final List<String> RC = List.of(
      "* rc", "V1 in 0 external", "R1 in out 1k", "C1 out 0 1p", ".options reltol=1e-6", ".tran 10p 5n 0 10p uic", ".end");

  /// A pulse from 1 ns to 3 ns.
  private record Pulse(double high) implements ExternalSources {
    @Override
    public double value(String element, double timeS) {
      return timeS < 1e-9 || timeS >= 3e-9 ? 0 : high;
    }

    @Override
    public double nextCornerS(double timeS) {
      return timeS < 1e-9 - 1e-15 ? 1e-9 : timeS < 3e-9 - 1e-15 ? 3e-9 : Double.POSITIVE_INFINITY;
    }

    double outV(double timeS) {
      double tau = OHM * FARAD;
      double peak = high * (1 - Math.exp(-2e-9 / tau));
      double rising = timeS < 1e-9 ? 0 : high * (1 - Math.exp(-(timeS - 1e-9) / tau));
      return timeS < 3e-9 ? rising : peak * Math.exp(-(timeS - 3e-9) / tau);
    }
  }

  @Test
  void manyRunsFollowTheClosedFormAndLeaveTheRuntimeAlive() throws IOException {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    double worst = 0;
    long afterWarmUp = 0;
    for (int run = 0; run < RUNS; run++) {
      Pulse pulse = new Pulse(0.5 + run % 100 * 0.01);
      Map<String, double[]> found = ngspice.transientRun(RC, 5e-9, List.of("v(out)"), pulse);
      double[] time = found.get("time");
      for (int i = 0; i < time.length; i++) {
        worst = Math.max(worst, Math.abs(found.get("v(out)")[i] - pulse.outV(time[i])) / pulse.high());
      }
      assertThrows(NullPointerException.class, () -> implicitNullCheck(null));
      if (run == RUNS / 10) {
        afterWarmUp = residentBytes();
      }
    }
    assertTrue(worst < 6e-3, "worst error " + worst);
    long grown = residentBytes() - afterWarmUp;
    assertTrue(grown < 64L << 20, RUNS + " runs left " + grown + " bytes behind");
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
  void theVersionIsThatOfTheSubprocess() {
    assertEquals(new NgspiceRunner().version(), NgspiceLibrary.open().version());
  }

  /// A divider whose answer is known, and one without any.
  @Test
  void anOperatingPointIsFound() {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    List<Probe> probes = List.of(new Probe("v(out)", 0), new Probe("i(v1)", 0));
    String divider = "* divider\nV1 in 0 3\nR1 in out 1k\nR2 out 0 2k";
    List<Double> found = ngspice.operatingPoint(Netlist.of(divider, probes, OperatingPoint.standard()));
    assertEquals(2, found.get(0), 1e-12);
    assertEquals(-1e-3, found.get(1), 1e-15);
    String loop = "* loop\nV1 out 0 3\nV2 out 0 2";
    var problem = assertThrows(
        SpiceException.class,
        () -> ngspice.operatingPoint(Netlist.of(loop, probes.subList(0, 1), OperatingPoint.standard())));
    assertTrue(problem.getMessage().contains("ngspice"), problem.getMessage());
  }

  @Test
  void twoCopiesDoNotDisturbEachOther() {
    NgspiceLibrary first = NgspiceLibrary.open();
    NgspiceLibrary second = NgspiceLibrary.open();
    for (NgspiceLibrary ngspice : List.of(first, second, first)) {
      Pulse pulse = new Pulse(ngspice == first ? 1 : 2);
      Map<String, double[]> found = ngspice.transientRun(RC, 5e-9, List.of("v(out)"), pulse);
      int middle = found.get("time").length / 2;
      assertEquals(pulse.outV(found.get("time")[middle]), found.get("v(out)")[middle], 6e-3 * pulse.high());
    }
  }

  @Test
  void aBadDeckIsRefusedAndTheNextOneRuns() {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    List<String> bad = List.of("* bad", "M1 a b c d missing", "V1 a 0 1", ".tran 1n 10n", ".end");
    var problem = assertThrows(
        SpiceException.class, () -> ngspice.transientRun(bad, 10e-9, List.of("v(a)"), ExternalSources.NONE));
    assertTrue(problem.getMessage().contains("missing"), problem.getMessage());
    assertTrue(ngspice.transientRun(RC, 5e-9, List.of("v(out)"), new Pulse(1)).get("time").length > 100);
  }

  @Test
  void anAbortedTransientIsAnError() {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    List<String> contradiction = List.of(
        "* no state fits", "V1 a 0 pulse(0 1 1n 1p)", "B1 b 0 V = v(b) > 0.5 ? 0 : 5*v(a)", "R1 b 0 1", "C1 b 0 1f",
        ".options itl4=3", ".tran 10p 5n", ".end");
    var problem = assertThrows(
        SpiceException.class, () -> ngspice.transientRun(contradiction, 5e-9, List.of("v(b)"), ExternalSources.NONE));
    assertTrue(problem.getMessage().contains("Timestep too small"), problem.getMessage());
  }

  @Test
  void anExceptionOfASourceReachesTheCaller() {
    NgspiceLibrary ngspice = NgspiceLibrary.open();
    ExternalSources broken = new ExternalSources() {
      @Override
      public double value(String element, double timeS) {
        throw new IllegalStateException("no value for " + element);
      }

      @Override
      public double nextCornerS(double timeS) {
        return Double.POSITIVE_INFINITY;
      }
    };
    var problem = assertThrows(
        IllegalStateException.class, () -> ngspice.transientRun(RC, 5e-9, List.of("v(out)"), broken));
    assertEquals("no value for v1", problem.getMessage());
  }

  @Test
  void anUnknownVectorIsNamed() {
    var problem = assertThrows(
        SpiceException.class,
        () -> NgspiceLibrary.open().transientRun(RC, 5e-9, List.of("v(nowhere)"), new Pulse(1)));
    assertEquals("ngspice has no vector v(nowhere) after the run", problem.getMessage());
  }

  @Test
  void aMissingLibraryNamesTheRemedy(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("libngspice.so.0");
    String message = assertThrows(SpiceException.class, () -> NgspiceLibrary.open(missing)).getMessage();
    assertEquals(missing + ": no such file; install the library with: apt-get install libngspice0", message);
    Files.writeString(missing, "not a library");
    String damaged = assertThrows(SpiceException.class, () -> NgspiceLibrary.open(missing)).getMessage();
    assertTrue(damaged.startsWith(missing + " cannot be loaded: "), damaged);
  }
}
