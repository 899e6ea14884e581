package io.matchline.cli;

import io.matchline.tcam.Trit;
import io.matchline.unit.Problems;
import java.util.ArrayList;
import java.util.List;

/// One line of a text file with words: `01X1`, `0 1 X 1`, `01 X1` or, with commas, one cell between two of them.
record WordLine(String place, String text) {
  /// The cells; what is wrong is added to `problems` and counts as X, so that the width stays
  /// what the line means it to be.
  List<Trit> cells(Problems problems) {
    List<Trit> cells = new ArrayList<>();
    if (text.indexOf(',') >= 0) {
      fields(cells, problems);
      return cells;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ' && text.charAt(i) != '\t') {
        cells.add(cell(i, problems));
      }
    }
    return cells;
  }

  private void fields(List<Trit> cells, Problems problems) {
    int begin = 0;
    for (String field : text.split(",", -1)) {
      int column = begin + field.length() - field.stripLeading().length();
      String content = field.strip();
      boolean quoted = content.length() == 3 && content.startsWith("\"") && content.endsWith("\"");
      if (quoted || content.length() == 1) {
        cells.add(cell(quoted ? column + 1 : column, problems));
      } else if (content.isEmpty()) {
        cells.add(fault(begin, "an empty field; between two commas is one cell: 0, 1 or X", problems));
      } else {
        String rule = "'" + shortened(content) + "' is no cell; between two commas is one cell: 0, 1 or X";
        cells.add(fault(column, rule, problems));
      }
      begin += field.length() + 1;
    }
  }

  private Trit cell(int index, Problems problems) {
    char c = text.charAt(index);
    return switch (c) {
      case '0' -> Trit.ZERO;
      case '1' -> Trit.ONE;
      case 'X', 'x' -> Trit.X;
      case '*', '-', '?', '.', '_' -> fault(index, "'" + c + "' is no cell; don't-care is written X", problems);
      default -> fault(index, shown(index) + " is no cell; cells are 0, 1 or X", problems);
    };
  }

  private Trit fault(int index, String rule, Problems problems) {
    problems.add(at(index), "%s", rule);
    return Trit.X;
  }

  private String at(int index) {
    return place + ":" + (index + 1);
  }

  private String shown(int index) {
    int point = text.codePointAt(index);
    return point > ' ' && point < 0x7f ? "'" + (char) point + "'" : "U+%04X".formatted(point);
  }

  private static String shortened(String field) {
    return field.length() <= 12 ? field : field.substring(0, 12) + "…";
  }
}
