package io.matchline.config;

import io.matchline.unit.InvalidInputException;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says what is wrong with text that is not YAML, with line and column.
final class YamlFaults {
  private YamlFaults() {}

  /// @throws InvalidInputException for control characters, which no editor shows
  static void checkCharacters(String name, String text) {
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      boolean control = c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f && c < 0xa0 || c >= 0xfffe;
      if (control) {
        throw new InvalidInputException(
            new Place(name, line) + ": the control character U+%04X is not allowed".formatted((int) c));
      }
    }
  }

  static InvalidInputException syntax(String name, String text, MarkedYamlEngineException fault) {
    Optional<Mark> mark = fault.getProblemMark().or(fault::getContextMark);
    if (mark.isEmpty()) {
      return new InvalidInputException(name + ": not valid YAML: " + fault.getProblem());
    }
    int line = mark.get().getLine();
    String place = new Place(name, line + 1) + ": column " + (mark.get().getColumn() + 1) + ": ";
    boolean tab = text.lines().skip(line).findFirst().orElse("").stripTrailing().matches("\\s*\\t.*");
    String problem = fault.getProblem().strip().replaceAll("\\s+", " ");
    return new InvalidInputException(
        place + (tab ? "a tab indents the line; YAML indents with spaces" : "not valid YAML: " + problem));
  }
}
