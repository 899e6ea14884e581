package io.matchline.config;

import io.matchline.unit.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Completes blocks by the {@link Preset} that they name. What the file says itself stays.
final class PresetKeys {
  private PresetKeys() {}

  /// The block with every absent key that its preset speaks of; their place is that of the preset.
  static Tree.Mapping completed(Tree.Mapping mapping, Block block) {
    Tree.Mapping all = mapping;
    for (Key key : block.keys()) {
      Optional<Tree.Entry> word = mapping.find(key.name());
      if (word.isPresent() && preset(key, word.get().value()).isPresent()) {
        Place place = word.get().place();
        for (var standard : preset(key, word.get().value()).get().standards().entrySet()) {
          Tree value = StandardValue.tree(standard.getValue(), place);
          all = with(all, List.of(standard.getKey().split("\\.")), value);
        }
      }
    }
    return all;
  }

  private static Optional<Preset> preset(Key key, Tree value) {
    if (!(key.kind() instanceof Kind.Word words && value instanceof Tree.Scalar scalar)) {
      return Optional.empty();
    }
    int index = words.words().indexOf(ScalarReader.shown(scalar));
    return index >= 0 && words.type().getEnumConstants()[index] instanceof Preset preset
        ? Optional.of(preset)
        : Optional.empty();
  }

  private static Tree.Mapping with(Tree.Mapping block, List<String> path, Tree value) {
    Optional<Tree.Entry> found = block.find(path.getFirst());
    List<Tree.Entry> entries = new ArrayList<>(block.entries());
    if (path.size() == 1 && found.isEmpty()) {
      entries.add(new Tree.Entry(value.place(), path.getFirst(), value));
    } else if (path.size() > 1) {
      List<String> rest = path.subList(1, path.size());
      if (found.isEmpty()) {
        Tree.Mapping none = new Tree.Mapping(value.place(), List.of());
        entries.add(new Tree.Entry(value.place(), path.getFirst(), with(none, rest, value)));
      } else if (found.get().value() instanceof Tree.Mapping inner) {
        Tree.Entry old = found.get();
        entries.set(entries.indexOf(old), new Tree.Entry(old.place(), old.key(), with(inner, rest, value)));
      }
    }
    return new Tree.Mapping(block.place(), block.word(), entries);
  }
}
