package io.matchline.config;

import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A YAML configuration that is read but not yet bound to records. Values can be set by dotted path first; where a
/// record rejects one, the message names the place that set it.
public final class Document {
  private final Path folder;
  private final Tree root;

  private Document(Path folder, Tree root) {
    this.folder = folder;
    this.root = root;
  }

  /// @throws InvalidInputException when the file is missing, too large, not UTF-8 or not YAML
  public static Document read(Path file) {
    Path parent = file.getParent();
    return new Document(parent == null ? Path.of("") : parent, TreeReader.read(file.toString(), SourceText.read(file)));
  }

  /// @param name stands before the line number in messages; file names in the text are relative to the working folder
  public static Document of(String name, String text) {
    return new Document(Path.of(""), TreeReader.read(name, text));
  }

  /// Folder that file names in the document are relative to.
  public Path folder() {
    return folder;
  }

  /// Whether the document has this key at its top.
  public boolean has(String key) {
    return root instanceof Tree.Mapping top && top.entries().stream().anyMatch(entry -> entry.key().equals(key));
  }

  /// The document with a value set, as `--set array.wire.resistance=5Ω` asks for. A file name in the value is relative
  /// to the document's folder, like those in the document.
  ///
  /// @param assignment a dotted path, `=` and a value as in a file
  public Document set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new InvalidInputException("--set " + assignment + ": PATH=VALUE is needed, for example array.level=ideal");
    }
    return with(assignment.substring(0, equals).strip(), assignment.substring(equals + 1), "--set " + assignment);
  }

  /// The document with another `seed`, as `--seed 42` asks for.
  public Document withSeed(long seed) {
    return with("seed", Long.toString(seed), "--seed " + seed);
  }

  /// The document with `path` set; a sweep no longer changes it.
  ///
  /// @param yaml the value as in a file
  /// @param source what messages about the value begin with
  public Document with(String path, String yaml, String source) {
    Place place = new Place(source, 0);
    Tree value = yaml.isBlank()
        ? new Tree.Scalar(place, "", false)
        : relocated(TreeReader.read(source + ": value", yaml), place);
    List<Fault> faults = new ArrayList<>();
    Tree edited = new TreeEdit(path, value, place).applyTo(withoutAxis(path), faults);
    Fault.throwIfAny(faults);
    return new Document(folder, edited);
  }

  /// @throws InvalidInputException with every problem of the document
  public <T> T bind(Class<T> type) {
    List<Fault> faults = new ArrayList<>();
    Optional<Object> bound = new Binder(folder, faults).root(root, Schema.of(type));
    Fault.throwIfAny(faults);
    return type.cast(bound.orElseThrow());
  }

  /// Binds every combination of the top-level `sweep` block, or the document itself when there is none. The order is
  /// that of the file, the last path of the sweep changing fastest.
  ///
  /// @throws InvalidInputException with every problem of any combination
  public <T> List<Variant<T>> variants(Class<T> type) {
    Kind kind = Schema.of(type);
    List<Fault> sweepFaults = new ArrayList<>();
    List<List<Sweep.Step>> combinations = Sweep.of(root, sweepFaults).combinations();
    SweepFaults faults = new SweepFaults(sweepFaults);
    List<Variant<T>> all = new ArrayList<>();
    for (List<Sweep.Step> steps : combinations) {
      List<TreeEdit> edits = steps.stream().flatMap(step -> step.edits().stream()).toList();
      List<Setting> settings = steps.stream().map(Sweep.Step::setting).toList();
      List<Fault> found = new ArrayList<>();
      new Binder(folder, found)
          .root(edited(edits, found), kind)
          .ifPresent(config -> all.add(new Variant<>(settings, type.cast(config))));
      faults.add(found, edits, settings);
    }
    Fault.throwIfAny(faults.merged(combinations.size()));
    return List.copyOf(all);
  }

  private Tree edited(List<TreeEdit> edits, List<Fault> faults) {
    Tree tree = Sweep.without(root);
    for (TreeEdit edit : edits) {
      tree = edit.applyTo(tree, faults);
    }
    return tree;
  }

  private Tree withoutAxis(String path) {
    if (!(root instanceof Tree.Mapping top)) {
      return root;
    }
    List<Tree.Entry> entries = top.entries().stream().map(entry -> withoutAxis(entry, path)).toList();
    return new Tree.Mapping(top.place(), top.word(), entries);
  }

  private static Tree.Entry withoutAxis(Tree.Entry entry, String path) {
    if (!entry.key().equals(Sweep.KEY) || !(entry.value() instanceof Tree.Mapping sweep)) {
      return entry;
    }
    List<Tree.Entry> rest = sweep.entries().stream().flatMap(axis -> withoutPath(axis, path).stream()).toList();
    return new Tree.Entry(entry.place(), entry.key(), new Tree.Mapping(sweep.place(), rest));
  }

  /// An axis that leaves a path alone; nothing when it has no other.
  private static Optional<Tree.Entry> withoutPath(Tree.Entry axis, String path) {
    List<String> paths = Sweep.paths(axis.key());
    if (!paths.contains(path)) {
      return Optional.of(axis);
    }
    List<String> others = paths.stream().filter(other -> !other.equals(path)).toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tree.Entry(axis.place(), Sweep.key(others), axis.value()));
  }

  private static Tree relocated(Tree tree, Place place) {
    return switch (tree) {
      case Tree.Scalar scalar -> new Tree.Scalar(place, scalar.text(), scalar.quoted());
      case Tree.Items items -> new Tree.Items(place, items.values().stream().map(v -> relocated(v, place)).toList());
      case Tree.Mapping block -> new Tree.Mapping(place, block.entries().stream()
          .map(entry -> new Tree.Entry(place, entry.key(), relocated(entry.value(), place))).toList());
    };
  }
}
