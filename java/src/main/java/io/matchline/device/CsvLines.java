package io.matchline.device;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The lines of a table of a device, and the numbers in them. Lines that start with `#` are comments.
final class CsvLines {
  private static final int LOOK_AHEAD = 1 << 16;

  private CsvLines() {}

  /// The records of a file of comma- or tab-separated values, compressed if its name ends in `.gz`.
  ///
  /// @throws InvalidInputException when it cannot be read as UTF-8 text of that kind
  static List<CsvRecord> read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(path + ": no such file");
    }
    try (BufferedReader text = open(path);
        CsvReader<CsvRecord> reader = format(text).ofCsvRecord(text)) {
      return reader.stream().toList();
    } catch (CsvParseException | IOException | UncheckedIOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new InvalidInputException(path + ": the file cannot be read as UTF-8 CSV: " + cause.getMessage());
    }
  }

  private static BufferedReader open(Path path) throws IOException {
    InputStream bytes = Files.newInputStream(path);
    InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), LOOK_AHEAD);
  }

  /// Tabs separate the fields if there is one in the first line that is not a comment.
  private static CsvReader.CsvReaderBuilder format(BufferedReader text) throws IOException {
    text.mark(LOOK_AHEAD);
    char[] start = new char[LOOK_AHEAD];
    int length = Math.max(0, text.read(start, 0, LOOK_AHEAD - 1));
    text.reset();
    boolean tabs = new String(start, 0, length).lines().filter(line -> !line.startsWith("#")).findFirst()
        .filter(line -> line.contains("\t")).isPresent();
    return CsvReader.builder().commentStrategy(CommentStrategy.SKIP).detectBomHeader(false)
        .fieldSeparator(tabs ? '\t' : ',')
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE);
  }

  /// The names in a header, without blanks and the byte-order mark.
  static List<String> names(CsvRecord header) {
    return header.getFields().stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
  }

  /// A finite number; NaN with a problem added for anything else.
  static double number(String place, String column, String text, Problems problems) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below, like the numbers that are not finite
    }
    problems.add(place, "%s = %s is not a finite number", column, text.isBlank() ? "(empty)" : text.strip());
    return Double.NaN;
  }
}
