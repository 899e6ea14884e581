package io.matchline.cli;

import java.util.List;
import java.util.stream.Stream;

/// Everything that help says about a command.
///
/// @param name one or two words: `search`, `bench search`
/// @param summary one line
/// @param details more lines, may be empty
/// @param operands in order; only the last may be absent or repeated
/// @param options without the ones that every command has
/// @param required names of the options that must be there
/// @param example a complete command line
record Description(
    String name,
    String summary,
    String details,
    List<Operand> operands,
    List<Opt> options,
    List<String> required,
    String example) {
  static final Opt HELP = Opt.toggle("help", "prints this page");
  static final Opt DEBUG = Opt.toggle("debug", "prints the stack trace of a failure");

  Description {
    operands = List.copyOf(operands);
    options = Stream.concat(options.stream(), Stream.of(DEBUG, HELP)).toList();
    required = List.copyOf(required);
  }

  Description(String name, String summary, String details, List<Operand> operands, List<Opt> options, String example) {
    this(name, summary, details, operands, options, List.of(), example);
  }
}
