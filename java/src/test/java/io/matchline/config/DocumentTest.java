package io.matchline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
  private static final String TEXT = """
      experiment: few-shot-search
      seed: 42
      array:
        cell: 2T2R
        device: rram-hfo2
        wire: { resistance: 2.5 Ω, capacitance: 0.2 fF }
      """;

  private static final String SWEPT = TEXT + """
      sweep: { array.wire.resistance: [0 Ω, 1 Ω], array.level: [ideal, lumped] }
      """;

  private static Bench.FewShot bind(Document document) {
    return assertInstanceOf(Bench.FewShot.class, document.bind(Bench.class));
  }

  private static String fault(Document document) {
    return assertThrows(InvalidInputException.class, () -> document.variants(Bench.class)).getMessage();
  }

  @Test
  void setsValuesByPath() {
    Document document = Document.of("x.yaml", TEXT)
        .set("array.wire.resistance=5Ω")
        .set("array.tile.rows = 32")
        .set("array.device.spread=5 %")
        .set("levels=[1 V, 0.5 V]")
        .withSeed(-1 >>> 1);
    Bench.FewShot config = bind(document);
    assertEquals(5, config.array().wire().resistanceOhm());
    assertEquals(2e-16, config.array().wire().capacitanceF());
    assertEquals(new Bench.Tile(32, 128), config.array().tile());
    assertEquals(0.05, assertInstanceOf(Bench.Device.RramHfo2.class, config.array().device()).spread());
    assertEquals(List.of(1.0, 0.5), config.levelsV());
    assertEquals(Integer.MAX_VALUE, config.seed());
  }

  @Test
  void knowsItsTopKeys() {
    Document document = Document.of("x.yaml", TEXT);
    assertEquals(List.of(true, false), List.of(document.has("array"), document.has("wire")));
  }

  @Test
  void replacesAlternatives() {
    Bench.FewShot config = bind(Document.of("x.yaml", TEXT).set("array.device={model: pcm, nu: 0.1}"));
    assertEquals(new Bench.Device.Pcm(0.1), config.array().device());
    config = bind(Document.of("x.yaml", TEXT).set("array.device.model=pcm").set("array.device.nu=0.1"));
    assertEquals(new Bench.Device.Pcm(0.1), config.array().device());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "array.wire.resistence=5 | is not a known key; did you mean resistance?",
    "array.wire.resistance=5 S | array.wire.resistance = 5 S has the unit S; a value in Ω is needed, for example 10 kΩ",
    "array.wire.resistance= | array.wire.resistance is empty; a value in Ω (0 Ω … 1 MΩ) is needed",
    "array.cell=1T | array.cell = 1T is none of 2T2R, 16T; did you mean 16T?",
    "array.wire={resistance: 1} | array.wire.capacitance is missing; a value in F (0 F or more) is needed"
  })
  void namesTheOptionThatIsWrong(String assignment, String rule) {
    Document document = Document.of("x.yaml", TEXT).set(assignment);
    String subject = rule.startsWith("is ") ? assignment.substring(0, assignment.indexOf('=')) + " " : "";
    assertEquals("--set " + assignment + ": " + subject + rule, fault(document));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "array.level | --set array.level: PATH=VALUE is needed, for example array.level=ideal",
    "=3 | --set =3: PATH=VALUE is needed, for example array.level=ideal",
    "a..b=3 | --set a..b=3: a..b is not a path; write keys with single dots: array.level",
    "sweep.a=[1 | --set sweep.a=[1: value:1: column 3: not valid YAML: expected ',' or ']', but got <stream end>"
  })
  void rejectsWhatIsNoAssignment(String assignment, String message) {
    Document document = Document.of("x.yaml", TEXT);
    assertEquals(message, assertThrows(InvalidInputException.class, () -> document.set(assignment)).getMessage());
  }

  @Test
  void runsTheProductOfASweepInFileOrder() {
    List<Variant<Bench>> variants = Document.of("x.yaml", SWEPT).variants(Bench.class);
    List<String> settings = variants.stream().map(v -> v.settings().toString()).toList();
    assertEquals(
        List.of(
            "[array.wire.resistance = 0 Ω, array.level = ideal]",
            "[array.wire.resistance = 0 Ω, array.level = lumped]",
            "[array.wire.resistance = 1 Ω, array.level = ideal]",
            "[array.wire.resistance = 1 Ω, array.level = lumped]"),
        settings);
    Bench.Array last = ((Bench.FewShot) variants.getLast().config()).array();
    assertEquals(1, last.wire().resistanceOhm());
    assertEquals(Bench.Level.LUMPED, last.level());
    assertEquals(2e-16, last.wire().capacitanceF());
  }

  @Test
  void aDocumentWithoutSweepIsItsOnlyVariant() {
    List<Variant<Bench>> variants = Document.of("x.yaml", TEXT).variants(Bench.class);
    assertEquals(List.of(new Variant<>(List.of(), Document.of("x.yaml", TEXT).bind(Bench.class))), variants);
  }

  @Test
  void whatIsSetLaterIsNotSwept() {
    List<Variant<Bench>> variants = Document.of("x.yaml", SWEPT).set("array.level=ladder").variants(Bench.class);
    assertEquals(2, variants.size());
    for (Variant<Bench> variant : variants) {
      assertEquals(Bench.Level.LADDER, ((Bench.FewShot) variant.config()).array().level());
    }
  }

  @Test
  void sweepsBlocks() {
    String text = TEXT + "sweep: { array.device: [rram-hfo2, { model: pcm, nu: 0.1 }] }\n";
    List<Variant<Bench>> variants = Document.of("x.yaml", text).variants(Bench.class);
    assertEquals("array.device = {model: pcm, nu: 0.1}", variants.get(1).settings().getFirst().toString());
    assertEquals(new Bench.Device.Pcm(0.1), ((Bench.FewShot) variants.get(1).config()).array().device());
  }

  @Test
  void sweepsPathsTogether() {
    String text = TEXT + "sweep: { array.tile.rows + array.tile.columns: [8, 16], array.level: [ideal, lumped] }\n";
    List<Variant<Bench>> variants = Document.of("x.yaml", text).variants(Bench.class);
    assertEquals(4, variants.size());
    assertEquals(
        "[array.tile.rows + array.tile.columns = 16, array.level = ideal]", variants.get(2).settings().toString());
    assertEquals(new Bench.Tile(16, 16), ((Bench.FewShot) variants.get(2).config()).array().tile());
    Document set = Document.of("x.yaml", text).set("array.tile.columns=32");
    assertEquals(new Bench.Tile(8, 32), ((Bench.FewShot) set.variants(Bench.class).getFirst().config()).array().tile());
    assertEquals("array.tile.rows = 8", set.variants(Bench.class).getFirst().settings().getFirst().toString());
  }

  @Test
  void aSweepIsUnknownWhereOneConfigurationIsNeeded() {
    Document document = Document.of("x.yaml", SWEPT);
    String message = assertThrows(InvalidInputException.class, () -> document.bind(Bench.class)).getMessage();
    assertEquals("x.yaml:7: sweep is not a known key of few-shot-search; known are experiment, seed, words, note, "
        + "array, levels, spares", message);
  }
}
