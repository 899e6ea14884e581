package io.matchline.cli;

import io.matchline.unit.Unit;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;

/// One option of a command: the parser, the help page and the messages all read it here.
///
/// @param name long name without the dashes
/// @param value placeholder of the value in help, empty for a switch
/// @param kind what the value may be
/// @param doc what it does, one sentence without the full stop
/// @param standard value when the option is absent, empty when there is none
record Opt(String name, String value, Kind kind, String doc, String standard) {
  static Opt toggle(String name, String doc) {
    return new Opt(name, "", new Kind.Toggle(), doc, "");
  }

  static Opt whole(String name, String value, long min, long max, String doc, String standard) {
    return new Opt(name, value, new Kind.Whole(min, max), doc, standard);
  }

  static Opt amount(String name, String value, Unit unit, double min, double max, String doc, String standard) {
    return new Opt(name, value, new Kind.Amount(unit, min, max), doc, standard);
  }

  static Opt choice(String name, String value, List<String> words, String doc, String standard) {
    return new Opt(name, value, new Kind.Choice(words), doc, standard);
  }

  static Opt text(String name, String value, String doc, String standard) {
    return new Opt(name, value, new Kind.Text(), doc, standard);
  }

  static Opt input(String name, String value, String doc) {
    return new Opt(name, value, new Kind.InputFile(), doc, "");
  }

  boolean isToggle() {
    return kind instanceof Kind.Toggle;
  }

  Optional<String> standardValue() {
    return standard.isEmpty() ? Optional.empty() : Optional.of(standard);
  }

  /// The option with its dashes and placeholder: `--top K`.
  String usage() {
    return "--" + name + (isToggle() ? "" : " " + value);
  }

  Option parsed() {
    Option.Builder option = Option.builder().longOpt(name);
    return (isToggle() ? option : option.hasArg().argName(value)).get();
  }
}
