package io.matchline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every link of every Markdown file leads somewhere; links to other sites are only checked for their form.
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern INLINE = Pattern.compile("\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern REFERENCE = Pattern.compile("^\\s{0,3}\\[[^\\]]+\\]:\\s+<?([^\\s>]+)>?");
  private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
  private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (String link : links(Files.readAllLines(page))) {
        String fault = fault(page, link);
        if (!fault.isEmpty()) {
          broken.add(ROOT.relativize(page) + ": " + link + " " + fault);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void theCheckFindsBrokenLinks() {
    Path page = ROOT.resolve("docs/cli.md");
    assertEquals("", fault(page, "../matchline"));
    assertEquals("", fault(page, "#info"));
    assertEquals("", fault(page, "https://example.org/a?b=c#d"));
    assertFalse(fault(page, "missing.md").isEmpty());
    assertFalse(fault(page, "#no-such-heading").isEmpty());
    assertFalse(fault(page, "https://exa mple.org").isEmpty());
    assertEquals(List.of("a.md", "b.md"), links(List.of("[x](a.md) `[y](no)`", "```", "[z](no)", "```", "[r]: b.md")));
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = folder.getFileName().toString();
        boolean skipped = !folder.equals(ROOT) && (name.startsWith(".") || name.equals("target") || name.equals("out"));
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (file.toString().endsWith(".md")) {
          pages.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    assertFalse(pages.isEmpty());
    return pages;
  }

  /// Link targets outside code.
  private static List<String> links(List<String> lines) {
    List<String> links = new ArrayList<>();
    for (String line : prose(lines)) {
      String text = line.replaceAll("`[^`]*`", "``");
      INLINE.matcher(text).results().map(match -> match.group(1)).forEach(links::add);
      REFERENCE.matcher(text).results().map(match -> match.group(1)).forEach(links::add);
    }
    return links;
  }

  private static List<String> prose(List<String> lines) {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : lines) {
      boolean fence = line.strip().startsWith("```");
      code ^= fence;
      if (!code && !fence) {
        prose.add(line);
      }
    }
    return prose;
  }

  /// What is wrong with a link, or nothing.
  private static String fault(Path page, String link) {
    try {
      URI uri = new URI(link);
      if (uri.getScheme() != null) {
        return "";
      }
      Path target = uri.getPath().isEmpty() ? page : page.resolveSibling(uri.getPath()).normalize();
      if (!Files.exists(target)) {
        return "does not exist";
      }
      boolean found = uri.getFragment() == null || anchors(target).contains(uri.getFragment());
      return found ? "" : "has no such heading";
    } catch (URISyntaxException e) {
      return "is not a link: " + e.getMessage();
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  /// Names of the headings as GitHub makes them: lower case, punctuation gone, blanks to hyphens, repeats numbered.
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose(Files.readAllLines(page))) {
      HEADING.matcher(line).results().map(MatchResult::group).map(DocsTest::slug).forEach(slug -> {
        int times = seen.merge(slug, 1, Integer::sum);
        anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
      });
      ANCHOR.matcher(line).results().map(match -> match.group(1)).forEach(anchors::add);
    }
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .replaceFirst("^#{1,6}\\s+", "")
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
