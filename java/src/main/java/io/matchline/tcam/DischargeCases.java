package io.matchline.tcam;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The discharge cases of a file.
public record DischargeCases(List<DischargeCase> cases) {
  public DischargeCases {
    cases = List.copyOf(cases);
  }

  /// Names of all input columns.
  public static List<String> columns() {
    return Arrays.stream(DischargeColumn.values()).map(DischargeColumn::key).toList();
  }

  /// Reads a cases file for evaluation at `level`, which decides what a case must say.
  ///
  /// @throws InvalidInputException with every problem of the file
  public static DischargeCases read(Path path, Level level) {
    DischargeRun.require(level);
    return read(path, level, Optional.of(new CurveFiles(path)));
  }

  /// Reads cases of level `ladder-table` that have no table, start voltage and offset yet.
  ///
  /// @throws InvalidInputException with every problem of the file
  public static DischargeCases readUncalibrated(Path path) {
    return read(path, Level.LADDER_TABLE, Optional.empty());
  }

  private static DischargeCases read(Path path, Level level, Optional<CurveFiles> curves) {
    Problems problems = new Problems();
    CsvTable table = CsvTable.read(path, columns(), problems);
    boolean complete = checkHeader(table, level, curves.isPresent(), problems);
    List<DischargeCase> cases = new ArrayList<>();
    Map<String, String> placeOfId = new HashMap<>();
    for (CsvTable.Row row : complete ? table.rows() : List.<CsvTable.Row>of()) {
      CaseFields fields = new CaseFields(table, row, problems);
      new CaseReader(fields, level, curves).read().ifPresent(cases::add);
      String id = fields.text(DischargeColumn.ID);
      String earlier = placeOfId.putIfAbsent(id, fields.place());
      if (earlier != null && !id.isEmpty()) {
        fields.fault(DischargeColumn.ID, id, "is the name of the case at " + earlier + " already");
      }
    }
    if (table.rows().isEmpty() && problems.isEmpty()) {
      problems.add(table.file(), "the file has a header and no case");
    }
    problems.throwIfAny();
    return new DischargeCases(cases);
  }

  /// Reports the columns that the level needs and the file does not have; rows are not worth reading then.
  private static boolean checkHeader(CsvTable table, Level level, boolean calibrated, Problems problems) {
    boolean complete = true;
    for (DischargeColumn column : DischargeColumn.values()) {
      boolean required = column.required(level) && (calibrated || column != DischargeColumn.CELL_TABLE);
      if (required && !table.has(column.key())) {
        problems.add(table.file(), "no column %s; level %s needs it", column.key(), level.key());
        complete = false;
      }
    }
    return complete
        & hasOneOf(table, DischargeColumn.PATTERN, DischargeColumn.CONDUCTANCES_S, problems)
        & hasOneOf(table, DischargeColumn.TIMES_S, DischargeColumn.LEVELS_V, problems);
  }

  private static boolean hasOneOf(CsvTable table, DischargeColumn a, DischargeColumn b, Problems problems) {
    boolean has = table.has(a.key()) || table.has(b.key());
    if (!has) {
      problems.add(table.file(), "no column %s and no column %s; one of them is needed", a.key(), b.key());
    }
    return has;
  }
}
