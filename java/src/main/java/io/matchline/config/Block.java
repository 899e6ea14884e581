package io.matchline.config;

import java.util.List;

/// A block of keys, as its record describes it.
///
/// @param type the record
/// @param name of an alternative or of a named record, otherwise empty
/// @param doc one sentence or empty
/// @param keys in the order of the record's components
public record Block(Class<? extends Record> type, String name, String doc, List<Key> keys) {
  public Block {
    keys = List.copyOf(keys);
  }

  List<String> keyNames() {
    return keys.stream().map(Key::name).toList();
  }
}
