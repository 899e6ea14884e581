package io.matchline.tcam;

import static io.matchline.tcam.ArrayBench.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.CanonicalYaml;
import io.matchline.config.ConfigReader;
import io.matchline.config.Document;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A process node gives standard values and nothing more.
class ProcessNodeTest {
  @ParameterizedTest
  @CsvSource({
    "45nm, 13.1, 0.302e-15, 0.123e-15, 3.6e-15, 1.0, 0.232e-15",
    "32nm, 30.5, 0.224e-15, 0.0859e-15, 2.4e-15, 0.9, 0.168e-15",
    "22nm, 52.5, 0.153e-15, 0.0609e-15, 1.3e-15, 0.9, 0.107e-15"
  })
  void aNodeGivesTheLine(String node, double wireOhm, double wireF, double cellF, double loadF, double prechargeV,
      double searchLineF) {
    ArraySettings array = settings("node: " + node);
    assertEquals(new Wire(wireOhm, wireF), array.wire());
    assertEquals(cellF, array.cellCapacitanceF());
    assertEquals(loadF, array.nearCapacitanceF());
    assertEquals(prechargeV, array.prechargeV());
    assertEquals(searchLineF, array.cost().searchLineF());
  }

  @Test
  void whatTheFileSaysStays() {
    ArraySettings array = settings("wire: { resistance: 5 Ω }", "node: 22nm", "precharge: 700 mV");
    assertEquals(new Wire(5, 0.153e-15), array.wire());
    assertEquals(0.7, array.prechargeV());
    assertEquals(0.0609e-15, array.cellCapacitanceF());
  }

  @Test
  void noneIsTheSameAsNothing() {
    assertEquals(settings("level: ladder"), settings("node: none"));
  }

  @Test
  void aSweepGoesOverNodes() {
    String text =
        """
        wire: { capacitance: 0.1 fF }
        sweep: { node: [45nm, 32nm] }
        """;
    List<Wire> wires =
        Document.of("sweep.yaml", text).variants(ArraySettings.class).stream().map(v -> v.config().wire()).toList();
    assertEquals(List.of(new Wire(13.1, 0.1e-15), new Wire(30.5, 0.1e-15)), wires);
  }

  @ParameterizedTest
  @EnumSource
  void theCanonicalTextReadsBack(ProcessNode node) {
    ArraySettings array = settings("node: " + (node == ProcessNode.NONE ? "none" : node.name().substring(1) + "nm"));
    assertEquals(node, array.node());
    String text = CanonicalYaml.of(ArraySettings.class, array, Path.of(""));
    assertEquals(array, ConfigReader.read("canonical.yaml", text, ArraySettings.class));
  }

  @Test
  void anUnknownNodeIsNamedOnce() {
    String message =
        assertThrows(InvalidInputException.class, () -> settings("node: 28nm", "wire: 3")).getMessage();
    assertTrue(message.contains("node = 28nm is none of none, 45nm, 32nm, 22nm"), message);
    assertTrue(message.contains("wire is a single value"), message);
    assertEquals(2, message.lines().count(), message);
  }

  @Test
  void thePageShowsTheValues() throws IOException {
    String page = Files.readString(Path.of("../docs/arrays.md"));
    for (ProcessNode node : ProcessNode.values()) {
      node.standards().forEach((key, value) -> assertTrue(page.contains(value), key + " = " + value));
    }
  }
}
