package io.matchline.config;

import java.util.List;

/// What may stand behind a key.
public sealed interface Kind {
  /// A number that may have decimals, with the key's unit.
  record Real() implements Kind {}

  /// A whole number between the limits of its Java type, both included.
  record Whole(Class<?> type, long min, long max) implements Kind {}

  /// `on` or `off`; `true` and `false` mean the same.
  record Toggle() implements Kind {}

  /// Any text.
  record Text() implements Kind {}

  /// A file, relative to the folder of the configuration file.
  record FilePath() implements Kind {}

  /// One of an enum's words, which stand in the order of its constants.
  record Word(Class<?> type, List<String> words) implements Kind {}

  /// A block of keys.
  record Nested(Block block) implements Kind {}

  /// A block whose `key` names one of the alternatives.
  record Choice(String key, List<Block> alternatives) implements Kind {
    /// The names of the alternatives in the order of the permits clause.
    public List<String> names() {
      return alternatives.stream().map(Block::name).toList();
    }
  }

  /// A list.
  record Many(Kind element) implements Kind {}
}
