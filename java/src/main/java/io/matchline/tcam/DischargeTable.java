package io.matchline.tcam;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/// Writes discharge results as CSV: `id, quantity, at, value`.
public final class DischargeTable {
  private DischargeTable() {}

  /// Writes comments, each on a line after `#`, the header and the values; the writer stays open.
  public static void write(Writer out, List<String> comments, List<DischargeValue> values) {
    try {
      for (String comment : comments) {
        out.write("# " + comment + "\n");
      }
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
      csv.writeRecord("id", "quantity", "at", "value");
      for (DischargeValue v : values) {
        csv.writeRecord(v.id(), v.quantity().key(), Double.toString(v.at()), v.valueText());
      }
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the discharge results cannot be written", e);
    }
  }
}
