package io.matchline.config;

import io.matchline.unit.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns a tree into records and notes everything that is wrong on the way. A part that cannot be bound is empty; its
/// neighbours are bound all the same, so that one pass finds every problem.
final class Binder {
  private final Path folder;
  private final List<Fault> faults;

  /// @param folder what file names in the tree are relative to
  /// @param faults where problems go
  Binder(Path folder, List<Fault> faults) {
    this.folder = folder;
    this.faults = faults;
  }

  /// Binds a whole document to the record, or to one of the alternatives.
  Optional<Object> root(Tree tree, Kind kind) {
    return switch (kind) {
      case Kind.Nested nested -> nested("", tree, nested.block());
      case Kind.Choice choice -> choice("", tree, choice);
      default -> throw new IllegalStateException("a document is bound to a record, not to " + kind);
    };
  }

  /// Binds what stands behind a key, or an item of its list.
  Optional<Object> value(String path, Tree tree, Kind kind, Key key, Block owner) {
    return switch (kind) {
      case Kind.Nested nested -> nested(path, tree, nested.block());
      case Kind.Choice choice -> choice(path, tree, choice);
      case Kind.Many many -> items(path, tree, many, key, owner);
      default -> scalar(path, tree, kind, key, owner);
    };
  }

  private Optional<Object> scalar(String path, Tree tree, Kind kind, Key key, Block owner) {
    if (!(tree instanceof Tree.Scalar scalar) || scalar.isNothing()) {
      return fault(tree.place(), path + " is " + tree.shape() + "; " + key.expectation(kind) + " is needed");
    }
    try {
      return Optional.of(new ScalarReader(key, owner.name(), folder).read(scalar, kind));
    } catch (IllegalArgumentException e) {
      return fault(tree.place(), path + " = " + e.getMessage());
    }
  }

  private Optional<Object> items(String path, Tree tree, Kind.Many many, Key key, Block owner) {
    if (!(tree instanceof Tree.Items list)) {
      return fault(tree.place(), path + " is " + tree.shape() + "; " + key.expectation(many) + " is needed");
    }
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < list.values().size(); i++) {
      value(path + "[" + i + "]", list.values().get(i), many.element(), key, owner).ifPresent(bound::add);
    }
    return bound.size() == list.values().size() ? Optional.of(List.copyOf(bound)) : Optional.empty();
  }

  private Optional<Object> nested(String path, Tree tree, Block block) {
    if (tree instanceof Tree.Mapping mapping && mapping.word().isEmpty()) {
      return block(path, mapping, block, "");
    }
    String shape = tree instanceof Tree.Mapping ? "a single value" : tree.shape();
    String needed = "a block with keys from " + String.join(", ", block.keyNames());
    return fault(tree.place(), subject(path) + "is " + shape + "; " + needed + " is needed");
  }

  private Optional<Object> choice(String path, Tree tree, Kind.Choice choice) {
    return switch (tree) {
      case Tree.Scalar word when !word.isNothing() ->
          alternative(path, path, word, new Tree.Mapping(word.place(), List.of()), choice);
      case Tree.Mapping mapping -> {
        Optional<Tree> named = mapping.find(choice.key()).map(Tree.Entry::value).or(mapping::word);
        yield named.isPresent()
            ? alternative(path, join(path, choice.key()), named.get(), mapping, choice)
            : fault(mapping.place(), join(path, choice.key()) + " is missing; " + oneOf(choice));
      }
      default -> fault(tree.place(), subject(path) + "is " + tree.shape() + "; a block with " + choice.key()
          + " is needed, " + oneOf(choice));
    };
  }

  private Optional<Object> alternative(
      String path, String namePath, Tree name, Tree.Mapping mapping, Kind.Choice choice) {
    if (!(name instanceof Tree.Scalar word) || word.isNothing()) {
      return fault(name.place(), namePath + " is " + name.shape() + "; " + oneOf(choice));
    }
    String given = ScalarReader.shown(word);
    int index = choice.names().indexOf(given);
    if (index < 0) {
      String known = String.join(", ", choice.names());
      String subject = namePath.isEmpty() ? "" : namePath + " = ";
      return fault(name.place(), subject + given + " is none of " + known + Nearest.hint(given, choice.names()));
    }
    return block(path, mapping, choice.alternatives().get(index), choice.key());
  }

  /// @param discriminator a key that is already dealt with, or empty
  private Optional<Object> block(String path, Tree.Mapping mapping, Block block, String discriminator) {
    new KeyCheck(path, block, discriminator).check(mapping, faults);
    Tree.Mapping completed = PresetKeys.completed(mapping, block);
    List<Object> values = new ArrayList<>();
    for (Key key : block.keys()) {
      Optional<Tree> given = completed.find(key.name()).map(Tree.Entry::value);
      given.or(() -> key.standard().map(text -> StandardValue.tree(text, mapping.place())))
          .ifPresentOrElse(
              tree -> value(join(path, key.name()), tree, key.kind(), key, block).ifPresent(values::add),
              () -> missing(path, mapping, key));
    }
    return values.size() == block.keys().size() ? make(path, mapping, block, values) : Optional.empty();
  }

  private Optional<Object> make(String path, Tree.Mapping mapping, Block block, List<Object> values) {
    try {
      return Optional.of(RecordMaker.make(block, values));
    } catch (IllegalArgumentException e) {
      String subject = path.isEmpty() ? "" : path + ": ";
      String.valueOf(e.getMessage()).lines().forEach(rule -> fault(mapping.place(), subject + rule));
      return Optional.empty();
    }
  }

  private void missing(String path, Tree.Mapping mapping, Key key) {
    fault(mapping.place(), join(path, key.name()) + " is missing; " + key.expectation() + " is needed");
  }

  private Optional<Object> fault(Place place, String rule) {
    faults.add(new Fault(place, rule));
    return Optional.empty();
  }

  private static String oneOf(Kind.Choice choice) {
    return "one of " + String.join(", ", choice.names()) + " is needed";
  }

  private static String subject(String path) {
    return path.isEmpty() ? "the file " : path + " ";
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
