package io.matchline.spice;

import static io.matchline.spice.CrossbarColumn.COLUMNS;
import static io.matchline.spice.CrossbarColumn.COLUMN_CAPACITANCE_F;
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
import static io.matchline.spice.CrossbarColumn.ROW_CAPACITANCE_F;
import static io.matchline.spice.CrossbarColumn.ROW_RESISTANCE_OHM;
import static io.matchline.spice.CrossbarColumn.SEED;
import static io.matchline.spice.CrossbarColumn.SENSE_END;
import static io.matchline.spice.CrossbarColumn.SENSE_RESISTANCE_OHM;
import static io.matchline.spice.CrossbarColumn.SINH_V;
import static io.matchline.spice.CrossbarColumn.STUCK_OFF_SHARE;
import static io.matchline.spice.CrossbarColumn.STUCK_ON_SHARE;
import static io.matchline.spice.CrossbarColumn.TIMES_S;
import static io.matchline.spice.CrossbarColumn.VECTORS;
import static io.matchline.spice.CrossbarColumn.ZERO_SHARE;

import io.matchline.crossbar.CrossbarWires;
import io.matchline.device.SinhCurrent;
import io.matchline.kernel.CrossbarEnd;
import io.matchline.tcam.CaseFields;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Turns one row of a crossbar model's cases into a case.
record CrossbarCaseReader(CsvTable table, CsvTable.Row row, Problems problems) {
  private static final int MAX_LINES = 1024;
  private static final int MAX_VECTORS = 1000;
  private static final int MAX_TIMES = 1000;

  /// Current scale of the cells with a sinh law, far above that of a real one, so that none of them is out of reach.
  private static final double SINH_A = 1e-3;

  private static final String NEEDED = "every case needs it";

  /// The rows and columns of an array and how many vectors drive it.
  private record Size(int rows, int columns, int vectors) {}

  /// What is asked of an array.
  ///
  /// @param sinhV scale of cells with a sinh law, 0 V for ohmic cells
  /// @param timesS times of a transient, empty for the steady state
  private record Question(double sinhV, List<Double> timesS) {
    Question {
      for (int k = 1; k < timesS.size(); k++) {
        if (timesS.get(k) <= timesS.get(k - 1)) {
          throw new IllegalArgumentException(
              "times_s = %s s is not above the one before, %s s".formatted(timesS.get(k), timesS.get(k - 1)));
        }
      }
      if (sinhV > 0 && !timesS.isEmpty()) {
        throw new IllegalArgumentException("sinh_v and times_s: cells of a transient are ohmic");
      }
    }
  }

  /// The case, or nothing when something is wrong with the row; what, has been reported.
  Optional<CrossbarCase> read() {
    String id = table.field(row, ID.key());
    if (id.isEmpty()) {
      problems.add(table.place(row), "id is empty; %s", NEEDED);
    }
    Optional<Size> size = part(CrossbarCaseReader::size);
    Optional<CrossbarWires> wires = part(CrossbarCaseReader::wires);
    Optional<CrossbarRecipe> recipe = part(CrossbarCaseReader::recipe);
    Optional<Question> question = part(CrossbarCaseReader::question);
    return size.isPresent() && wires.isPresent() && recipe.isPresent() && question.isPresent()
        ? Optional.of(
            new CrossbarCase(
                id,
                table.place(row),
                wires.get(),
                cells(size.get(), recipe.get(), question.get()),
                recipe.get().inputV(size.get().vectors(), size.get().rows()),
                question.get().timesS()))
        : Optional.empty();
  }

  private static CrossbarCells cells(Size size, CrossbarRecipe recipe, Question question) {
    double[] conductanceS = recipe.conductanceS(size.rows(), size.columns());
    return question.sinhV() == 0
        ? new CrossbarCells.Ohmic(size.rows(), size.columns(), conductanceS)
        : new CrossbarCells.Sinh(size.rows(), size.columns(), conductanceS, sinh(question.sinhV()));
  }

  /// A filament thick enough for every conductance of a recipe.
  private static SinhCurrent sinh(double scaleV) {
    SinhCurrent cell = SinhCurrent.SKY130;
    return new SinhCurrent(SINH_A, scaleV, cell.lengthM(), cell.oxideM(), 0, cell.oxideM());
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

  private static Question question(CaseFields fields) {
    return new Question(fields.number(SINH_V, 0), fields.numbers(TIMES_S, MAX_TIMES));
  }

  private static CrossbarWires wires(CaseFields fields) {
    return new CrossbarWires(
        fields.needed(ROW_RESISTANCE_OHM, NEEDED),
        fields.needed(COLUMN_RESISTANCE_OHM, NEEDED),
        fields.number(DRIVER_RESISTANCE_OHM, 0),
        fields.number(SENSE_RESISTANCE_OHM, 0),
        fields.number(ROW_CAPACITANCE_F, 0),
        fields.number(COLUMN_CAPACITANCE_F, 0),
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
