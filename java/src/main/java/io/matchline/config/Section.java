package io.matchline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// One block of a configuration with the paths that lead to it: what a help page or a chapter shows. A block that is
/// used in several places is one section.
///
/// @param paths dotted, empty for the document itself; `[]` marks each item of a list
/// @param choice what the block's first key says when it is an alternative: `model: rram-hfo2`; otherwise empty
public record Section(List<String> paths, String choice, Block block) {
  private record Identity(String choice, Class<?> type) {}

  private record Found(Block block, SequencedSet<String> paths) {}

  /// The document and every block below it, outer ones first, in the order of the records.
  public static List<Section> of(Kind kind) {
    Map<Identity, Found> all = new LinkedHashMap<>();
    collect("", kind, all);
    List<Section> sections = new ArrayList<>();
    all.forEach((id, found) -> sections.add(new Section(List.copyOf(found.paths()), id.choice(), found.block())));
    return List.copyOf(sections);
  }

  private static void collect(String path, Kind kind, Map<Identity, Found> all) {
    switch (kind) {
      case Kind.Nested nested -> collect(path, "", nested.block(), all);
      case Kind.Choice choice -> choice.alternatives()
          .forEach(block -> collect(path, choice.key() + ": " + block.name(), block, all));
      case Kind.Many many -> collect(path + "[]", many.element(), all);
      default -> { }
    }
  }

  private static void collect(String path, String choice, Block block, Map<Identity, Found> all) {
    Identity id = new Identity(choice, block.type());
    all.computeIfAbsent(id, _ -> new Found(block, new LinkedHashSet<>())).paths().add(path);
    for (Key key : block.keys()) {
      collect(path.isEmpty() ? key.name() : path + "." + key.name(), key.kind(), all);
    }
  }
}
