package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayFileTest {
  @TempDir private Path folder;

  private ArrayFile.Read read(String yaml) throws IOException {
    return ArrayFile.read(Files.writeString(folder.resolve("array.yaml"), yaml));
  }

  @Test
  void theOriginNamesSettingsAndSeed() throws IOException {
    ArrayFile.Read flat = read("level: lumped\n");
    assertTrue(flat.origin().matches("config [0-9a-f]{12}, seed 1"), flat.origin());
    assertEquals(flat.origin(), read("array: { level: lumped, precharge: 1000 mV }\n").origin());
    assertEquals(flat.hash(), read("seed: 7\narray: { level: lumped }\n").hash());
    assertTrue(read("seed: 7\narray: { level: lumped }\n").origin().endsWith(", seed 7"));
    assertNotEquals(flat.hash(), read("level: ladder\n").hash());
    assertNotEquals(flat.hash(), read("features: { kind: lsh, bits: 256 }\narray: { level: lumped }\n").hash());
  }
}
