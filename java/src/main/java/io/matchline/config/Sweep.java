package io.matchline.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `sweep` block of a document: paths and the values each takes. All combinations are run, the last path fastest.
/// Paths with a `+` between them take the same value together: `tile.rows + tile.columns: [64, 128]`.
record Sweep(List<Axis> axes) {
  static final String KEY = "sweep";
  private static final String SEPARATOR = " + ";
  private static final int MAX_VARIANTS = 10_000;

  /// @param place of the paths
  record Axis(Place place, List<String> paths, List<Tree> values) {
    Axis {
      paths = List.copyOf(paths);
      values = List.copyOf(values);
    }

    String name() {
      return key(paths);
    }
  }

  /// One value of an axis.
  record Step(Axis axis, Tree value) {
    Setting setting() {
      return new Setting(axis.name(), value.text());
    }

    List<TreeEdit> edits() {
      return axis.paths().stream().map(path -> new TreeEdit(path, value, axis.place())).toList();
    }
  }

  /// The paths of a key of the block.
  static List<String> paths(String key) {
    return Arrays.stream(key.split("\\+", -1)).map(String::strip).toList();
  }

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

  /// The block's key of some paths.
  static String key(List<String> paths) {
    return String.join(SEPARATOR, paths);
  }

  /// Every combination, a step for each axis.
  List<List<Step>> combinations() {
    List<List<Step>> all = List.of(List.of());
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

  private static List<Step> extended(List<Step> head, Axis axis, Tree value) {
    List<Step> all = new ArrayList<>(head);
    all.add(new Step(axis, value));
    return List.copyOf(all);
  }

  private static List<Axis> axes(Tree.Entry sweep, List<Fault> faults) {
    if (!(sweep.value() instanceof Tree.Mapping block)) {
      String rule = "sweep is " + sweep.value().shape() + "; paths with lists of values are needed";
      faults.add(new Fault(sweep.place(), rule));
      return List.of();
    }
    List<Axis> axes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Tree.Entry entry : block.entries()) {
      String path = entry.key();
      List<String> twice = paths(path).stream().filter(one -> !seen.add(one)).toList();
      if (!twice.isEmpty()) {
        faults.add(new Fault(entry.place(), "sweep: " + twice.getFirst() + " is there twice"));
      } else if (entry.value() instanceof Tree.Items list && !list.values().isEmpty()) {
        axes.add(new Axis(entry.place(), paths(path), list.values()));
      } else {
        String shape = entry.value() instanceof Tree.Items ? "an empty list" : entry.value().shape();
        faults.add(new Fault(entry.place(), "sweep: " + path + " is " + shape + "; a list of values is needed"));
      }
    }
    return axes;
  }
}
