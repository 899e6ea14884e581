package io.matchline.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `sweep` block of a document: paths and the values each takes. All combinations are run, the last path fastest.
record Sweep(List<Axis> axes) {
  static final String KEY = "sweep";
  private static final int MAX_VARIANTS = 10_000;

  /// @param place of the path
  record Axis(Place place, String path, List<Tree> values) {}

  /// Reads the block; a document without one has no axes. What is not a list of values is left out and noted in
  /// `faults`.
  static Sweep of(Tree root, List<Fault> faults) {
    Optional<Tree.Entry> entry = root instanceof Tree.Mapping top ? top.find(KEY) : Optional.empty();
    Sweep sweep = new Sweep(entry.map(found -> axes(found, faults)).orElse(List.of()));
    if (sweep.size() <= MAX_VARIANTS) {
      return sweep;
    }
    faults.add(new Fault(entry.orElseThrow().place(), "the sweep has more than " + MAX_VARIANTS + " combinations"));
    return new Sweep(List.of());
  }

  /// The document without the block.
  static Tree without(Tree root) {
    return root instanceof Tree.Mapping top
        ? new Tree.Mapping(
            top.place(), top.word(), top.entries().stream().filter(entry -> !entry.key().equals(KEY)).toList())
        : root;
  }

  /// Every combination, as the changes that make it.
  List<List<TreeEdit>> combinations() {
    List<List<TreeEdit>> all = List.of(List.of());
    for (Axis axis : axes) {
      all = all.stream().flatMap(head -> axis.values().stream().map(value -> extended(head, axis, value))).toList();
    }
    return all;
  }

  /// Number of combinations, capped above the maximum.
  private long size() {
    long size = 1;
    for (Axis axis : axes) {
      size = Math.min(size * axis.values().size(), MAX_VARIANTS + 1L);
    }
    return size;
  }

  private static List<TreeEdit> extended(List<TreeEdit> head, Axis axis, Tree value) {
    List<TreeEdit> all = new ArrayList<>(head);
    all.add(new TreeEdit(axis.path(), value, axis.place()));
    return List.copyOf(all);
  }

  private static List<Axis> axes(Tree.Entry sweep, List<Fault> faults) {
    if (!(sweep.value() instanceof Tree.Mapping block)) {
      String rule = "sweep is " + sweep.value().shape() + "; paths with lists of values are needed";
      faults.add(new Fault(sweep.place(), rule));
      return List.of();
    }
    List<Axis> axes = new ArrayList<>();
    for (Tree.Entry entry : block.entries()) {
      String path = entry.key();
      if (block.find(path).orElseThrow() != entry) {
        faults.add(new Fault(entry.place(), "sweep: " + path + " is there twice"));
      } else if (entry.value() instanceof Tree.Items list && !list.values().isEmpty()) {
        axes.add(new Axis(entry.place(), path, list.values()));
      } else {
        String shape = entry.value() instanceof Tree.Items ? "an empty list" : entry.value().shape();
        faults.add(new Fault(entry.place(), "sweep: " + path + " is " + shape + "; a list of values is needed"));
      }
    }
    return axes;
  }
}
