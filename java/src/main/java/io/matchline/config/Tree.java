package io.matchline.config;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/// A YAML value before it has a type; every part knows where it was written.
sealed interface Tree {
  Place place();

  /// What the value is, for messages: `a list`.
  default String shape() {
    return switch (this) {
      case Scalar scalar -> scalar.isNothing() ? "empty" : "a single value";
      case Items _ -> "a list";
      case Mapping _ -> "a block of keys";
    };
  }

  /// The value on one line, as it might stand in a file.
  default String text() {
    return switch (this) {
      case Scalar scalar -> scalar.text();
      case Items items -> items.values().stream().map(Tree::text).collect(joining(", ", "[", "]"));
      case Mapping block -> block.entries().stream().map(Entry::text).collect(joining(", ", "{", "}"));
    };
  }

  /// @param quoted whether the text stood in quotes, so that nothing in it is special
  record Scalar(Place place, String text, boolean quoted) implements Tree {
    boolean isNothing() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  record Items(Place place, List<Tree> values) implements Tree {
    public Items {
      values = List.copyOf(values);
    }
  }

  /// @param word a single value that stood here before keys were set on it: the name of an alternative
  /// @param entries in file order; a key may be there twice
  record Mapping(Place place, Optional<Scalar> word, List<Entry> entries) implements Tree {
    public Mapping {
      entries = List.copyOf(entries);
    }

    Mapping(Place place, List<Entry> entries) {
      this(place, Optional.empty(), entries);
    }

    /// The first entry of that name.
    Optional<Entry> find(String key) {
      return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
  }

  /// @param place of the key
  record Entry(Place place, String key, Tree value) {
    String text() {
      return key + ": " + value.text();
    }
  }
}
