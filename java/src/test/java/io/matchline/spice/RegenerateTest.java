package io.matchline.spice;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs ngspice; without it these tests fail and the message says how to install it.
class RegenerateTest {
  private static final Path MODELS = Path.of("../spice-models");
  private static final MatchLineModel LINEAR =
      (MatchLineModel) SpiceModel.named(MODELS, "match-line-linear");
  private static final StepHalving NGSPICE = new StepHalving(new NgspiceRunner());

  private static DischargeCase linearCase(String id) {
    return LINEAR.cases().cases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void theShippedTableIsWhatNgspiceSays() {
    for (String id :
        List.of("near-near-8", "far-near-32", "single-far-rho-3", "never", "ideal-wire-64", "spread-16-near")) {
      assertSame(LINEAR, NGSPICE.discharge(linearCase(id)));
    }
  }

  @Test
  void theShippedLinearCurrentsAreWhatNgspiceSays() {
    checkCurrents(
        "crossbar-linear",
        Set.of("square-32-1", "ratio-1e4-binary", "rectangle-64x9", "terminals-last-first", "ideal-rows", "all-off"));
  }

  @Test
  void theShippedSinhCurrentsAreWhatNgspiceSays() {
    checkCurrents(
        "crossbar-sinh", Set.of("square-24-50", "input-3", "scale-0.1", "terminals-first-first", "ideal-wires"));
  }

  @Test
  void theShippedTransientsAreWhatNgspiceSays() {
    checkCurrents(
        "crossbar-transient", Set.of("square-6-2.5", "rectangle-1x12", "terminals-last-first", "ideal-columns"));
  }

  @Test
  void theShippedReadsAreWhatNgspiceSays() {
    FilamentModel model = (FilamentModel) SpiceModel.named(MODELS, "reram-filament");
    List<ReferenceRun> runs = model.references(new NgspiceRunner()).runs();
    for (int c : new int[] {4, 5}) {
      assertSame(model, runs.get(c).points());
    }
  }

  @Test
  void theShippedOffsetsAreWhatNgspiceSays() {
    AmplifierModel model = (AmplifierModel) SpiceModel.named(MODELS, "sense-amplifier");
    List<ReferenceRun> runs = model.references(new NgspiceRunner()).runs();
    for (int c : new int[] {0, 3, 10, 15, 23}) {
      assertSame(model, runs.get(c).points());
    }
  }

  /// Table, cell tables and calibration of one design of each transistor model.
  @Test
  void theShippedTransistorLinesAreWhatNgspiceSays() throws IOException {
    for (String name : List.of("transistor-2t2r", "transistor-2fefet", "transistor-16t")) {
      TransistorLineModel model = (TransistorLineModel) SpiceModel.named(MODELS, name);
      DesignLines small = model.designs().get(5);
      TransistorReference fresh =
          new TransistorReference(model.folder(), List.of(small), new NgspiceRunner());
      List<ReferencePoint> points = fresh.runs().getFirst().points();
      String first = points.getFirst().point().id();
      List<ReferencePoint> shipped = model.table().points().stream()
          .dropWhile(p -> !p.point().id().equals(first))
          .limit(points.size())
          .toList();
      for (int i = 0; i < points.size(); i++) {
        assertEquals(shipped.get(i).point().id(), points.get(i).point().id());
        assertEquals(shipped.get(i).value(), points.get(i).value(), 1e-5 * shipped.get(i).value(), first);
      }
      Path cells = model.folder().path().resolve("cells/" + small.design().name() + ".csv");
      assertClose(Files.readString(cells), fresh.companions().get(cells));
      String cases = Files.readString(model.folder().cases());
      String lines = cases.lines().filter(l -> l.startsWith(small.design().name() + "-")).collect(joining("\n"));
      assertClose(cases.lines().findFirst().orElseThrow() + "\n" + lines, fresh.companions().get(model.folder().cases()));
    }
  }

  /// That two tables agree word for word, numbers to 1e-5 or where both are next to nothing.
  private static void assertClose(String expected, String actual) {
    String[] was = expected.strip().split("[,\\s]+");
    String[] is = actual.strip().split("[,\\s]+");
    assertEquals(was.length, is.length);
    for (int i = 0; i < was.length; i++) {
      if (was[i].matches("-?[0-9.]+(E-?[0-9]+)?")) {
        double value = Double.parseDouble(was[i]);
        assertEquals(value, Double.parseDouble(is[i]), 1e-5 * Math.abs(value) + 1e-18, expected.substring(0, 80));
      } else {
        assertEquals(was[i], is[i]);
      }
    }
  }

  private static void checkCurrents(String name, Set<String> ids) {
    CrossbarModel model = (CrossbarModel) SpiceModel.named(MODELS, name);
    List<CrossbarCase> cases = model.cases().stream().filter(c -> ids.contains(c.id())).toList();
    assertEquals(ids.size(), cases.size());
    CrossbarReference reference = new CrossbarReference(new NgspiceRunner());
    cases.forEach(c -> assertSame(model, reference.currents(c)));
  }

  /// That fresh answers of ngspice to a whole case are those of the model's table.
  private static void assertSame(SpiceModel model, List<ReferencePoint> fresh) {
    List<ReferencePoint> shipped = model.table().points();
    String id = fresh.getFirst().point().id();
    List<ReferencePoint> expected = shipped.stream().filter(p -> p.point().id().equals(id)).toList();
    assertEquals(expected.size(), fresh.size(), id);
    var scale = model.scale(shipped);
    for (int i = 0; i < fresh.size(); i++) {
      ReferencePoint was = expected.get(i);
      ReferencePoint is = fresh.get(i);
      assertEquals(was.point(), is.point());
      if (was.value() != is.value()) {
        double tolerance = model.tolerances().get(was.point().quantity()) * scale.applyAsDouble(was);
        double allowed = was.uncertainty() + 1e-3 * tolerance;
        assertEquals(was.value(), is.value(), allowed, was.point().toString());
      }
    }
  }

  @Test
  void theTrueValueIsWithinTheUncertainty() {
    for (String id : List.of("near-near-16", "single-near-rho-3", "single-far-rho-1", "far-load")) {
      DischargeCase c = linearCase(id);
      LadderOracle oracle = new LadderOracle(c.line(), c.conductanceS());
      for (ReferencePoint p : LINEAR.table().points()) {
        if (p.point().id().equals(id)) {
          boolean voltage = p.point().quantity() == Quantity.VOLTAGE_V;
          double at = Double.parseDouble(p.point().at());
          double exact = voltage ? oracle.voltage(at) : oracle.crossing(at, 2 * p.value());
          assertEquals(exact, p.value(), p.uncertainty() + 1e-10 * exact, p.point().toString());
        }
      }
    }
  }

  @Test
  void regeneratingIsDeterministicAndReportsProgress(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectory(folder.resolve("small"));
    Files.copy(LINEAR.folder().metadata(), model.resolve("model.yaml"));
    List<String> lines = Files.readAllLines(LINEAR.folder().cases());
    Files.write(model.resolve("cases.csv"), lines.subList(0, 3));
    List<String> progress = new ArrayList<>();
    Regenerate regenerate = new Regenerate(new NgspiceRunner());
    ReferenceTable table =
        regenerate.run(SpiceModel.named(folder, "small"), (done, total) -> progress.add(done + "/" + total));
    String first = Files.readString(model.resolve("table.csv"));
    assertEquals(List.of("0/2", "1/2", "2/2"), progress);
    assertEquals(table, SpiceModel.named(folder, "small").table());
    assertTrue(first.startsWith("# ngspice "), first);
    regenerate.run(SpiceModel.named(folder, "small"), (done, total) -> {});
    assertEquals(first, Files.readString(model.resolve("table.csv")));
    assertEquals(2, Files.list(model).filter(p -> p.toString().endsWith(".csv")).count());
    assertEquals(2, DischargeCases.read(model.resolve("cases.csv"), Level.LADDER).cases().size());
  }
}
