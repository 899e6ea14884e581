package io.matchline.device;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads measured conductances of many cells over time, comma- or tab-separated and possibly compressed (`.gz`).
///
/// Either with a header, columns `addr, timept, g, range` in any order, or without one, seven columns of which 0 is the
/// address, 3 the conductance, 5 the level and 6 the time: the two layouts of the published RRAM relaxation data
/// (A. Levy, "RRAM-Relaxation-Master-Model"). Conductances are in S, times in s since programming; every cell has a
/// reading at time 0, and levels are numbered from 0. Single readings may lie below 0 S by the error of the instrument.
final class MeasuredReadings {
  private static final List<String> NAMES = List.of("addr", "timept", "g", "range");
  private static final List<Integer> WITHOUT_HEADER = List.of(0, 6, 3, 5);
  private static final int MAX_LEVEL = 65_535;

  /// One reading.
  record Reading(String place, String cell, double timeS, double conductanceS, int level) {}

  private final String file;
  private final Problems problems = new Problems();

  private MeasuredReadings(String file) {
    this.file = file;
  }

  /// @throws InvalidInputException with every problem of the file, each at its line
  static MeasuredLevels read(Path path) {
    MeasuredReadings table = new MeasuredReadings(path.getFileName().toString());
    List<Reading> readings = table.readings(CsvLines.read(path));
    table.problems.throwIfAny();
    TreeMap<Integer, TreeMap<Double, Sample>> byLevel = table.samples(readings);
    table.problems.throwIfAny();
    return MeasuredLevels.of(table.file, byLevel);
  }

  private List<Reading> readings(List<CsvRecord> lines) {
    if (lines.isEmpty()) {
      throw new InvalidInputException(file + ": the file is empty");
    }
    boolean header = CsvLines.names(lines.getFirst()).contains(NAMES.getFirst());
    List<Integer> columns = header ? columns(CsvLines.names(lines.getFirst())) : WITHOUT_HEADER;
    int fields = header ? lines.getFirst().getFieldCount() : 7;
    List<Reading> readings = new ArrayList<>(lines.size());
    for (CsvRecord line : header ? lines.subList(1, lines.size()) : lines) {
      String place = file + ":" + line.getStartingLineNumber();
      if (line.getFieldCount() == fields) {
        add(place, columns.stream().map(line::getField).toList(), readings);
      } else {
        problems.add(place, "%d fields instead of %d", line.getFieldCount(), fields);
      }
    }
    return readings;
  }

  private List<Integer> columns(List<String> names) {
    for (String needed : NAMES) {
      if (names.indexOf(needed) != names.lastIndexOf(needed) || !names.contains(needed)) {
        throw new InvalidInputException(
            "%s:1: the columns are %s; each of %s must be there once".formatted(file, names, NAMES));
      }
    }
    return NAMES.stream().map(names::indexOf).toList();
  }

  private void add(String place, List<String> fields, List<Reading> readings) {
    double timeS = CsvLines.number(place, NAMES.get(1), fields.get(1), problems);
    double conductanceS = CsvLines.number(place, NAMES.get(2), fields.get(2), problems);
    double level = CsvLines.number(place, NAMES.get(3), fields.get(3), problems);
    if (timeS < 0) {
      problems.add(place, "timept = %s s is below 0 s", timeS);
    }
    if (level < 0 || level > MAX_LEVEL || level != Math.rint(level)) {
      problems.add(place, "range = %s is not a whole number within 0 … %d", level, MAX_LEVEL);
    }
    readings.add(new Reading(place, fields.getFirst().strip(), timeS, conductanceS, (int) level));
  }

  /// Per level and time the conductances, at time 0, and their changes since then, at other times.
  private TreeMap<Integer, TreeMap<Double, Sample>> samples(List<Reading> readings) {
    Map<String, Reading> first = new HashMap<>();
    for (Reading reading : readings) {
      if (reading.timeS() == 0 && first.putIfAbsent(reading.cell(), reading) != null) {
        problems.add(reading.place(), "a second reading of cell %s at 0 s", reading.cell());
      }
    }
    TreeMap<Integer, TreeMap<Double, Sample>> byLevel = new TreeMap<>();
    for (Reading reading : readings) {
      Reading start = first.get(reading.cell());
      if (start == null || start.level() != reading.level()) {
        problems.add(reading.place(), "cell %s has no reading of range %d at 0 s", reading.cell(), reading.level());
        continue;
      }
      double valueS = reading.conductanceS() - (reading.timeS() == 0 ? 0 : start.conductanceS());
      byLevel.computeIfAbsent(reading.level(), _ -> new TreeMap<>())
          .computeIfAbsent(reading.timeS(), _ -> new Sample()).add(valueS);
    }
    return byLevel;
  }
}
