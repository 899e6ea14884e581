package io.matchline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.Document;
import io.matchline.unit.ForbiddenImport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The packages import each other only as ARCHITECTURE.md draws it.
class LayeringTest {
  private static PackageArrows drawing() throws IOException {
    return PackageArrows.parse(Files.readString(Path.of("..", "ARCHITECTURE.md")));
  }

  private static Path classesOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void importsFollowTheDrawing() throws IOException, URISyntaxException {
    Path classes = classesOf(Document.class);
    assertTrue(Files.exists(classes.resolve("io/matchline/cli/Main.class")), classes + " holds the program");
    assertEquals("", String.join("\n", drawing().violationsBelow(classes)));
  }

  @Test
  void theDrawingHasNoRing() throws IOException {
    PackageArrows drawing = drawing();
    for (String name : drawing.packages()) {
      assertFalse(drawing.reachable(name).contains(name), name + " reaches itself");
    }
    assertEquals(Set.of(), drawing.reachable("unit"));
  }

  @Test
  void aForbiddenImportIsFound() throws IOException, URISyntaxException {
    String name = ForbiddenImport.class.getName().replace('.', '/');
    Path file = classesOf(ForbiddenImport.class).resolve(name + ".class");
    assertEquals(List.of(name + ": unit -> config", name + ": unit -> kernel"), drawing().violations(file));
    PackageArrows allowing = PackageArrows.parse("## Package arrows\n\n```\nunit -> config\nconfig -> kernel\n```\n");
    assertEquals(List.of(), allowing.violations(file));
    PackageArrows without = PackageArrows.parse("## Package arrows\n\n```\ncli -> config\n```\n");
    assertEquals(List.of(name + ": the package unit is not in the drawing"), without.violations(file));
  }
}
