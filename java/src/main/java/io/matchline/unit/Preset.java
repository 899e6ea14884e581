package io.matchline.unit;

import java.util.Map;

/// A word of a configuration that gives other keys their standard values: an enum implements it, and a block with a key
/// of that type then reads what its constant says for every key that the file leaves out.
public interface Preset {
  /// Values as in a file by dotted key, seen from the block that holds the word: `wire.resistance` is `13.1 Ω`.
  Map<String, String> standards();
}
