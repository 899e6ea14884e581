package io.matchline.report;

import java.util.ArrayList;
import java.util.List;

/// Widths of texts without a font at hand: advance widths per class of character that no common sans-serif exceeds by
/// much, so that a text fits where this says it fits.
final class TextSize {
  private static final double NARROW_EM = 0.34;
  private static final double WIDE_EM = 0.92;
  private static final double CAPITAL_EM = 0.72;
  private static final double OTHER_EM = 0.585;

  private TextSize() {}

  static double width(String text, double fontPx) {
    return fontPx * text.codePoints().mapToDouble(TextSize::em).sum();
  }

  static double widest(List<String> texts, double fontPx) {
    return texts.stream().mapToDouble(text -> width(text, fontPx)).max().orElse(0);
  }

  /// Breaks at spaces so that each line fits, also inside a word that alone is too wide.
  static List<String> wrap(String text, double fontPx, double maxPx) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, fontPx) > maxPx && !line.isEmpty()) {
        lines.add(line);
        longer = word;
      }
      while (width(longer, fontPx) > maxPx) {
        String head = head(longer, fontPx, maxPx);
        lines.add(head);
        longer = longer.substring(head.length());
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /// The text, cut and ended by `…` where it does not fit.
  static String cut(String text, double fontPx, double maxPx) {
    return width(text, fontPx) <= maxPx ? text : head(text, fontPx, maxPx - width("…", fontPx)).strip() + "…";
  }

  /// The longest beginning that fits, at least one character.
  private static String head(String text, double fontPx, double maxPx) {
    int end = Character.charCount(text.codePointAt(0));
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      if (width(text.substring(0, next), fontPx) > maxPx) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  private static double em(int c) {
    if (" .,:;|!'ijltfr()[]-/".indexOf(c) >= 0) {
      return NARROW_EM;
    }
    if ("mwMW%@—…".indexOf(c) >= 0 || c > 0x2E80) {
      return WIDE_EM;
    }
    return Character.isUpperCase(c) ? CAPITAL_EM : OTHER_EM;
  }
}
