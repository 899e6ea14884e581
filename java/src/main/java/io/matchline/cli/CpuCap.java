package io.matchline.cli;

import io.matchline.kernel.CpuLevel;
import io.matchline.unit.InvalidInputException;

/// The environment variable that caps the instruction-set level.
final class CpuCap {
  static final String VARIABLE = "MATCHLINE_MAX_ISA";

  private CpuCap() {}

  /// The kernels would ignore a word they do not know, so a typing error must not get that far.
  ///
  /// @param word value of the variable, null when it is not set
  /// @throws InvalidInputException when the word is not the name of a level
  static void check(String word) {
    if (word != null && !word.isEmpty() && !Words.of(CpuLevel.class).contains(word)) {
      throw new InvalidInputException(
          "environment: " + VARIABLE + " = " + word + " " + Words.unknown(word, Words.of(CpuLevel.class)));
    }
  }
}
