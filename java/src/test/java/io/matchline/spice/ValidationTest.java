package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.tcam.Level;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValidationTest {
  private static final Path MODELS = Path.of("../spice-models");
  private static final SpiceModel LINEAR = SpiceModel.named(MODELS, "match-line-linear");

  private static List<ErrorSummary> validate(SpiceModel model, Backend backend) {
    try (Workers workers = new Workers(2)) {
      return Validation.of(model, Backends.open(backend), workers);
    }
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void everyBackendAgreesWithNgspice(Backend backend) {
    List<ErrorSummary> summaries = validate(LINEAR, backend);
    assertEquals(6, summaries.size());
    for (ErrorSummary s : summaries) {
      assertTrue(s.pass(), s.toString());
      assertEquals(s.quantity() == Quantity.VOLTAGE_V ? 380 : 342, s.compared(), s.toString());
      assertEquals(s.quantity() == Quantity.VOLTAGE_V ? 0 : 7, s.skipped(), s.toString());
      assertEquals(backend, s.backend());
      assertEquals(s.level().equals(Level.LADDER.key()), s.tolerance().isPresent());
    }
    assertTrue(summaries.get(0).max() < 2e-7, "the ladder and ngspice agree better than the tolerance asks");
    assertTrue(summaries.get(4).max() > 0.01, "a lumped line cannot know where its cells mismatch");
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void linearCrossbarsAgreeWithNgspice(Backend backend) {
    checkCrossbars("crossbar-linear", backend, 1640, 1e-11);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void sinhCrossbarsAgreeWithNgspice(Backend backend) {
    checkCrossbars("crossbar-sinh", backend, 815, 1e-9);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void crossbarTransientsAgreeWithNgspice(Backend backend) {
    checkCrossbars("crossbar-transient", backend, 1270, 1e-6);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void transistorLinesAgreeWithNgspice(Backend backend) {
    checkTransistors("transistor-2t2r", backend, 170);
    checkTransistors("transistor-2fefet", backend, 170);
    checkTransistors("transistor-16t", backend, 130);
  }

  private static void checkTransistors(String name, Backend backend, int points) {
    List<ErrorSummary> summaries = validate(SpiceModel.named(MODELS, name), backend);
    assertEquals(2, summaries.size());
    for (ErrorSummary s : summaries) {
      assertTrue(s.pass(), s.toString());
      assertEquals(points, s.compared(), s.toString());
      assertEquals(0, s.skipped(), s.toString());
    }
  }

  @Test
  void programmedCellsAgreeWithNgspice() {
    ErrorSummary s = validate(SpiceModel.named(MODELS, "reram-filament"), Backend.JAVA).getFirst();
    assertTrue(s.pass() && s.max() < 1e-5, s.toString());
    assertEquals(52, s.compared());
    assertEquals(0, s.skipped());
  }

  @Test
  void offsetsAgreeWithNgspice() {
    ErrorSummary s = validate(SpiceModel.named(MODELS, "sense-amplifier"), Backend.JAVA).getFirst();
    assertTrue(s.pass() && s.max() < 2e-7, s.toString());
    assertEquals(24, s.compared());
    assertEquals(0, s.skipped());
  }

  /// That every current of a model is compared, and closer than its tolerance asks.
  private static void checkCrossbars(String name, Backend backend, int points, double closer) {
    List<ErrorSummary> summaries = validate(SpiceModel.named(MODELS, name), backend);
    assertEquals(2, summaries.size());
    for (ErrorSummary s : summaries) {
      assertTrue(s.pass(), s.toString());
      assertEquals(points, s.compared(), s.toString());
      assertEquals(0, s.skipped(), s.toString());
    }
    assertTrue(summaries.get(0).max() < closer, summaries.get(0).toString());
    assertTrue(summaries.get(1).max() > 0.5, "an array without wires is far from one with");
  }

  /// A figure of the README may be rounded up, but not by a factor of ten.
  @Test
  void theReadmeSaysHowCloseTheModelsAre() throws IOException {
    List<String> rows = Files.readString(Path.of("../README.md")).lines().filter(l -> l.startsWith("| [")).toList();
    List<ErrorSummary> judged = SpiceModel.all(MODELS).stream()
        .flatMap(model -> validate(model, Backend.FFM).stream())
        .filter(s -> s.tolerance().isPresent())
        .toList();
    assertEquals(judged.size(), rows.size());
    for (ErrorSummary s : judged) {
      String row = rows.stream()
          .filter(r -> r.startsWith("| [" + s.model() + "]") && r.contains("`" + s.quantity().key() + "`"))
          .findFirst()
          .orElseThrow();
      String[] fields = row.split("\\|");
      assertEquals(s.compared(), Integer.parseInt(fields[3].strip()), row);
      double atMost = Double.parseDouble(fields[4].strip());
      assertTrue(s.max() <= atMost && atMost < 10 * s.max(), row + " " + s.max());
    }
  }

  @Test
  void aTamperedTableFailsAndNamesThePlace(@TempDir Path folder) throws IOException {
    Path model = copy(folder, "ideal-wire-64,crossing_s,0.5,", "ideal-wire-64,crossing_s,0.5,1");
    ErrorSummary crossing = validate(SpiceModel.named(folder, model.getFileName().toString()), Backend.FFM).get(1);
    assertFalse(crossing.pass());
    assertEquals("ideal-wire-64 at 0.5 V", crossing.worst());
  }

  @Test
  void aTableForOtherCasesIsRefused(@TempDir Path folder) throws IOException {
    copy(folder, "far-load,", "far-lode,");
    SpiceModel model = SpiceModel.named(folder, "copy");
    var problem = assertThrows(InvalidInputException.class, () -> validate(model, Backend.FFM));
    assertTrue(problem.getMessage().contains("spice regenerate copy"), problem.getMessage());
  }

  /// A copy of the model with one text of its table replaced.
  private static Path copy(Path folder, String was, String is) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (String file : List.of("model.yaml", "cases.csv")) {
      Files.copy(LINEAR.folder().path().resolve(file), copy.resolve(file));
    }
    String table = Files.readString(LINEAR.folder().table());
    assertTrue(table.contains(was));
    Files.writeString(copy.resolve("table.csv"), table.replace(was, is));
    return copy;
  }
}
