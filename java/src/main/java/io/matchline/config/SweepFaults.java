package io.matchline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Merges the problems of all combinations of a sweep, so that each is told once.
final class SweepFaults {
  private static final class Seen {
    private final String settings;
    private final boolean atSweep;
    private int count;

    Seen(String settings, boolean atSweep) {
      this.settings = settings;
      this.atSweep = atSweep;
    }
  }

  private final List<Fault> ofTheSweep;
  private final Map<Fault, Seen> seen = new LinkedHashMap<>();

  /// @param ofTheSweep what is wrong with the sweep block itself
  SweepFaults(List<Fault> ofTheSweep) {
    this.ofTheSweep = List.copyOf(ofTheSweep);
  }

  /// Notes what is wrong with one combination.
  void add(List<Fault> faults, List<TreeEdit> edits, List<Setting> settings) {
    for (Fault fault : faults) {
      String where = String.join(", ", settings.stream().map(Setting::toString).toList());
      seen.computeIfAbsent(fault, _ -> new Seen(where, atSweep(fault, edits))).count++;
    }
  }

  /// The problems in the order they were found. One that only some combinations have names the first of them, unless
  /// it is told at the swept value itself.
  List<Fault> merged(int combinations) {
    List<Fault> all = new ArrayList<>(ofTheSweep);
    seen.forEach((fault, where) -> all.add(where.count == combinations || where.atSweep
        ? fault
        : new Fault(fault.place(), fault.rule() + " (sweep: " + where.settings + ")")));
    return all;
  }

  private static boolean atSweep(Fault fault, List<TreeEdit> edits) {
    return edits.stream()
        .anyMatch(edit -> fault.place().equals(edit.place()) || fault.place().equals(edit.value().place()));
  }
}
