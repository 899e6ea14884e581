package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.config.ConfigReader;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The annotations as a configuration file meets them.
class DeviceConfigTest {
  private static Device read(String text) {
    return ConfigReader.read("array.yaml", text, Device.class);
  }

  private static String problem(String text) {
    return assertThrows(InvalidInputException.class, () -> read(text)).getMessage();
  }

  @Test
  void standardValuesAreLegalAndTheOnesOfTheLiterature() {
    assertEquals(new Ohmic(10e3, 1e6, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE), read("model: ohmic\n"));
    assertEquals(new RramHfo2(10e3, 1e6, 0, 0, 0, 0, ProgrammingLaw.NONE, 0, ReadNoise.NONE, TelegraphNoise.NONE), read("model: rram-hfo2\n"));
    assertEquals(new Fefet(10e3, 1.6e9, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE), read("model: fefet\n"));
    assertEquals(new Sram(10e3, 1e9, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE), read("model: sram\n"));
  }

  @Test
  void everyKeyIsRead() {
    Device device =
        read(
            """
            model: rram-hfo2
            lrs: 6.7 kΩ
            hrs: 500 kΩ
            spread: 10 %
            cycle-spread: 2 %
            stuck-lrs: 1 %
            stuck-hrs: 9 %
            programming: milo
            """);
    assertEquals(new RramHfo2(6.7e3, 500e3, 0.1, 0.02, 0.01, 0.09, ProgrammingLaw.MILO, 0, ReadNoise.NONE, TelegraphNoise.NONE), device);
  }

  /// A table stands beside the configuration file.
  @Test
  void tablesAreFoundBesideTheFile(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("g.csv"), "state,conductance_s\nlrs,1e-4\nhrs,1e-6\n");
    Path file = Files.writeString(folder.resolve("array.yaml"), "model: table\ntable: g.csv\nspread: 5 %\n");
    DeviceStates states = ConfigReader.read(file, Device.class).states();
    assertEquals(new DeviceStates(
            1e-4, 1e-6, new Variation(0.05, 0, 0, 0), ProgrammingLaw.NONE,
            CellLaws.of(new UnknownAgeing("table"), ReadNoise.NONE, TelegraphNoise.NONE)), states);
  }

  @Test
  void faultsNameKeyValueAndRule() {
    assertEquals(
        "array.yaml:2: lrs = 1 kΩ is below 5 kΩ, the minimum of rram-hfo2"
            + " (50 … 225 µS in Milo et al., IRPS 2021; capped at 200 µS by us)",
        problem("model: rram-hfo2\nlrs: 1 kΩ\n"));
    assertEquals(
        "array.yaml:1: lrs = 1000000.0 Ω is not above 0 Ω and below hrs = 1000000.0 Ω",
        problem("model: ohmic\nlrs: 1 MΩ\n"));
  }
}
