package io.matchline.tcam;

import io.matchline.kernel.LineModel;
import io.matchline.unit.InvalidInputException;
import io.matchline.unit.Named;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Fidelity of the match line, from coarse to exact.
public enum Level {
  /// Counts mismatches; no waveform.
  @Named(value = "ideal", doc = "mismatch count, no waveform")
  IDEAL,

  /// One node: all capacitances and conductances summed.
  @Named(value = "lumped", doc = "one node with the summed capacitance and conductance")
  LUMPED,

  /// One node whose summed conductance sits behind a constant resistance. It cannot express where on the line a cell
  /// mismatches, so its errors have no bound.
  @Named(value = "lumped-rp", doc = "one node behind a constant series resistance; for comparison only")
  LUMPED_RP,

  /// First moment of the RC ladder.
  @Named(value = "elmore", doc = "first moment of the RC ladder")
  ELMORE,

  /// The exact linear RC ladder.
  @Named(value = "ladder", doc = "exact linear RC ladder")
  LADDER,

  /// The RC ladder with cells whose current and charge are tables over the line's voltage.
  @Named(value = "ladder-table", doc = "RC ladder of cells tabulated over the line's voltage, which need a calibration")
  LADDER_TABLE;

  /// The name in configurations and results, for example `lumped-rp`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kernel that computes waveforms at this level.
  ///
  /// @throws IllegalStateException at {@link #IDEAL}, which has none, and at {@link #LADDER_TABLE}, whose cells are not
  ///     conductances
  public LineModel model() {
    return switch (this) {
      case IDEAL -> throw new IllegalStateException("level ideal has no waveform");
      case LUMPED, LUMPED_RP -> LineModel.LUMPED;
      case ELMORE -> LineModel.ELMORE;
      case LADDER -> LineModel.LADDER;
      case LADDER_TABLE -> throw new IllegalStateException("level ladder-table has no linear model");
    };
  }

  /// The level with this key.
  ///
  /// @throws InvalidInputException naming all keys when there is none
  public static Level of(String key) {
    for (Level level : values()) {
      if (level.key().equals(key)) {
        return level;
      }
    }
    throw new InvalidInputException(
        "level = %s is unknown; the levels are %s".formatted(key, keys()));
  }

  private static String keys() {
    return Arrays.stream(values()).map(Level::key).collect(Collectors.joining(", "));
  }
}
