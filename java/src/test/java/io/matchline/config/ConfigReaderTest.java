package io.matchline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Param;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final String TEXT = """
      # a comment
      experiment: few-shot-search
      seed: 4_2
      words: data/w.csv
      note: "10 kΩ: \\"quoted\\" # not a comment \\u0001 😀"
      array: &first
        cell: 16T
        device: { model: rram-hfo2, g-on: 150 µS, spread: 5 %, stuck-lrs: 0.01 }
        wire:
          resistance: 2.5 Ω
          capacitance: 0.2 fF
        tile: { rows: 1e3 }
        noise: { thermal: on }
        level: lumped-rp
      levels: []
      spares:
        - *first
        - { cell: 2T2R, wire: { resistance: 0, capacitance: 0 }, sense: { kind: race, step: 1 ns },
            device: {model: table-device, table: t.csv} }
      """;

  private static final Bench.Array FIRST = new Bench.Array(
      Bench.CellKind.SIXTEEN_T,
      new Bench.Device.RramHfo2(150e-6, 1e6, 0.05, 0.01),
      new Bench.Wire(2.5, 2e-16),
      new Bench.Tile(1000, 128),
      new Bench.Sense.Strobe(0.012),
      new Bench.Noise(true, 300),
      Bench.Level.LUMPED_RP);

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("x.yaml"), bytes);
  }

  private Bench.FewShot expected() {
    Bench.Array second = new Bench.Array(
        Bench.CellKind.TWO_T_TWO_R,
        new Bench.Device.TableDevice(folder.resolve("t.csv")),
        new Bench.Wire(0, 0),
        new Bench.Tile(64, 128),
        new Bench.Sense.Race(1e-9),
        new Bench.Noise(false, 300),
        Bench.Level.LADDER);
    String note = "10 kΩ: \"quoted\" # not a comment \u0001 😀";
    return new Bench.FewShot(42, folder.resolve("data/w.csv"), note, FIRST, List.of(), List.of(FIRST, second));
  }

  @Test
  void readsEveryKindOfValue() throws IOException {
    assertEquals(expected(), ConfigReader.read(file(TEXT.getBytes(StandardCharsets.UTF_8)), Bench.class));
  }

  @Test
  void acceptsAByteOrderMarkAndWindowsLineEnds() throws IOException {
    String text = "\ufeff" + TEXT.replace("\n", "\r\n");
    assertEquals(expected(), ConfigReader.read(file(text.getBytes(StandardCharsets.UTF_8)), Bench.class));
  }

  @Test
  void readsBackItsCanonicalForm() throws IOException {
    Bench config = ConfigReader.read(file(TEXT.getBytes(StandardCharsets.UTF_8)), Bench.class);
    String canonical = CanonicalYaml.of(Bench.class, config, folder);
    assertTrue(canonical.startsWith("experiment: \"few-shot-search\"\nseed: 42\nwords: \"data/w.csv\"\n"), canonical);
    assertTrue(canonical.contains("  wire:\n    resistance: 2.5\n    capacitance: 2.0E-16\n"), canonical);
    Bench again = ConfigReader.read(file(canonical.getBytes(StandardCharsets.UTF_8)), Bench.class);
    assertEquals(config, again);
    assertEquals(canonical, CanonicalYaml.of(Bench.class, again, folder));
  }

  @Test
  void theHashDependsOnValuesNotOnSpelling() {
    String text = "experiment: calibrate\nrounds: 1000\n";
    String hash = hash(text);
    assertEquals(64, hash.length());
    assertEquals(hash, hash("{rounds: 1_000, experiment: 'calibrate'} # comment"));
    assertEquals(hash, hash("calibrate"));
    assertNotEquals(hash, hash("experiment: calibrate\nrounds: 1001\n"));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CanonicalYaml.hash("abc"), "FIPS 180-2");
  }

  private static String hash(String text) {
    Bench config = ConfigReader.read("x.yaml", text, Bench.class);
    return CanonicalYaml.hash(CanonicalYaml.of(Bench.class, config, Path.of("")));
  }

  @Test
  void rejectsFilesThatAreNoConfiguration() throws IOException {
    assertEquals(folder + ": is a folder; a YAML file is needed", fault(folder));
    Path missing = folder.resolve("none.yaml");
    assertEquals(missing + ": there is no such file", fault(missing));
    Path huge = file(new byte[SourceText.MAX_BYTES + 1]);
    assertEquals(huge + ": is larger than 1048576 bytes, the maximum of a configuration", fault(huge));
  }

  private static String fault(Path file) {
    return assertThrows(InvalidInputException.class, () -> ConfigReader.read(file, Bench.class)).getMessage();
  }

  /// Whatever people mistype, the answer is a configuration or a message with the file's name on each line.
  @Test
  void damagedFilesNeverCrashTheReader() {
    SplittableRandom random = new SplittableRandom(11);
    String alphabet = "\n\t :-[]{}#&*!|>'\"%@`,?~0_.eΩ\u0000\ud800";
    int rejected = 0;
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder(TEXT);
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        text.replace(at, at + random.nextInt(3), "" + alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        ConfigReader.read("x.yaml", text.toString(), Bench.class);
      } catch (InvalidInputException e) {
        rejected++;
        assertTrue(e.getMessage().lines().allMatch(line -> line.startsWith("x.yaml:")), e.getMessage());
      }
    }
    assertTrue(rejected > 500, rejected + " of 1000 rejected");
  }

  record Undescribed(int rows) {}

  record Recursive(@Param(doc = "Itself.") List<Recursive> parts) {}

  record Odd(@Param(doc = "Not a configuration type.") StringBuilder text) {}

  @Test
  void incompleteRecordsAreProgrammingErrors() {
    for (Class<?> type : List.of(Undescribed.class, Recursive.class, Odd.class)) {
      assertThrows(IllegalStateException.class, () -> Schema.of(type), type.getName());
    }
  }
}
