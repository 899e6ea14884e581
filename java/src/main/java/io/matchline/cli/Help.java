package io.matchline.cli;

import io.matchline.report.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The help pages, made from the descriptions of the commands.
final class Help {
  private static final int MAX_COLUMNS = 100;

  private Help() {}

  /// What `matchline --help` prints.
  static String overview() {
    Map<String, String> table = new TreeMap<>();
    Commands.ALL.forEach(command -> table.put(command.description().name(), command.description().summary()));
    return """
        Matchline %s: circuit-accurate simulation of searches in content-addressable memories

        usage: matchline COMMAND [ARGUMENT …]

        %s
        matchline help COMMAND (or matchline COMMAND --help) explains a command.
        matchline --version prints the version. Results go to standard output or --out, messages to standard error.
        Exit code: 0 done, 1 the input or a check is at fault, 2 the program is at fault.
        """
        .formatted(Provenance.programVersion(), table(table));
  }

  /// The page of one command.
  static String page(Description d) {
    StringBuilder page = new StringBuilder();
    page.append("matchline ").append(d.name()).append(": ").append(d.summary()).append("\n\n");
    page.append(usage(d)).append('\n');
    if (!d.details().isEmpty()) {
      page.append('\n').append(d.details().strip()).append('\n');
    }
    Map<String, String> rows = new LinkedHashMap<>();
    d.operands().forEach(operand -> rows.put(operand.name(), operand.doc() + range(operand.kind(), "")));
    d.options().forEach(option -> rows.put(option.usage(), doc(d, option)));
    page.append('\n').append(table(rows));
    return page.append("\nexample: ").append(d.example()).append('\n').toString();
  }

  /// The command with its operands and options on one or more lines.
  static String usage(Description d) {
    List<String> parts = new ArrayList<>();
    d.operands().forEach(operand -> parts.add(operand.usage()));
    for (Opt option : d.options()) {
      if (option != Description.DEBUG && option != Description.HELP) {
        parts.add(d.required().contains(option.name()) ? option.usage() : "[" + option.usage() + "]");
      }
    }
    return wrap("usage: matchline " + d.name(), parts, "           ");
  }

  /// One line per command of a family such as `spice`.
  static String family(List<Command> commands) {
    return table(commands.stream().map(Command::description).collect(
        Collectors.toMap(Description::name, Description::summary, (a, b) -> a, TreeMap::new)));
  }

  private static String doc(Description d, Opt option) {
    String standard = option.standardValue().map(value -> "default " + value).orElse("");
    return option.doc() + range(option.kind(), d.required().contains(option.name()) ? "required" : standard);
  }

  private static String range(Kind kind, String standard) {
    List<String> notes = new ArrayList<>(List.of(kind.range(), standard));
    notes.removeAll(Collections.singleton(""));
    return notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")";
  }

  private static String table(Map<String, String> rows) {
    int left = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    String indent = " ".repeat(left + 4);
    StringBuilder table = new StringBuilder();
    rows.forEach((name, doc) -> table.append(
        wrap("  " + name + " ".repeat(left - name.length() + 1), List.of(doc.split(" ")), indent)).append('\n'));
    return table.toString();
  }

  private static String wrap(String start, List<String> parts, String indent) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(start);
    for (String part : parts) {
      if (line.length() + 1 + part.length() > MAX_COLUMNS) {
        lines.append(line).append('\n');
        line = new StringBuilder(indent).append(part);
      } else {
        line.append(' ').append(part);
      }
    }
    return lines.append(line).toString();
  }
}
