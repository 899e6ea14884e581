package io.matchline.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Stream;

/// Writes elements that are well-formed both as HTML and as XML. Every text and attribute is escaped here and nowhere
/// else; characters that XML does not allow become U+FFFD.
final class Markup {
  /// Elements of HTML that have no end tag; the drawing elements of SVG that here never have content.
  private static final Set<String> VOID = Set.of("meta", "rect", "line", "path", "circle", "polygon");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /// Opens an element; attributes are alternating names and values (texts as they are, numbers as coordinates).
  Markup open(String tag, Object... attributes) {
    startTag(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /// Closes the innermost open element.
  Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// An element without content.
  Markup empty(String tag, Object... attributes) {
    startTag(tag, attributes);
    out.append(VOID.contains(tag) ? "/>" : "></" + tag + ">");
    return this;
  }

  /// An element with a text.
  Markup element(String tag, String text, Object... attributes) {
    return open(tag, attributes).text(text).close();
  }

  Markup text(String text) {
    escape(text, false);
    return this;
  }

  /// Appends what another {@link Markup} made, or a style sheet of ours.
  Markup raw(String wellFormed) {
    out.append(wellFormed);
    return this;
  }

  Markup line() {
    out.append('\n');
    return this;
  }

  /// @throws IllegalStateException when an element is still open
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("element <" + open.peek() + "> is not closed");
    }
    return out.toString();
  }

  /// Attributes followed by more attributes.
  static Object[] attributes(Object[] first, Object... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray();
  }

  private void startTag(String tag, Object... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1] instanceof Number n ? Numbers.px(n.doubleValue()) : (String) attributes[i + 1], true);
      out.append('"');
    }
  }

  private void escape(String text, boolean attribute) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n', '\t' -> out.append(attribute ? "&#" + c + ";" : Character.toString(c));
                default -> out.appendCodePoint(allowed(c) ? c : 0xFFFD);
              }
            });
  }

  private static boolean allowed(int c) {
    return c >= 0x20 && c < 0x7F || c >= 0xA0 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
