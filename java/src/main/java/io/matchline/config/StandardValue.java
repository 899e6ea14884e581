package io.matchline.config;

import java.util.List;

/// Reads the standard values of {@link Key#standard}.
final class StandardValue {
  private StandardValue() {}

  /// @param place of the block that lacks the key
  static Tree tree(String text, Place place) {
    return switch (text) {
      case "{}" -> new Tree.Mapping(place, List.of());
      case "[]" -> new Tree.Items(place, List.of());
      default -> text.startsWith("{") || text.startsWith("[")
          ? TreeReader.read(place + ": standard value", text)
          : new Tree.Scalar(place, text, true);
    };
  }
}
