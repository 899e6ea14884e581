package io.matchline.experiment;

import io.matchline.report.HeatMap;
import io.matchline.report.HtmlReport.Block;
import io.matchline.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// One quantity as heat maps over two keys of the sweep: the first two that have several values; a map for every
/// combination of the rest.
///
/// @param name of the plots' files, which end with a number
/// @param label of the quantity
record SweepMaps<E extends Experiment, R>(
    SweepTable<E, R> table, String name, String label, Unit unit, ToDoubleFunction<R> value) {
  /// No maps where less than two keys vary.
  List<Block> blocks() {
    List<SweepAxis> varied = table.axes().stream().filter(axis -> axis.values().size() > 1).toList();
    if (varied.size() < 2) {
      return List.of();
    }
    List<SweepAxis> others = new ArrayList<>(table.axes());
    others.removeAll(varied.subList(0, 2));
    List<Block> blocks = new ArrayList<>();
    for (Map<String, String> rest : SweepTable.combinations(others)) {
      blocks.add(map(varied.get(0), varied.get(1), rest, blocks.size()));
    }
    return blocks;
  }

  private Block map(SweepAxis columns, SweepAxis rows, Map<String, String> rest, int number) {
    List<List<Double>> values = new ArrayList<>();
    for (String row : rows.values()) {
      List<Double> line = new ArrayList<>();
      for (String column : columns.values()) {
        Map<String, String> settings = new LinkedHashMap<>(rest);
        settings.put(rows.path(), row);
        settings.put(columns.path(), column);
        line.add(value.applyAsDouble(table.result(settings)));
      }
      values.add(line);
    }
    String title = rest.isEmpty() ? label : label + " at " + SweepTable.label(rest);
    HeatMap map =
        new HeatMap(
            title,
            SweepTable.shortName(columns.path()),
            SweepTable.shortName(rows.path()),
            columns.values(),
            rows.values(),
            values,
            label,
            unit,
            HeatMap.Palette.SEQUENTIAL,
            true);
    return new Block.Figure(name + "-" + number, map, "Means over trials.");
  }
}
