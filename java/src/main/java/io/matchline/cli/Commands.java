package io.matchline.cli;

import io.matchline.spice.NgspiceRunner;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of commands, and how the first words of a command line choose one.
final class Commands {
  static final List<Command> ALL = List.of(
      new BenchSearchCommand(),
      new CrossbarCommand(),
      new DataCommand(System.getenv()),
      new DevicesCommand(),
      new DischargeCommand(),
      new InfoCommand(),
      new RunCommand(System.getenv()),
      new SearchCommand(new ModelSearch()),
      new SpiceCalibrateCommand(new NgspiceRunner()),
      new SpiceExportCommand(),
      new SpiceRegenerateCommand(new NgspiceRunner()),
      new ValidateCommand());

  private Commands() {}

  /// The command that `words` begin with.
  ///
  /// @throws InvalidInputException when there is none
  static Command find(List<String> words) {
    return match(words).orElseThrow(() -> new InvalidInputException(List.of(unknown(words), "see: matchline --help")));
  }

  static Optional<Command> match(List<String> words) {
    return ALL.stream().filter(command -> begins(words, words(command))).findFirst();
  }

  /// Commands of two words that share the first, for example those of `spice`.
  static List<Command> family(String word) {
    return ALL.stream().filter(c -> words(c).size() == 2 && words(c).getFirst().equals(word)).toList();
  }

  static List<String> words(Command command) {
    return List.of(command.description().name().split(" "));
  }

  private static boolean begins(List<String> words, List<String> name) {
    return words.size() >= name.size() && words.subList(0, name.size()).equals(name);
  }

  private static String unknown(List<String> words) {
    String first = words.getFirst();
    List<Command> family = family(first);
    if (family.isEmpty()) {
      Stream<String> firsts = ALL.stream().map(c -> words(c).getFirst()).distinct();
      List<String> known = Stream.concat(firsts, Stream.of("help")).toList();
      return "matchline: unknown command " + first + Nearest.hint(first, known);
    }
    List<String> known = family.stream().map(c -> words(c).get(1)).toList();
    String choice = String.join(", ", known);
    return words.size() == 1 || words.get(1).startsWith("-")
        ? "matchline " + first + ": one of these must follow: " + choice
        : "matchline " + first + ": " + words.get(1) + " " + Words.unknown(words.get(1), known);
  }
}
