package io.matchline.spice;

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
