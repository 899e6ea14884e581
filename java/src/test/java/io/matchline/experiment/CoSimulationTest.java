package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.Document;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.report.JsonReader;
import io.matchline.report.JsonValue;
import io.matchline.report.JsonWriter;
import io.matchline.report.Progress;
import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shipped co-simulation: ngspice's row against the kernel's.
class CoSimulationTest {
  private static final Document EXAMPLE = Document.read(Path.of("../examples/co-simulation.yaml"));

  private static CoSimulation config(String... settings) {
    Document document = EXAMPLE.with("sweep", "{}", "test");
    for (int i = 0; i < settings.length; i += 2) {
      document = document.with(settings[i], settings[i + 1], "test");
    }
    return document.variants(Experiment.class).getFirst().config() instanceof CoSimulation c ? c : null;
  }

  private static CoSimulationResult run(CoSimulation config) {
    try (Progress progress = Progress.start("test", "queries", 4)) {
      return new CoSimulationKind(Backends.open(Backend.FFM)).run(config, progress);
    }
  }

  /// Search lines that rise at once over ideal switches are what the kernel computes.
  @Test
  void withoutARiseTheWaveformsAreTheKernels() {
    CoSimulationResult result = run(config("co-simulated.drivers.rise", "0 s", "co-simulated.access", "switch"));
    assertTrue(result.worstV() < 1e-5, "worst " + result.worstV());
    assertEquals(0, result.changed());
    assertEquals(List.of(0, 1, 2, 4), result.answers().stream().map(CoSimulationAnswer::mismatches).toList());
    for (CoSimulationAnswer answer : result.answers()) {
      assertEquals(answer.kernel(), answer.ngspice(), 1e-5);
      assertEquals(3, answer.best());
    }
  }

  /// What access transistors take away grows with the mismatches, and the checkpoint keeps it to the bit.
  @Test
  void transistorsKeepTheLineUp() {
    CoSimulationResult result = run(config(
        "co-simulated.access", "{ kind: transistor, on-resistance: 2 kΩ }", "rows", "5", "mismatches", "[1, 8]"));
    CoSimulationAnswer few = result.answers().getFirst();
    CoSimulationAnswer many = result.answers().getLast();
    assertTrue(few.ngspice() > few.kernel() + 0.01, few.toString());
    assertTrue(many.worstV() > 2 * few.worstV(), many.worstV() + " over " + few.worstV());
    var read = CoSimulationResult.fromJson(
        (JsonValue.Fields) JsonReader.read(JsonWriter.compact(result.toJson())));
    assertEquals(JsonWriter.compact(result.toJson()), JsonWriter.compact(read.toJson()));
  }

  @Test
  void whatCannotBeSimulatedIsRefused() {
    for (String[] bad : new String[][] {
      {"co-simulated.row", "16", "co-simulated.row = 16 is not below rows = 16"},
      {"mismatches", "[40]", "mismatches = 40 is above array.tile.columns = 32, the cells of a word"},
      {"mismatches", "[]", "mismatches is empty; a search needs a query"},
      {"array.level", "elmore", "target = co-simulation answers for lines with their wires, which is level ladder; the"
          + " level is elmore"},
      {"co-simulated.access", "{ kind: transistor, threshold: 2 V }", "access.threshold = 2.0 V is not below"
          + " drivers.high = 1.0 V; the transistors never conduct"}
    }) {
      var problem = assertThrows(InvalidInputException.class, () -> config(bad[0], bad[1]));
      assertTrue(problem.getMessage().contains(bad[2]), problem.getMessage());
    }
  }
}
