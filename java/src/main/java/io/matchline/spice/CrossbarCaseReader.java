package io.matchline.spice;

import static io.matchline.spice.CrossbarColumn.COLUMNS;
import static io.matchline.spice.CrossbarColumn.COLUMN_RESISTANCE_OHM;
import static io.matchline.spice.CrossbarColumn.DRIVER_END;
import static io.matchline.spice.CrossbarColumn.DRIVER_RESISTANCE_OHM;
import static io.matchline.spice.CrossbarColumn.G_OFF_S;
import static io.matchline.spice.CrossbarColumn.G_ON_S;
import static io.matchline.spice.CrossbarColumn.ID;
import static io.matchline.spice.CrossbarColumn.INPUTS;
import static io.matchline.spice.CrossbarColumn.INPUT_V;
import static io.matchline.spice.CrossbarColumn.LEVELS;
import static io.matchline.spice.CrossbarColumn.ROWS;
import static io.matchline.spice.CrossbarColumn.ROW_RESISTANCE_OHM;
import static io.matchline.spice.CrossbarColumn.SEED;
import static io.matchline.spice.CrossbarColumn.SENSE_END;
import static io.matchline.spice.CrossbarColumn.SENSE_RESISTANCE_OHM;
import static io.matchline.spice.CrossbarColumn.STUCK_OFF_SHARE;
import static io.matchline.spice.CrossbarColumn.STUCK_ON_SHARE;
import static io.matchline.spice.CrossbarColumn.VECTORS;
import static io.matchline.spice.CrossbarColumn.ZERO_SHARE;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.tcam.CaseFields;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.Problems;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Turns one row of a crossbar model's cases into a case.
record CrossbarCaseReader(CsvTable table, CsvTable.Row row, Problems problems) {
  private static final int MAX_LINES = 1024;
  private static final int MAX_VECTORS = 1000;
  private static final String NEEDED = "every case needs it";

  /// The rows and columns of an array and how many vectors drive it.
  private record Size(int rows, int columns, int vectors) {}

  /// The case, or nothing when something is wrong with the row; what, has been reported.
  Optional<CrossbarCase> read() {
    String id = table.field(row, ID.key());
    if (id.isEmpty()) {
      problems.add(table.place(row), "id is empty; %s", NEEDED);
    }
    Optional<Size> size = part(CrossbarCaseReader::size);
    Optional<CrossbarWires> wires = part(CrossbarCaseReader::wires);
    Optional<CrossbarRecipe> recipe = part(CrossbarCaseReader::recipe);
    return size.isPresent() && wires.isPresent() && recipe.isPresent()
        ? Optional.of(drawn(id, size.get(), wires.get(), recipe.get()))
        : Optional.empty();
  }

  private CrossbarCase drawn(String id, Size size, CrossbarWires wires, CrossbarRecipe recipe) {
    double[] conductanceS = recipe.conductanceS(size.rows(), size.columns());
    return new CrossbarCase(
        id,
        table.place(row),
        wires,
        new CrossbarCells.Ohmic(size.rows(), size.columns(), conductanceS),
        recipe.inputV(size.vectors(), size.rows()));
  }

  /// What some fields say together; a record judges them only where each is sound.
  private <T> Optional<T> part(Function<CaseFields, T> reading) {
    CaseFields fields = new CaseFields(table, row, problems);
    try {
      T value = reading.apply(fields);
      return fields.sound() ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException e) {
      if (fields.sound()) {
        fields.fault("%s", e.getMessage());
      }
      return Optional.empty();
    }
  }

  private static Size size(CaseFields fields) {
    return new Size(
        count(fields, ROWS, MAX_LINES), count(fields, COLUMNS, MAX_LINES), count(fields, VECTORS, MAX_VECTORS));
  }

  private static CrossbarWires wires(CaseFields fields) {
    return new CrossbarWires(
        fields.needed(ROW_RESISTANCE_OHM, NEEDED),
        fields.needed(COLUMN_RESISTANCE_OHM, NEEDED),
        fields.number(DRIVER_RESISTANCE_OHM, 0),
        fields.number(SENSE_RESISTANCE_OHM, 0),
        0,
        0,
        word(fields, DRIVER_END, CrossbarEnd.class),
        word(fields, SENSE_END, CrossbarEnd.class));
  }

  private static CrossbarRecipe recipe(CaseFields fields) {
    return new CrossbarRecipe(
        count(fields, SEED, Integer.MAX_VALUE),
        word(fields, LEVELS, CrossbarRecipe.Levels.class),
        fields.needed(G_ON_S, NEEDED),
        fields.needed(G_OFF_S, NEEDED),
        fields.number(ZERO_SHARE, 0),
        fields.number(STUCK_ON_SHARE, 0),
        fields.number(STUCK_OFF_SHARE, 0),
        word(fields, INPUTS, CrossbarRecipe.Inputs.class),
        fields.needed(INPUT_V, NEEDED));
  }

  /// A whole number of 1 or more; 1 where the field is at fault.
  private static int count(CaseFields fields, CrossbarColumn column, int max) {
    String text = fields.text(column);
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= max) {
        return value;
      }
      fields.fault("%s = %d is outside 1 … %d", column.key(), value, max);
    } catch (NumberFormatException e) {
      fields.fault(column, text, "is not a whole number of 1 … " + max);
    }
    return 1;
  }

  /// One of the names of an enum in lower case; the first constant where the field is at fault.
  private static <E extends Enum<E>> E word(CaseFields fields, CrossbarColumn column, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String text = fields.text(column);
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    String words = String.join(", ", Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList());
    fields.fault(column, text, "is none of " + words);
    return constants[0];
  }
}
