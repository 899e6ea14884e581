package io.matchline.config;

import io.matchline.unit.Param;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/// One key of a block, as its record component describes it.
///
/// @param name in the file
/// @param component the record component it is bound to
/// @param param unit, range, standard value, purpose and source
public record Key(String name, Kind kind, RecordComponent component, Param param) {
  /// The value when the key is absent, as it would be written in a file; empty: the key must be there.
  public Optional<String> standard() {
    return param.standard().equals(Param.REQUIRED) ? Optional.empty() : Optional.of(param.standard());
  }

  public Unit unit() {
    return param.unit();
  }

  /// The valid range in words (`0 Ω … 1 MΩ`, `1 or more`), empty when every value is valid.
  public String range() {
    String min = Quantity.format(param.min(), unit());
    String max = Quantity.format(param.max(), unit());
    boolean bounded = param.max() < Double.POSITIVE_INFINITY;
    if (param.min() > Double.NEGATIVE_INFINITY) {
      return bounded ? min + " … " + max : min + " or more";
    }
    return bounded ? max + " or less" : "";
  }

  /// The value that is needed, in words: `a value in Ω (0 Ω … 1 MΩ)`.
  public String expectation() {
    return expectation(kind);
  }

  /// What is needed where `of` is this key's kind or that of an item of its list.
  String expectation(Kind of) {
    String range = range();
    return noun(of) + (range.isEmpty() ? "" : " (" + range + ")");
  }

  private String noun(Kind of) {
    return switch (of) {
      case Kind.Real _ -> switch (unit()) {
        case ONE -> "a number";
        case FRACTION -> "a share";
        default -> "a value in " + unit().symbol();
      };
      case Kind.Whole _ -> "a whole number" + (unit().symbol().isEmpty() ? "" : " in " + unit().symbol());
      case Kind.Toggle _ -> "on or off";
      case Kind.Text _ -> "a text";
      case Kind.FilePath _ -> "a file name";
      case Kind.Word word -> "one of " + String.join(", ", word.words());
      case Kind.Nested _ -> "a block of keys";
      case Kind.Choice choice -> "a block with " + choice.key() + ": " + String.join(", ", choice.names());
      case Kind.Many many -> "a list, each item " + noun(many.element());
    };
  }
}
