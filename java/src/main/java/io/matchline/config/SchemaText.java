package io.matchline.config;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/// Renders what a configuration may contain, for people.
public final class SchemaText {
  private SchemaText() {}

  /// Indented plain text for a terminal: every block below `type`.
  public static String plain(Class<?> type) {
    return Section.of(Schema.of(type)).stream().map(SchemaText::plain).collect(joining("\n"));
  }

  /// One block: its keys with value, range, standard value, purpose and source.
  public static String plain(Section section) {
    Stream<String> words = Stream.concat(section.paths().stream(), Stream.of(section.choice()));
    String heading = words.filter(word -> !word.isEmpty()).collect(joining(", "));
    String doc = section.block().doc();
    return (heading.isEmpty() ? "" : heading + "\n")
        + (doc.isEmpty() ? "" : "  " + doc + "\n")
        + plainKeys(section.block().keys());
  }

  /// Markdown with one table for every block below `type`.
  ///
  /// @param title heading of the page
  public static String markdown(Class<?> type, String title) {
    return "# " + title + "\n"
        + Section.of(Schema.of(type)).stream().map(SchemaText::markdown).collect(joining());
  }

  private static String plainKeys(List<Key> keys) {
    int width = keys.stream().mapToInt(key -> key.name().length()).max().orElse(0) + 2;
    String indent = " ".repeat(width + 2);
    StringBuilder out = new StringBuilder();
    for (Key key : keys) {
      String standard = key.standard().map(text -> "; standard " + shown(text)).orElse("; required");
      out.append("  ").append(key.name()).append(" ".repeat(width - key.name().length()))
          .append(key.expectation()).append(standard).append('\n')
          .append(indent).append(key.param().doc());
      out.append(key.param().source().isEmpty() ? "" : " [" + key.param().source() + "]").append('\n');
    }
    return out.toString();
  }

  private static String markdown(Section section) {
    Stream<String> words = Stream.concat(section.paths().stream(), Stream.of(section.choice()));
    String names = words.filter(word -> !word.isEmpty()).map(word -> "`" + word + "`").collect(joining(", "));
    String heading = names.isEmpty() ? "The file" : names;
    String doc = section.block().doc().isEmpty() ? "" : "\n" + section.block().doc() + "\n";
    String rows = section.block().keys().stream().map(SchemaText::row).collect(joining());
    String table = rows.isEmpty() ? "\nNo further keys.\n"
        : "\n| key | value | standard | meaning | source |\n|---|---|---|---|---|\n" + rows;
    return "\n## " + heading + "\n" + doc + table;
  }

  private static String row(Key key) {
    String standard = key.standard().map(text -> "`" + shown(text) + "`").orElse("required");
    return Stream.of("`" + key.name() + "`", key.expectation(), standard, key.param().doc(), key.param().source())
        .map(cell -> cell.replace("|", "\\|"))
        .collect(joining(" | ", "| ", " |\n"));
  }

  private static String shown(String standard) {
    return standard.isEmpty() ? "\"\"" : standard;
  }
}
