package io.matchline.spice;

import io.matchline.tcam.CsvTable;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the cases of a crossbar model.
final class CrossbarCases {
  private CrossbarCases() {}

  /// @throws InvalidInputException with every problem of the file
  static List<CrossbarCase> read(Path path) {
    Problems problems = new Problems();
    List<String> columns = Arrays.stream(CrossbarColumn.values()).map(CrossbarColumn::key).toList();
    CsvTable table = CsvTable.read(path, columns, problems);
    List<CrossbarCase> cases = new ArrayList<>();
    Map<String, String> placeOfId = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      new CrossbarCaseReader(table, row, problems).read().ifPresent(cases::add);
      String id = table.field(row, CrossbarColumn.ID.key());
      String earlier = placeOfId.putIfAbsent(id, table.place(row));
      if (earlier != null) {
        problems.add(table.place(row), "id = %s is the name of the case at %s already", id, earlier);
      }
    }
    if (table.rows().isEmpty() && problems.isEmpty()) {
      problems.add(table.file(), "the file has a header and no case");
    }
    problems.throwIfAny();
    return cases;
  }
}
