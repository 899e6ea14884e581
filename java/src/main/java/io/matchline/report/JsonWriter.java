package io.matchline.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes JSON; the same value always gives the same characters.
///
/// Doubles are written by {@link Double#toString(double)}, so they read back to the same bits and differ in form from
/// whole numbers (`1.0` and `1`).
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;

  private JsonWriter(boolean pretty) {
    this.pretty = pretty;
  }

  /// For files: two spaces of indent, arrays of plain values on one line, a line feed at the end.
  public static String pretty(JsonValue value) {
    JsonWriter writer = new JsonWriter(true);
    writer.write(value, 0);
    return writer.out.append('\n').toString();
  }

  /// On one line without spaces; the form that is hashed.
  public static String compact(JsonValue value) {
    JsonWriter writer = new JsonWriter(false);
    writer.write(value, 0);
    return writer.out.toString();
  }

  private void write(JsonValue value, int depth) {
    switch (value) {
      case JsonValue.Nothing _ -> out.append("null");
      case JsonValue.Truth truth -> out.append(truth.value());
      case JsonValue.Whole whole -> out.append(whole.value());
      case JsonValue.Real real -> real(real.value());
      case JsonValue.Text text -> text(text.value());
      case JsonValue.Items items -> items(items.values(), depth);
      case JsonValue.Fields fields -> fields(fields.values(), depth);
    }
  }

  private void real(double value) {
    if (Double.isFinite(value)) {
      out.append(value);
    } else {
      text(Double.toString(value));
    }
  }

  private void items(List<JsonValue> values, int depth) {
    boolean plain = values.stream().noneMatch(v -> v instanceof JsonValue.Items || v instanceof JsonValue.Fields);
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(plain && pretty ? ", " : ",");
      }
      if (!plain) {
        newLine(depth + 1);
      }
      write(values.get(i), depth + 1);
    }
    if (!plain) {
      newLine(depth);
    }
    out.append(']');
  }

  private void fields(Map<String, JsonValue> values, int depth) {
    out.append('{');
    Iterator<Map.Entry<String, JsonValue>> entries = values.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, JsonValue> entry = entries.next();
      newLine(depth + 1);
      text(entry.getKey());
      out.append(pretty ? ": " : ":");
      write(entry.getValue(), depth + 1);
      out.append(entries.hasNext() ? "," : "");
    }
    if (!values.isEmpty()) {
      newLine(depth);
    }
    out.append('}');
  }

  private void newLine(int depth) {
    if (pretty) {
      out.append('\n').repeat("  ", depth);
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> plainOrEscaped(c);
      }
    }
    out.append('"');
  }

  /// Surrogates are escaped because an unpaired one has no UTF-8 form.
  private void plainOrEscaped(char c) {
    if (c < ' ' || Character.isSurrogate(c)) {
      out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
    } else {
      out.append(c);
    }
  }
}
