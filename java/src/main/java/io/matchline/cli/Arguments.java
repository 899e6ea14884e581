package io.matchline.cli;

import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import io.matchline.unit.Problems;
import io.matchline.unit.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// The options and operands of one command line, each checked against its {@link Kind}.
final class Arguments {
  private final Description description;
  private final List<String> words;
  private final CommandLine line;

  private Arguments(Description description, List<String> words) {
    this.description = description;
    this.words = List.copyOf(words);
    this.line = read(description, words);
  }

  /// Reads what follows the name of a command.
  ///
  /// @throws InvalidInputException with everything that is wrong
  static Arguments parse(Command command, List<String> words) {
    Arguments arguments = new Arguments(command.description(), words);
    Problems problems = new Problems();
    arguments.check(problems);
    if (problems.isEmpty()) {
      command.check(arguments, problems);
    }
    if (!problems.isEmpty()) {
      throw misuse(command.description(), problems.list());
    }
    return arguments;
  }

  /// The words as they were typed.
  List<String> words() {
    return words;
  }

  boolean has(Opt option) {
    return line.hasOption(option.name());
  }

  /// The value given or the standard one.
  Optional<String> text(Opt option) {
    return Optional.ofNullable(line.getOptionValue(option.name())).or(option::standardValue);
  }

  /// The whole number given or the standard one.
  OptionalLong whole(Opt option) {
    return text(option).map(value -> OptionalLong.of(Long.parseLong(value))).orElse(OptionalLong.empty());
  }

  /// The number of an option that has a standard value and a range within `int`.
  int count(Opt option) {
    return Math.toIntExact(whole(option).orElseThrow());
  }

  /// The number in the SI unit of an option of the kind {@link Kind.Amount} that has a standard value.
  double amount(Opt option) {
    return Quantity.parse(text(option).orElseThrow(), ((Kind.Amount) option.kind()).unit()).value();
  }

  Optional<Path> path(Opt option) {
    return text(option).map(Path::of);
  }

  List<String> operands() {
    return line.getArgList();
  }

  Path pathOperand(int index) {
    return Path.of(operands().get(index));
  }

  /// Adds a problem when more than one of these options is there.
  void atMostOne(Problems problems, Opt... options) {
    List<String> given = Stream.of(options).filter(this::has).map(option -> "--" + option.name()).toList();
    if (given.size() > 1) {
      problems.add(place(description), "%s exclude each other", String.join(" and ", given));
    }
  }

  /// Name of the command in messages.
  static String place(Description description) {
    return "matchline " + description.name();
  }

  private static CommandLine read(Description description, List<String> words) {
    Options options = new Options();
    description.options().forEach(option -> options.addOption(option.parsed()));
    try {
      return DefaultParser.builder()
          .setAllowPartialMatching(false)
          .setStripLeadingAndTrailingQuotes(false)
          .get()
          .parse(options, words.toArray(String[]::new));
    } catch (UnrecognizedOptionException e) {
      throw misuse(description, List.of(place(description) + ": " + unrecognized(description, e.getOption())));
    } catch (MissingArgumentException e) {
      throw misuse(description, List.of(place(description) + ": " + missing(description, e)));
    } catch (ParseException e) {
      throw misuse(description, List.of(place(description) + ": " + e.getMessage()));
    }
  }

  private static String unrecognized(Description description, String word) {
    String name = word.split("=", 2)[0];
    List<String> known = description.options().stream().map(option -> "--" + option.name()).toList();
    boolean valued = known.contains(name) && word.contains("=");
    return valued ? name + " takes no value" : "unknown option " + name + Nearest.hint(name, known);
  }

  private static String missing(Description description, MissingArgumentException e) {
    Opt option = named(description, e.getOption().getLongOpt());
    String range = option.kind().range();
    return option.usage() + ": the value is missing" + (range.isEmpty() ? "" : " (" + range + ")");
  }

  private static Opt named(Description description, String name) {
    return description.options().stream().filter(option -> option.name().equals(name)).findFirst().orElseThrow();
  }

  private static InvalidInputException misuse(Description description, List<String> problems) {
    List<String> lines = new ArrayList<>(problems);
    lines.add("see: matchline " + description.name() + " --help");
    return new InvalidInputException(lines);
  }

  private void check(Problems problems) {
    description.options().forEach(option -> check(option, problems));
    for (String name : description.required()) {
      if (!line.hasOption(name)) {
        problems.add(place(description), "%s is required", named(description, name).usage());
      }
    }
    checkOperands(problems);
    checkOverwrites(problems);
  }

  private void check(Opt option, Problems problems) {
    long times = Arrays.stream(line.getOptions()).filter(given -> given.getLongOpt().equals(option.name())).count();
    if (times > 1) {
      problems.add(place(description), "--%s is there %d times", option.name(), times);
    }
    String value = line.getOptionValue(option.name());
    if (value != null) {
      option.kind().fault(value).ifPresent(
          fault -> problems.add(place(description), "--%s = %s %s", option.name(), value, fault));
    }
  }

  private void checkOperands(Problems problems) {
    List<Operand> known = description.operands();
    int given = operands().size();
    int most = known.isEmpty() ? 0 : known.size() - 1 + Math.min(known.getLast().most(), given);
    for (int i = 0; i < given; i++) {
      String value = operands().get(i);
      if (i >= most) {
        problems.add(place(description), "nothing is expected at \"%s\"", value);
      } else {
        Operand operand = known.get(Math.min(i, known.size() - 1));
        operand.kind().fault(value).ifPresent(
            fault -> problems.add(place(description), "%s = %s %s", operand.name(), value, fault));
      }
    }
    known.stream().skip(given).filter(operand -> operand.least() > 0).forEach(
        operand -> problems.add(place(description), "%s is missing (%s)", operand.name(), operand.doc()));
  }

  private void checkOverwrites(Problems problems) {
    for (Opt option : description.options()) {
      String value = line.getOptionValue(option.name());
      if (value != null && option.kind() instanceof Kind.OutputFile && inputs().anyMatch(input -> same(input, value))) {
        problems.add(place(description), "--%s = %s is an input of this command", option.name(), value);
      }
    }
  }

  private Stream<String> inputs() {
    Stream<String> fromOptions = description.options().stream()
        .filter(option -> option.kind() instanceof Kind.InputFile && has(option))
        .map(option -> line.getOptionValue(option.name()));
    boolean files = description.operands().stream().anyMatch(operand -> operand.kind() instanceof Kind.InputFile);
    return files ? Stream.concat(fromOptions, operands().stream()) : fromOptions;
  }

  private static boolean same(String input, String output) {
    try {
      return Files.exists(Path.of(output)) && Files.isSameFile(Path.of(input), Path.of(output));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
