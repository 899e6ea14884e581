package io.matchline;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which package may import which, as ARCHITECTURE.md draws it: lines `from -> to, to` in the fenced block of the
/// section "Package arrows".
record PackageArrows(Map<String, Set<String>> direct) {
  private static final Pattern BLOCK = Pattern.compile("## Package arrows\n.*?\n```\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern OWN_TYPE = Pattern.compile("io/matchline/([a-z0-9]+)/");

  static PackageArrows parse(String markdown) {
    Matcher block = BLOCK.matcher(markdown);
    if (!block.find()) {
      throw new IllegalArgumentException("there is no fenced block below '## Package arrows'");
    }
    Map<String, Set<String>> direct = new TreeMap<>();
    for (String line : block.group(1).lines().toList()) {
      String[] sides = line.split(" -> ");
      Set<String> targets = new TreeSet<>(List.of(sides[1].split(", ")));
      if (direct.put(sides[0], targets) != null) {
        throw new IllegalArgumentException(sides[0] + " has two lines");
      }
    }
    return new PackageArrows(direct);
  }

  /// Every package of the drawing.
  Set<String> packages() {
    Set<String> all = new TreeSet<>(direct.keySet());
    direct.values().forEach(all::addAll);
    return all;
  }

  /// What `from` may import, over any number of arrows; it contains `from` itself only when the arrows form a ring.
  Set<String> reachable(String from) {
    Set<String> seen = new TreeSet<>();
    List<String> open = new ArrayList<>(direct.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (seen.add(next)) {
        open.addAll(direct.getOrDefault(next, Set.of()));
      }
    }
    return seen;
  }

  /// The arrows that the class file needs and the drawing lacks, each as `class: from -> to`.
  List<String> violations(Path classFile) throws IOException {
    var model = ClassFile.of().parse(classFile);
    String name = model.thisClass().asInternalName();
    Matcher own = OWN_TYPE.matcher(name);
    if (!own.lookingAt()) {
      return List.of(name + ": is in no package below io.matchline");
    }
    String from = own.group(1);
    if (!packages().contains(from)) {
      return List.of(name + ": the package " + from + " is not in the drawing");
    }
    Set<String> allowed = reachable(from);
    Set<String> used = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof Utf8Entry text) {
        OWN_TYPE.matcher(text.stringValue()).results().forEach(type -> used.add(type.group(1)));
      }
    }
    used.removeIf(to -> to.equals(from) || to.equals("unit") || allowed.contains(to));
    return used.stream().map(to -> name + ": " + from + " -> " + to).toList();
  }

  /// {@link #violations(Path)} of every class in a folder.
  List<String> violationsBelow(Path classes) throws IOException {
    List<String> all = new ArrayList<>();
    try (var files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        all.addAll(violations(file));
      }
    }
    return all;
  }
}
