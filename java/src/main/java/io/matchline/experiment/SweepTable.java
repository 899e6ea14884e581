package io.matchline.experiment;

import io.matchline.report.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The results of a sweep, found by their settings.
///
/// @param <E> the experiment's record
/// @param <R> what comes out at one point
final class SweepTable<E extends Experiment, R> {
  static final String LEVEL = "array.level";

  private final List<Point<E>> points;
  private final Map<Map<String, String>, R> results = new LinkedHashMap<>();

  SweepTable(List<Point<E>> points, List<R> results) {
    this.points = points;
    for (int i = 0; i < points.size(); i++) {
      this.results.put(points.get(i).settings(), results.get(i));
    }
  }

  List<SweepAxis> axes() {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Point<E> point : points) {
      point.settings().forEach((path, value) -> values.computeIfAbsent(path, p -> new LinkedHashSet<>()).add(value));
    }
    return values.entrySet().stream().map(e -> new SweepAxis(e.getKey(), List.copyOf(e.getValue()))).toList();
  }

  /// A column of a result table for each axis.
  List<Column> columns() {
    return axes().stream().map(axis -> Column.of(key(axis.path()), shortName(axis.path()))).toList();
  }

  private static String key(String path) {
    return path.replaceAll(" \\+ \\S*\\.", "_").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  /// The first axis of numbers with several values.
  Optional<SweepAxis> numeric() {
    return axes().stream().filter(axis -> axis.values().size() > 1 && axis.unit().isPresent()).findFirst();
  }

  R result(Map<String, String> settings) {
    return results.get(settings);
  }

  Point<E> point(Map<String, String> settings) {
    return points.stream().filter(p -> p.settings().equals(settings)).findFirst().orElseThrow();
  }

  /// All combinations of the values of some axes, in order.
  static List<Map<String, String>> combinations(List<SweepAxis> axes) {
    List<Map<String, String>> all = List.of(Map.of());
    for (SweepAxis axis : axes) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : all) {
        for (String value : axis.values()) {
          Map<String, String> settings = new LinkedHashMap<>(shorter);
          settings.put(axis.path(), value);
          longer.add(settings);
        }
      }
      all = longer;
    }
    return all;
  }

  /// `array.level ladder, array.device.spread 10 %` without the common folders of the path.
  static String label(Map<String, String> settings) {
    List<String> parts = new ArrayList<>();
    settings.forEach((path, value) -> parts.add(path.equals(LEVEL) ? value : shortName(path) + " " + value));
    return String.join(", ", parts);
  }

  /// `device spread` of `array.device.spread`, `tile rows and columns` of `array.tile.rows + array.tile.columns`.
  static String shortName(String path) {
    String[] together = path.split(" \\+ ");
    String name = shortNameOfOne(together[0]);
    for (int i = 1; i < together.length; i++) {
      name += " and " + together[i].substring(together[i].lastIndexOf('.') + 1);
    }
    return name;
  }

  private static String shortNameOfOne(String path) {
    String[] parts = path.split("\\.");
    return parts.length == 1 ? path : parts[parts.length - 2] + " " + parts[parts.length - 1];
  }
}
