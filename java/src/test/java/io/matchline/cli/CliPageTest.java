package io.matchline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// docs/cli.md shows what `--help` prints. `-Dmatchline.rewrite=true` rewrites the page below its marker.
class CliPageTest {
  private static final Path PAGE = Path.of("../docs/cli.md");
  private static final String MARKER = "<!-- From here on the page is the output of --help. -->\n";

  @Test
  void pageShowsTheHelp() throws IOException {
    String page = Files.readString(PAGE);
    assertTrue(page.contains(MARKER), "the marker is gone");
    String written = page.substring(0, page.indexOf(MARKER) + MARKER.length());
    if (Boolean.getBoolean("matchline.rewrite")) {
      Files.writeString(PAGE, written + helpPages());
    }
    assertEquals(written + helpPages(), Files.readString(PAGE),
        "docs/cli.md is not what --help prints; rewrite it with: mvn test -Dtest=CliPageTest -Dmatchline.rewrite=true");
  }

  private static String helpPages() {
    StringBuilder pages = new StringBuilder();
    for (Command command : Commands.ALL) {
      String name = command.description().name();
      pages.append("\n## ").append(name).append("\n\n```text\n");
      pages.append(Cli.run((name + " --help").split(" ")).out()).append("```\n");
    }
    return pages.toString();
  }
}
