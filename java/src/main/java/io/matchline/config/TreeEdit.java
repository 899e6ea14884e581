package io.matchline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sets one value of a tree, named by its dotted path. Keys and values that were not there before carry the place of
/// the change, so that their problems are reported where people wrote them.
///
/// @param path for example `array.wire.resistance`
/// @param place where the change was asked for
record TreeEdit(String path, Tree value, Place place) {
  /// The changed tree; the same one when the path leads through a list, is too long or has an empty part,
  /// which is noted in `faults`.
  Tree applyTo(Tree root, List<Fault> faults) {
    List<String> keys = List.of(path.split("\\.", -1));
    if (keys.stream().anyMatch(String::isBlank) || keys.size() > TreeReader.MAX_DEPTH) {
      faults.add(new Fault(place, (path.isEmpty() ? "an empty name" : path) + " is not a path; write keys with single dots: array.level"));
      return root;
    }
    Optional<String> list = listOnTheWay(root, keys);
    list.ifPresent(
        name -> faults.add(new Fault(place, path + " leads into the list " + name + "; set the whole list")));
    return list.isPresent() ? root : put(root, keys, 0);
  }

  private static Optional<String> listOnTheWay(Tree root, List<String> keys) {
    Optional<Tree> at = Optional.of(root);
    for (int depth = 0; depth < keys.size() && at.isPresent(); depth++) {
      if (at.get() instanceof Tree.Items) {
        return Optional.of(depth == 0 ? "that is the file" : String.join(".", keys.subList(0, depth)));
      }
      String key = keys.get(depth);
      at = at.get() instanceof Tree.Mapping block ? block.find(key).map(Tree.Entry::value) : Optional.empty();
    }
    return Optional.empty();
  }

  private Tree put(Tree in, List<String> keys, int depth) {
    if (depth == keys.size()) {
      return value;
    }
    Tree.Mapping block = block(in);
    List<Tree.Entry> entries = new ArrayList<>(block.entries());
    Optional<Tree.Entry> found = block.find(keys.get(depth));
    if (found.isPresent()) {
      Tree.Entry old = found.get();
      boolean last = depth + 1 == keys.size();
      entries.set(
          entries.indexOf(old),
          new Tree.Entry(last ? place : old.place(), old.key(), put(old.value(), keys, depth + 1)));
    } else {
      Tree below = new Tree.Mapping(place, List.of());
      entries.add(new Tree.Entry(place, keys.get(depth), put(below, keys, depth + 1)));
    }
    return new Tree.Mapping(block.place(), block.word(), entries);
  }

  private Tree.Mapping block(Tree in) {
    return switch (in) {
      case Tree.Mapping mapping -> mapping;
      case Tree.Scalar scalar when scalar.isNothing() -> new Tree.Mapping(place, List.of());
      case Tree.Scalar word -> new Tree.Mapping(place, Optional.of(word), List.of());
      case Tree.Items _ -> throw new IllegalStateException(path + " leads into a list");
    };
  }
}
