package io.matchline.config;

import io.matchline.unit.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds keys that a block does not have, and keys that are there twice.
///
/// @param path dotted path of the block
/// @param discriminator the key that names the alternative, or empty
record KeyCheck(String path, Block block, String discriminator) {
  void check(Tree.Mapping mapping, List<Fault> faults) {
    List<String> known = known();
    Map<String, Place> seen = new HashMap<>();
    for (Tree.Entry entry : mapping.entries()) {
      String here = Binder.join(path, entry.key());
      Place earlier = seen.putIfAbsent(entry.key(), entry.place());
      if (earlier != null) {
        faults.add(new Fault(entry.place(), here + " is there twice; it was first given at " + earlier));
      } else if (!known.contains(entry.key())) {
        faults.add(new Fault(entry.place(), here + " is not a known key" + unknown(entry.key(), known)));
      }
    }
  }

  private List<String> known() {
    List<String> known = new ArrayList<>(block.keyNames());
    if (!discriminator.isEmpty()) {
      known.addFirst(discriminator);
    }
    return known;
  }

  private String unknown(String key, List<String> known) {
    String owner = block.name().isEmpty() ? "" : " of " + block.name();
    Optional<String> meant = Nearest.to(key, known).map(name -> "; did you mean " + name + "?");
    return owner + meant.orElseGet(() -> known.isEmpty() ? "; it has none" : "; known are " + String.join(", ", known));
  }
}
