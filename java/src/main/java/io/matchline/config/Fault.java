package io.matchline.config;

import io.matchline.unit.Problems;
import java.util.Collection;
import java.util.Comparator;

/// One thing that is wrong, and where, on one line.
record Fault(Place place, String rule) {
  Fault {
    rule = rule.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /// Reports all of them from the top of the file to its end.
  ///
  /// @throws io.matchline.unit.InvalidInputException when there is any
  static void throwIfAny(Collection<Fault> faults) {
    Problems problems = new Problems();
    faults.stream()
        .sorted(Comparator.comparingInt(fault -> fault.place().line()))
        .forEach(fault -> problems.add(fault.place().toString(), "%s", fault.rule()));
    problems.throwIfAny();
  }
}
