package io.matchline.cli;

import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the value of an option or operand may be.
sealed interface Kind {
  /// No value: the option is there or not.
  record Toggle() implements Kind {}

  /// A whole number, both ends included.
  record Whole(long min, long max) implements Kind {}

  /// A finite number above 0.
  record Positive(String unit) implements Kind {}

  /// A quantity that may carry its unit with an SI prefix, both ends included.
  record Amount(Unit unit, double min, double max) implements Kind {}

  /// One of these words.
  record Choice(List<String> words) implements Kind {}

  /// Any text; the command itself says what it means.
  record Text() implements Kind {}

  /// A readable file.
  record InputFile() implements Kind {}

  /// A folder to read from.
  record InputFolder() implements Kind {}

  /// A file to write, in a folder that exists.
  record OutputFile() implements Kind {}

  /// A folder to write into, made when it is missing.
  record OutputFolder() implements Kind {}

  /// The valid values in words, empty when there is nothing to say.
  default String range() {
    return switch (this) {
      case Whole(long min, long max) when min == Long.MIN_VALUE && max == Long.MAX_VALUE -> "any 64-bit whole number";
      case Whole(long min, long max) -> min + " … " + max;
      case Positive(String unit) -> "above 0 " + unit;
      case Amount(Unit unit, double min, double max) ->
          Quantity.format(min, unit) + " … " + Quantity.format(max, unit);
      case Choice(List<String> words) -> String.join(", ", words);
      case Toggle _, Text _, InputFile _, InputFolder _, OutputFile _, OutputFolder _ -> "";
    };
  }

  /// What is wrong with `value`, as the end of a sentence that begins with it.
  default Optional<String> fault(String value) {
    return switch (this) {
      case Toggle _, Text _ -> Optional.empty();
      case Whole whole -> wholeFault(whole, value);
      case Positive(String unit) -> positiveFault(unit, value);
      case Amount amount -> amountFault(amount, value);
      case Choice(List<String> words) when words.contains(value) -> Optional.empty();
      case Choice(List<String> words) -> Optional.of(Words.unknown(value, words));
      case InputFile _ -> pathFault(value).or(() -> inputFault(Path.of(value)));
      case InputFolder _ -> pathFault(value)
          .or(() -> Files.isDirectory(Path.of(value)) ? Optional.empty() : Optional.of("is not a folder"));
      case OutputFile _ -> pathFault(value).or(() -> outputFault(Path.of(value)));
      case OutputFolder _ -> pathFault(value).or(() -> folderFault(Path.of(value)));
    };
  }

  private static Optional<String> wholeFault(Whole whole, String value) {
    try {
      long number = Long.parseLong(value);
      boolean valid = whole.min <= number && number <= whole.max;
      return valid ? Optional.empty() : Optional.of("is outside the range: " + whole.range());
    } catch (NumberFormatException e) {
      return Optional.of("is not a whole number (" + whole.range() + ")");
    }
  }

  private static Optional<String> positiveFault(String unit, String value) {
    try {
      double number = Double.parseDouble(value);
      boolean valid = number > 0 && Double.isFinite(number);
      return valid ? Optional.empty() : Optional.of("is not a finite number above 0 " + unit);
    } catch (NumberFormatException e) {
      return Optional.of("is not a number (above 0 " + unit + ")");
    }
  }

  private static Optional<String> amountFault(Amount amount, String value) {
    try {
      double number = Quantity.parse(value, amount.unit).value();
      boolean valid = amount.min <= number && number <= amount.max;
      return valid ? Optional.empty() : Optional.of("is outside the range: " + amount.range());
    } catch (IllegalArgumentException e) {
      String sentence = e.getMessage();
      return Optional.of(sentence.startsWith(value) ? sentence.substring(value.length()).strip() : sentence);
    }
  }

  private static Optional<String> pathFault(String value) {
    if (value.isEmpty()) {
      return Optional.of("is an empty file name");
    }
    try {
      Path.of(value);
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of("is not a file name: " + e.getReason());
    }
  }

  private static Optional<String> inputFault(Path file) {
    if (!Files.exists(file)) {
      return Optional.of("does not exist");
    }
    if (Files.isDirectory(file)) {
      return Optional.of("is a folder, a file is needed");
    }
    return Files.isReadable(file) ? Optional.empty() : Optional.of("is not readable");
  }

  private static Optional<String> outputFault(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of("is a folder, the name of a file is needed");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      return Optional.of("cannot be written: the folder " + folder + " does not exist");
    }
    boolean writable = Files.isWritable(Files.exists(file) ? file : folder);
    return writable ? Optional.empty() : Optional.of("is not writable");
  }

  private static Optional<String> folderFault(Path folder) {
    return Files.exists(folder) && !Files.isDirectory(folder)
        ? Optional.of("is a file, a folder is needed")
        : Optional.empty();
  }
}
