package io.matchline.config;

import io.matchline.unit.Nearest;
import io.matchline.unit.Quantity;
import io.matchline.unit.Unit;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Gives a single value the type of its key and holds it against the key's range.
///
/// @param owner name of the block the key belongs to, or empty
/// @param folder what file names are relative to
record ScalarReader(Key key, String owner, Path folder) {
  private static final int MAX_SHOWN = 64;

  /// @throws IllegalArgumentException with a sentence that begins with the value as it was written
  Object read(Tree.Scalar scalar, Kind kind) {
    return switch (kind) {
      case Kind.Real _ -> real(shown(scalar));
      case Kind.Whole whole -> whole(shown(scalar), whole);
      case Kind.Toggle _ -> toggle(shown(scalar));
      case Kind.Text _ -> scalar.text();
      case Kind.FilePath _ -> path(scalar);
      case Kind.Word word -> word(shown(scalar), word);
      case Kind.Nested _, Kind.Choice _, Kind.Many _ ->
          throw new IllegalStateException(kind + " is not a single value");
    };
  }

  /// The text on one line and not too long.
  static String shown(Tree.Scalar scalar) {
    String line = String.join(" ", scalar.text().strip().split("\\s+"));
    return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
  }

  private Double real(String text) {
    double value = Quantity.parse(text, key.unit()).value();
    if (value < key.param().min()) {
      throw outside(text, "below", Quantity.format(key.param().min(), key.unit()), "minimum");
    }
    if (value > key.param().max()) {
      throw outside(text, "above", Quantity.format(key.param().max(), key.unit()), "maximum");
    }
    return value;
  }

  private Number whole(String text, Kind.Whole whole) {
    BigDecimal value = Quantity.exact(text, key.unit()).stripTrailingZeros();
    BigDecimal min = BigDecimal.valueOf(whole.min());
    BigDecimal max = BigDecimal.valueOf(whole.max());
    if (Double.isFinite(key.param().min())) {
      min = min.max(BigDecimal.valueOf(key.param().min()));
    }
    if (Double.isFinite(key.param().max())) {
      max = max.min(BigDecimal.valueOf(key.param().max()));
    }
    if (value.scale() > 0) {
      throw new IllegalArgumentException(text + " is not a whole number");
    }
    if (value.compareTo(min) < 0) {
      throw outside(text, "below", withUnit(min.stripTrailingZeros().toPlainString()), "minimum");
    }
    if (value.compareTo(max) > 0) {
      throw outside(text, "above", withUnit(max.stripTrailingZeros().toPlainString()), "maximum");
    }
    return whole.type() == int.class ? (Number) value.intValueExact() : (Number) value.longValueExact();
  }

  private static Boolean toggle(String text) {
    return switch (text) {
      case "on", "true" -> true;
      case "off", "false" -> false;
      default -> throw new IllegalArgumentException(text + " is neither on nor off");
    };
  }

  private Path path(Tree.Scalar scalar) {
    try {
      return folder.resolve(scalar.text());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(shown(scalar) + " is not a file name: " + e.getReason(), e);
    }
  }

  private static Object word(String text, Kind.Word word) {
    int index = word.words().indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException(
          text + " is none of " + String.join(", ", word.words()) + Nearest.hint(text, word.words()));
    }
    return word.type().getEnumConstants()[index];
  }

  private IllegalArgumentException outside(String text, String side, String limit, String which) {
    String of = owner.isEmpty() ? "" : " of " + owner;
    String source = key.param().source().isEmpty() ? "" : " (" + key.param().source() + ")";
    return new IllegalArgumentException(
        withUnit(text) + " is " + side + " " + limit + ", the " + which + of + source);
  }

  private String withUnit(String text) {
    boolean bare = !text.isEmpty() && (Character.isDigit(text.charAt(text.length() - 1)) || text.endsWith("."));
    return bare && key.unit() != Unit.ONE && key.unit() != Unit.FRACTION ? text + " " + key.unit().symbol() : text;
  }
}
