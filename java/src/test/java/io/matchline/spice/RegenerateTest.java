package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.DischargeValue;
import io.matchline.tcam.DischargeValue.Quantity;
import io.matchline.tcam.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs ngspice; without it these tests fail and the message says how to install it.
class RegenerateTest {
  private static final SpiceModel LINEAR = SpiceModel.named(Path.of("../spice-models"), "match-line-linear");
  private static final StepHalving NGSPICE = new StepHalving(new NgspiceRunner());

  private static DischargeCase linearCase(String id) {
    return LINEAR.cases().cases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void theShippedTableIsWhatNgspiceSays() {
    List<ReferencePoint> shipped = LINEAR.table().points();
    for (String id :
        List.of("near-near-8", "far-near-32", "single-far-rho-3", "never", "ideal-wire-64", "spread-16-near")) {
      List<ReferencePoint> expected = shipped.stream().filter(p -> p.answer().id().equals(id)).toList();
      List<ReferencePoint> fresh = NGSPICE.discharge(linearCase(id));
      assertEquals(expected.size(), fresh.size(), id);
      for (int i = 0; i < fresh.size(); i++) {
        DischargeValue was = expected.get(i).answer();
        DischargeValue is = fresh.get(i).answer();
        assertEquals(new DischargeValue(id, was.quantity(), was.at(), is.value()), is);
        assertEquals(was.value(), is.value(), expected.get(i).uncertainty() + 1e-9 * was.value(), id + " " + was.at());
      }
    }
  }

  @Test
  void theTrueValueIsWithinTheUncertainty() {
    for (String id : List.of("near-near-16", "single-near-rho-3", "single-far-rho-1", "far-load")) {
      DischargeCase c = linearCase(id);
      LadderOracle oracle = new LadderOracle(c.line(), c.conductanceS());
      for (ReferencePoint p : LINEAR.table().points()) {
        DischargeValue a = p.answer();
        if (a.id().equals(id)) {
          boolean voltage = a.quantity() == Quantity.VOLTAGE_V;
          double exact = voltage ? oracle.voltage(a.at()) : oracle.crossing(a.at(), 2 * a.value());
          assertEquals(exact, a.value(), p.uncertainty() + 1e-10 * exact, id + " at " + a.at());
        }
      }
    }
  }

  @Test
  void regeneratingIsDeterministicAndReportsProgress(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectory(folder.resolve("small"));
    Files.copy(LINEAR.folder().resolve("model.yaml"), model.resolve("model.yaml"));
    List<String> lines = Files.readAllLines(LINEAR.folder().resolve("cases.csv"));
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
