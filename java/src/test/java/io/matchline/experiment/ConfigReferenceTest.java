package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.config.SchemaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page that explains the configuration is what the records say; `-Dmatchline.rewrite=true` writes it anew.
class ConfigReferenceTest {
  private static final Path PAGE = Path.of("../docs/config-reference.md");

  @Test
  void pageShowsTheRecords() throws IOException {
    String page = SchemaText.markdown(Experiment.class, "Configuration reference");
    if (Boolean.getBoolean("matchline.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page,
        Files.readString(PAGE),
        "docs/config-reference.md is not what the records say; rewrite it with: "
            + "./mvnw -pl native,bindings,java test -Dtest=ConfigReferenceTest -Dmatchline.rewrite=true "
            + "-Dsurefire.failIfNoSpecifiedTests=false");
  }
}
