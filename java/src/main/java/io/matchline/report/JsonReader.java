package io.matchline.report;

import io.matchline.unit.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259). Numbers with a point or an exponent become {@link JsonValue.Real}, others
/// {@link JsonValue.Whole}. A key that occurs twice in an object is an error.
public final class JsonReader {
  private static final int MAX_DEPTH = 500;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /// @throws InvalidInputException with line and column of the first error
  public static JsonValue read(String text) {
    JsonReader reader = new JsonReader(text);
    JsonValue value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.error("expected the end of the text");
    }
    return value;
  }

  private JsonValue value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("more than " + MAX_DEPTH + " nested values");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> fields(depth);
      case '[' -> items(depth);
      case '"' -> new JsonValue.Text(string());
      case 't' -> literal("true", new JsonValue.Truth(true));
      case 'f' -> literal("false", new JsonValue.Truth(false));
      case 'n' -> literal("null", new JsonValue.Nothing());
      default -> number();
    };
  }

  private JsonValue fields(int depth) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    at++;
    skipSpace();
    while (!taken('}')) {
      separator(values.isEmpty());
      String key = string();
      skipSpace();
      expect(':');
      if (values.put(key, value(depth + 1)) != null) {
        throw error("key \"" + key + "\" occurs twice");
      }
      skipSpace();
    }
    return new JsonValue.Fields(values);
  }

  private JsonValue items(int depth) {
    List<JsonValue> values = new ArrayList<>();
    at++;
    skipSpace();
    while (!taken(']')) {
      separator(values.isEmpty());
      values.add(value(depth + 1));
      skipSpace();
    }
    return new JsonValue.Items(values);
  }

  private void separator(boolean first) {
    if (!first) {
      expect(',');
      skipSpace();
    }
  }

  private JsonValue literal(String word, JsonValue value) {
    if (!text.startsWith(word, at)) {
      throw error("expected a value");
    }
    at += word.length();
    return value;
  }

  private JsonValue number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      at = start;
      throw error("expected a value");
    }
    if (digits.matches("-?[0-9]{1,18}")) {
      return new JsonValue.Whole(Long.parseLong(digits));
    }
    return digits.matches("-?[0-9]+") ? whole(digits) : new JsonValue.Real(Double.parseDouble(digits));
  }

  private JsonValue whole(String digits) {
    try {
      return new JsonValue.Whole(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw error("whole number " + digits + " needs more than 64 bits");
    }
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (!taken('"')) {
      char c = peek();
      if (c < ' ') {
        throw error("control character in a text");
      }
      at++;
      out.append(c == '\\' ? escaped() : c);
    }
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourHexDigits();
      default -> throw error("unknown escape \\" + c);
    };
  }

  private char fourHexDigits() {
    int end = at + 4;
    if (end > text.length() || !text.substring(at, end).matches("[0-9a-fA-F]{4}")) {
      throw error("expected four hexadecimal digits");
    }
    char c = (char) Integer.parseInt(text, at, end, 16);
    at = end;
    return c;
  }

  private boolean taken(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!taken(c)) {
      throw error("expected '" + c + "'");
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw error("the text ends too early");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private InvalidInputException error(String rule) {
    int end = Math.min(at, text.length());
    long line = 1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
    int column = end - text.lastIndexOf('\n', end - 1);
    return new InvalidInputException("JSON line " + line + ", column " + column + ": " + rule);
  }
}
