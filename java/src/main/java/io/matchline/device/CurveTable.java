package io.matchline.device;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the CSV of a {@link TableCurrent} and reports all of its problems at once.
final class CurveTable {
  private static final List<String> NAMES = List.of("state", "voltage_v", "current_a");

  private final String file;
  private final Problems problems = new Problems();

  /// Per state its curve, current in A over voltage in V.
  private final Map<Double, TreeMap<Double, Double>> points = new TreeMap<>();

  private CurveTable(String file) {
    this.file = file;
  }

  static CurveLaw read(Path path) {
    CurveTable table = new CurveTable(path.getFileName().toString());
    List<CsvRecord> lines = CsvLines.read(path);
    List<String> names = lines.isEmpty() ? List.of() : CsvLines.names(lines.getFirst());
    if (!names.equals(NAMES)) {
      throw new InvalidInputException("%s:1: the columns are %s; they must be %s".formatted(table.file, names, NAMES));
    }
    lines.subList(1, lines.size()).forEach(table::add);
    List<MonotoneCurve> curves = table.curves();
    table.problems.throwIfAny();
    return new CurveLaw(curves);
  }

  private void add(CsvRecord line) {
    String place = file + ":" + line.getStartingLineNumber();
    if (line.getFieldCount() != NAMES.size()) {
      problems.add(place, "%d fields, the header has %d", line.getFieldCount(), NAMES.size());
      return;
    }
    double[] value = new double[NAMES.size()];
    for (int i = 0; i < value.length; i++) {
      value[i] = CsvLines.number(place, NAMES.get(i), line.getField(i), problems);
    }
    if (Double.isNaN(value[0]) || Double.isNaN(value[1]) || Double.isNaN(value[2])) {
      return;
    }
    if (value[1] * value[2] < 0 || value[1] == 0 && value[2] != 0) {
      problems.add(place, "%s A at %s V: the current must have the sign of the voltage", value[2], value[1]);
    } else if (points.computeIfAbsent(value[0] + 0.0, _ -> new TreeMap<>()).putIfAbsent(value[1] + 0.0, value[2]) != null) {
      problems.add(place, "a second point at %s V for the state %s", value[1], value[0]);
    }
  }

  /// The curves in the order of their conductance at 0 V.
  private List<MonotoneCurve> curves() {
    List<MonotoneCurve> curves = new ArrayList<>();
    points.forEach((state, curve) -> {
      if (rises(state, curve) && bothPolarities(state, curve)) {
        curves.add(new MonotoneCurve(array(curve.keySet()), array(curve.values())));
      }
    });
    curves.sort(Comparator.comparingDouble(curve -> curve.slope(0)));
    if (problems.isEmpty() && curves.size() < 2) {
      problems.add(file, "%d curves; at least 2 are needed", curves.size());
    }
    for (int i = 1; i < curves.size(); i++) {
      if (curves.get(i).slope(0) <= curves.get(i - 1).slope(0)) {
        problems.add(file, "two curves conduct the same %s S at 0 V", curves.get(i).slope(0));
      }
    }
    return curves;
  }

  private static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private boolean rises(double state, TreeMap<Double, Double> curve) {
    double beforeA = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Double, Double> point : curve.entrySet()) {
      if (point.getValue() < beforeA) {
        problems.add(file, "the current of the state %s falls towards %s V", state, point.getKey());
        return false;
      }
      beforeA = point.getValue();
    }
    return true;
  }

  private boolean bothPolarities(double state, TreeMap<Double, Double> curve) {
    if (curve.firstKey() >= 0) {
      new TreeMap<>(curve).forEach((voltageV, currentA) -> curve.put(0 - voltageV, 0 - currentA));
    }
    curve.putIfAbsent(0.0, 0.0);
    if (curve.firstKey() < 0 && curve.lastKey() > 0) {
      return true;
    }
    problems.add(file, "the state %s needs points above 0 V", state);
    return false;
  }
}
