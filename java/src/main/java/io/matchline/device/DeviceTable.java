package io.matchline.device;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
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

  static DeviceStates read(Path path, double readV, Variation variation, CellLaws laws) {
    DeviceTable table = new DeviceTable(path.toString(), readV);
    List<CsvRecord> records = CsvLines.read(path);
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
    return new DeviceStates(lrsS, hrsS, variation, ProgrammingLaw.NONE, laws);
  }

  private boolean isCurves(List<CsvRecord> records) {
    List<String> names = records.isEmpty() ? List.of() : CsvLines.names(records.getFirst());
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
    double voltageV = curves ? CsvLines.number(place, CURVES.get(1), line.getField(1), problems) : 0;
    String column = curves ? CURVES.get(2) : CONDUCTANCES.get(1);
    double value = CsvLines.number(place, column, line.getField(fields - 1), problems);
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
