package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.tcam.DischargeCase;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpiceModelTest {
  private static final Path MODELS = Path.of("../spice-models");

  @Test
  void allShippedModelsAreThere() {
    assertEquals(
        List.of(
            "crossbar-linear",
            "crossbar-sinh",
            "crossbar-transient",
            "match-line-linear",
            "reram-filament",
            "sense-amplifier",
            "transistor-16t",
            "transistor-2fefet",
            "transistor-2t2r"),
        SpiceModel.all(MODELS).stream().map(SpiceModel::name).toList());
  }

  @Test
  void theLinearModelSpansItsDesigns() {
    MatchLineModel model = (MatchLineModel) SpiceModel.named(MODELS, "match-line-linear");
    List<DischargeCase> cases = model.cases().cases();
    assertEquals(99, cases.size());
    assertEquals(8, cases.stream().mapToInt(c -> c.line().cells()).min().orElseThrow());
    assertEquals(256, cases.stream().mapToInt(c -> c.line().cells()).max().orElseThrow());
    assertEquals(0, cases.stream().mapToDouble(c -> c.line().wireResistanceOhm()).min().orElseThrow());
    assertEquals(468.75, cases.stream().mapToDouble(c -> c.line().wireResistanceOhm()).max().orElseThrow());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    var problem = assertThrows(InvalidInputException.class, () -> SpiceModel.named(MODELS, "matchline-linear"));
    assertEquals(
        "model = matchline-linear is unknown; the nearest known one is match-line-linear", problem.getMessage());
  }

  @Test
  void aFolderWithoutModelsSaysSo(@TempDir Path folder) {
    var problem = assertThrows(InvalidInputException.class, () -> SpiceModel.all(folder));
    assertTrue(problem.getMessage().contains("no SPICE models"), problem.getMessage());
  }

  @Test
  void everyProblemOfTheMetadataIsListed(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectory(folder.resolve("m"));
    Files.writeString(
        model.resolve("model.yaml"),
        "kind: match-line\nlevel: laddder\nreported: lumped\nvoltage-tolerence: 1e-6\ncrossing-tolerance: 2\n");
    var problem = assertThrows(InvalidInputException.class, () -> SpiceModel.all(folder));
    assertEquals(
        """
        m/model.yaml: unknown key voltage-tolerence; the nearest known one is voltage-tolerance
        m/model.yaml: level: level = laddder is unknown; the levels are ideal, lumped, lumped-rp, elmore, ladder, ladder-table
        m/model.yaml: reported = lumped is not a list of levels
        m/model.yaml: voltage-tolerance = null is not a number between 0 and 1
        m/model.yaml: crossing-tolerance = 2 is not a number between 0 and 1""",
        problem.getMessage());
  }

  @Test
  void anUnknownKindIsRefused(@TempDir Path folder) throws IOException {
    Path model = Files.createDirectory(folder.resolve("m"));
    Files.writeString(model.resolve("model.yaml"), "kind: crosbar\ncurrent-tolerance: 1e-9\n");
    var problem = assertThrows(InvalidInputException.class, () -> SpiceModel.all(folder));
    assertEquals(
        "m/model.yaml: kind = crosbar is unknown; the kinds are match-line, transistor-line, crossbar, filament, amplifier", problem.getMessage());
  }

  @Test
  void aTableWithNonsenseIsRefused(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("table.csv");
    Files.writeString(
        table, "id,quantity,at,value,uncertainty\na,voltage_v,1e-9,0.5,-1\na,voltage,1e-9,0.5,0\na,voltage_v,1e-9,x,0\n");
    var problem = assertThrows(InvalidInputException.class, () -> ReferenceTable.read(table));
    assertEquals(3, problem.getMessage().lines().count(), problem.getMessage());
  }

  /// Thresholds apart are an offset of that size; a matched pair has none.
  @Test
  void aThresholdDifferenceIsTheOffset() {
    AmplifierModel model = (AmplifierModel) SpiceModel.named(MODELS, "sense-amplifier");
    assertEquals(24, model.cases().size());
    assertEquals(0, model.cases().getFirst().offsetV());
    assertEquals(12e-3, model.cases().get(3).offsetV(), 1e-15);
  }
}
