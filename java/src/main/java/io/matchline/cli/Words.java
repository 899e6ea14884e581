package io.matchline.cli;

import io.matchline.unit.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The words by which the command line calls enum constants.
final class Words {
  private Words() {}

  /// Names in lower case with hyphens, in declaration order.
  static <E extends Enum<E>> List<String> of(Class<E> type) {
    return Stream.of(type.getEnumConstants()).map(Words::word).toList();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E parse(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// End of a sentence that begins with a word that is not one of `known`.
  static String unknown(String word, List<String> known) {
    return "is none of " + String.join(", ", known) + Nearest.hint(word, known);
  }
}
