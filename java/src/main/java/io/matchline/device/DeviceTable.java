package io.matchline.device;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the CSV of a {@link TableDevice} and reports all of its problems at once.
final class DeviceTable {
  private static final List<String> CONDUCTANCES = List.of("state", "conductance_s");
  private static final List<String> CURVES = List.of("state", "voltage_v", "current_a");

  private final String file;
  private final double readV;
  private final Problems problems = new Problems();

  /// Per state the points of its curve, current in A over voltage in V, or its conductance in S over 0.
  private final Map<State, TreeMap<Double, Double>> points = new EnumMap<>(State.class);

  private DeviceTable(String file, double readV) {
    this.file = file;
    this.readV = readV;
  }

  static DeviceStates read(Path path, double readV, Variation variation) {
    DeviceTable table = new DeviceTable(path.toString(), readV);
    List<CsvRecord> records = records(path);
    boolean curves = table.isCurves(records);
    for (CsvRecord line : records.subList(1, records.size())) {
      table.add(line, curves);
    }
    double lrsS = table.conductanceS(State.LRS, curves);
    double hrsS = table.conductanceS(State.HRS, curves);
    if (table.problems.isEmpty() && lrsS <= hrsS) {
      table.problems.add(table.file, "lrs conducts %s S, which is not above the %s S of hrs", lrsS, hrsS);
    }
    table.problems.throwIfAny();
    return new DeviceStates(lrsS, hrsS, variation, ProgrammingLaw.NONE);
  }

  private static List<CsvRecord> records(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(path + ": no such file");
    }
    var format = CsvReader.builder().commentStrategy(CommentStrategy.SKIP).detectBomHeader(true);
    format.extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    try (CsvReader<CsvRecord> reader = format.ofCsvRecord(path)) {
      return reader.stream().toList();
    } catch (CsvParseException | IOException | UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidInputException(path + ": the file cannot be read as UTF-8 CSV: " + cause.getMessage());
    }
  }

  private boolean isCurves(List<CsvRecord> records) {
    List<String> header = records.isEmpty() ? List.of() : records.getFirst().getFields();
    List<String> names = header.stream().map(String::strip).toList();
    if (!names.equals(CONDUCTANCES) && !names.equals(CURVES)) {
      throw new InvalidInputException(
          "%s:1: the columns are %s; they must be %s or %s".formatted(file, names, CONDUCTANCES, CURVES));
    }
    return names.equals(CURVES);
  }

  private void add(CsvRecord line, boolean curves) {
    String place = file + ":" + line.getStartingLineNumber();
    int fields = curves ? CURVES.size() : CONDUCTANCES.size();
    if (line.getFieldCount() != fields) {
      problems.add(place, "%d fields, the header has %d", line.getFieldCount(), fields);
      return;
    }
    State state = state(place, line.getField(0).strip());
    double voltageV = curves ? number(place, CURVES.get(1), line.getField(1)) : 0;
    double value = number(place, curves ? CURVES.get(2) : CONDUCTANCES.get(1), line.getField(fields - 1));
    if (state == null || Double.isNaN(voltageV) || Double.isNaN(value)) {
      return;
    }
    if (points.computeIfAbsent(state, _ -> new TreeMap<>()).putIfAbsent(voltageV + 0.0, value) != null) {
      problems.add(place, curves ? "a second point at %2$s V for %1$s" : "a second line for %s", state.key(), voltageV);
    }
  }

  private State state(String place, String name) {
    for (State state : State.values()) {
      if (state.key().equals(name)) {
        return state;
      }
    }
    problems.add(place, "state = %s is neither lrs nor hrs", name);
    return null;
  }

  private double number(String place, String column, String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, like the numbers that are not finite
    }
    problems.add(place, "%s = %s is not a finite number", column, text.isBlank() ? "(empty)" : text.strip());
    return Double.NaN;
  }

  private double conductanceS(State state, boolean curves) {
    TreeMap<Double, Double> curve = points.get(state);
    if (curve == null) {
      problems.add(file, "no valid line for the state %s", state.key());
      return Double.NaN;
    }
    double valueS = curves ? atRead(state, curve) : curve.get(0.0);
    if (valueS <= 0) {
      problems.add(file, "%s conducts %s S, which is not above 0 S", state.key(), valueS);
    }
    return valueS;
  }

  private double atRead(State state, TreeMap<Double, Double> curve) {
    var below = curve.floorEntry(readV);
    var above = curve.ceilingEntry(readV);
    if (below == null || above == null) {
      problems.add(
          file,
          "read = %s V is outside the points of %s, %s … %s V",
          readV,
          state.key(),
          curve.firstKey(),
          curve.lastKey());
      return Double.NaN;
    }
    double widthV = above.getKey() - below.getKey();
    double share = widthV == 0 ? 0 : (readV - below.getKey()) / widthV;
    return (below.getValue() + share * (above.getValue() - below.getValue())) / readV;
  }
}
