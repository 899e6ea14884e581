package io.matchline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTextTest {
  @Test
  void rendersPlainText() {
    assertEquals("""
        model: rram-hfo2
          Filament of hafnium oxide.
          g-on       a value in S (50 µS … 200 µS); standard 100 µS
                     Conductance of the on state. [Milo 2019]
          hrs        a value in Ω (100 kΩ … 10 MΩ); standard 1 MΩ
                     Resistance of the off state.
          spread     a share (0 % … 100 %); standard 10 %
                     Relative spread.
          stuck-lrs  a share (0 % … 100 %); standard 0 %
                     Share of cells stuck at the on state.

        model: pcm
          Phase change.
          nu  a number (0 … 0.2); required
              Drift exponent.

        model: table-device
          table  a file name; required
                 Current over voltage.
        """, SchemaText.plain(Bench.Device.class));
  }

  @Test
  void rendersMarkdown() {
    String markdown = SchemaText.markdown(Bench.class, "Configuration");
    assertTrue(markdown.startsWith("# Configuration\n\n## `experiment: few-shot-search`\n"), markdown);
    assertTrue(markdown.contains("""

        ## `array.device`, `spares[].device`, `model: rram-hfo2`

        Filament of hafnium oxide.

        | key | value | standard | meaning | source |
        |---|---|---|---|---|
        | `g-on` | a value in S (50 µS … 200 µS) | `100 µS` | Conductance of the on state. | Milo 2019 |
        """), markdown);
  }

  @Test
  void aBlockUsedTwiceIsOneSection() {
    List<Section> sections = Section.of(Schema.of(Bench.class));
    long arrays = sections.stream().filter(section -> section.block().type() == Bench.Array.class).count();
    assertEquals(1, arrays);
    assertEquals(11, sections.size());
  }

  @Test
  void theSchemaIsData() {
    Kind.Choice devices = assertInstanceOf(Kind.Choice.class, Schema.of(Bench.Device.class));
    assertEquals("model", devices.key());
    assertEquals(List.of("rram-hfo2", "pcm", "table-device"), devices.names());
    assertEquals(List.of("g-on", "hrs", "spread", "stuck-lrs"), devices.alternatives().getFirst().keyNames());
  }

  @ParameterizedTest
  @CsvSource({
    "stuckLrs, stuck-lrs", "RramHfo2, rram-hfo2", "ADCBits, adc-bits", "rows, rows", "gOn, g-on", "useDAC, use-dac"
  })
  void namesAreKebabCase(String java, String file) {
    assertEquals(file, Names.kebab(java));
  }
}
