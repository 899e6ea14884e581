package io.matchline.spice;

import java.util.List;

/// A design and the lines of it that a model compares.
///
/// @param design the design
/// @param lines the lines, one or more
record DesignLines(LineDesign design, List<Line> lines) {
  /// A line.
  ///
  /// @param id name of its case
  /// @param pattern a character per cell, 1 mismatches
  record Line(String id, String pattern) {}

  DesignLines {
    lines = List.copyOf(lines);
  }
}
