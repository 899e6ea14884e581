package io.matchline.report;

import io.matchline.unit.Unit;
import java.util.List;
import java.util.Objects;

/// A matrix as coloured cells with a colour bar.
///
/// @param columnsLabel title below the columns
/// @param rowsLabel title above the rows
/// @param columns names of the columns
/// @param rows names of the rows, first row on top
/// @param values `[rows][columns]`, NaN for an empty cell
/// @param valueLabel what a value is, for the colour bar
/// @param valueUnit unit of the values
/// @param cellLabels whether each cell shows its number, where it fits
public record HeatMap(
    String title,
    String columnsLabel,
    String rowsLabel,
    List<String> columns,
    List<String> rows,
    List<List<Double>> values,
    String valueLabel,
    Unit valueUnit,
    Palette palette,
    boolean cellLabels)
    implements Plot {
  /// From light to dark for amounts; two hues around 0 for signed values.
  public enum Palette {
    SEQUENTIAL,
    DIVERGING
  }

  public HeatMap {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(palette, "palette");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
    if (columns.isEmpty() || rows.isEmpty() || values.size() != rows.size()) {
      throw new IllegalArgumentException("heat map '" + title + "' has " + columns.size() + " columns, " + rows.size()
          + " rows and " + values.size() + " rows of values");
    }
    for (int row = 0; row < rows.size(); row++) {
      if (values.get(row).size() != columns.size()) {
        throw new IllegalArgumentException("heat map '" + title + "': row " + row + " has " + values.get(row).size()
            + " values for " + columns.size() + " columns");
      }
    }
  }
}
