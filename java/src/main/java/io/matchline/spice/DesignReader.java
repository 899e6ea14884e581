package io.matchline.spice;

import static io.matchline.spice.DesignColumn.*;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.SenseEnd;
import io.matchline.tcam.CaseFields;
import io.matchline.tcam.CsvTable;
import io.matchline.unit.Nearest;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Turns a row of a transistor model's designs into a design and its lines.
record DesignReader(CaseFields fields, TransistorCellKind kind) {
  private static final String NEEDED = "every design needs it";
  private static final int MAX_CELLS = 4096;
  private static final int MAX_LEVELS = 16;

  /// @throws io.matchline.unit.InvalidInputException with every problem of the file
  static List<DesignLines> read(Path path, TransistorCellKind kind) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, DesignColumn.keys(), problems);
    List<DesignLines> designs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CsvTable.Row row : table.rows()) {
      CaseFields fields = new CaseFields(table, row, problems);
      if (!names.add(fields.text(ID))) {
        fields.fault(ID, fields.text(ID), "is the name of an earlier design");
      }
      new DesignReader(fields, kind).read().ifPresent(designs::add);
    }
    if (table.rows().isEmpty() && problems.isEmpty()) {
      problems.add(table.file(), "the file has a header and no design");
    }
    problems.throwIfAny();
    return designs;
  }

  /// The design, or nothing when something is wrong with the row; what, the fields have reported.
  private Optional<DesignLines> read() {
    int cells = whole(CELLS, MAX_CELLS);
    long seed = whole(SEED, Integer.MAX_VALUE);
    SenseEnd sense = switch (fields.text(SENSE)) {
      case "near" -> SenseEnd.NEAR;
      case "far" -> SenseEnd.FAR;
      default -> {
        fields.fault(SENSE, fields.text(SENSE), "is neither near nor far");
        yield SenseEnd.NEAR;
      }
    };
    double resistanceOhm = fields.needed(WIRE_RESISTANCE_OHM, NEEDED);
    double capacitanceF = fields.needed(WIRE_CAPACITANCE_F, NEEDED);
    double nearF = fields.needed(NEAR_CAPACITANCE_F, NEEDED);
    double farF = fields.number(FAR_CAPACITANCE_F, 0);
    double prechargeV = fields.needed(PRECHARGE_V, NEEDED);
    double searchV = fields.needed(SEARCH_V, NEEDED);
    double riseS = fields.needed(RISE_S, NEEDED);
    List<Double> levelsV = fields.numbers(LEVELS_V, MAX_LEVELS);
    CellCircuit cell = cell();
    List<DesignLines.Line> lines = lines(cells, seed);
    if (!fields.sound()) {
      return Optional.empty();
    }
    try {
      MatchLine line = new MatchLine(cells, sense, resistanceOhm, capacitanceF, nearF, farF, prechargeV, 0);
      return Optional.of(
          new DesignLines(new LineDesign(fields.text(ID), line, cell, searchV, riseS, levelsV), lines));
    } catch (IllegalArgumentException e) {
      fields.fault("%s", e.getMessage());
      return Optional.empty();
    }
  }

  private CellCircuit cell() {
    Mosfet transistor = new Mosfet(
        positive(WIDTH_M),
        positive(LENGTH_M),
        fields.needed(VTO_V, NEEDED),
        positive(KP_A_PER_V2),
        fields.number(GAMMA_SQRT_V, 0),
        fields.needed(LAMBDA_PER_V, NEEDED),
        positive(OXIDE_M),
        fields.needed(OVERLAP_F_PER_M, NEEDED),
        fields.needed(JUNCTION_F, NEEDED));
    TransistorCell cell = switch (kind) {
      case RESISTIVE -> new ResistiveBranches(transistor, positive(LRS_OHM), positive(HRS_OHM));
      case FEFET -> new FefetPair(transistor, positive(WINDOW_V));
      case SRAM -> new StackedBranches(transistor, positive(SEARCH_V));
    };
    return cell.circuit();
  }

  private double positive(DesignColumn column) {
    double number = fields.needed(column, NEEDED);
    if (number == 0) {
      fields.fault(column, fields.text(column), "is not above 0");
    }
    return number;
  }

  private int whole(DesignColumn column, int max) {
    double number = fields.needed(column, NEEDED);
    if (number < 1 || number > max || number != Math.rint(number)) {
      fields.fault(column, fields.text(column), "is not a whole number of 1 … " + max);
      return 1;
    }
    return Double.isNaN(number) ? 1 : (int) number;
  }

  /// Words such as `4@far`: mismatches and where they sit.
  private List<DesignLines.Line> lines(int cells, long seed) {
    List<DesignLines.Line> lines = new ArrayList<>();
    for (String word : fields.text(LINES).split("\\s+")) {
      line(word, cells, seed, lines.size()).ifPresent(lines::add);
    }
    return lines;
  }

  private Optional<DesignLines.Line> line(String word, int cells, long seed, int row) {
    String[] parts = word.split("@", 2);
    List<String> places =
        Arrays.stream(MismatchPlace.values()).map(place -> place.name().toLowerCase(Locale.ROOT)).toList();
    if (parts.length != 2 || !parts[0].matches("\\d{1,4}")) {
      fields.fault(LINES, word, "is not mismatches@place, for example 4@far");
    } else if (Integer.parseInt(parts[0]) > cells) {
      fields.fault(LINES, word, "has more mismatches than the line has cells");
    } else if (!places.contains(parts[1])) {
      fields.fault(LINES, word, "has an unknown place; the nearest known one is " + Nearest.of(parts[1], places));
    } else {
      MismatchPlace place = MismatchPlace.values()[places.indexOf(parts[1])];
      String pattern = place.pattern(cells, Integer.parseInt(parts[0]), seed, row);
      return Optional.of(new DesignLines.Line(fields.text(ID) + "-" + parts[0] + "-" + parts[1], pattern));
    }
    return Optional.empty();
  }
}
