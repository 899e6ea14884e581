package io.matchline.tcam;

import io.matchline.device.AnalogDevice;
import io.matchline.device.AnalogOhmic;
import io.matchline.device.Device;
import io.matchline.device.Fefet;
import io.matchline.device.MeasuredDevice;
import io.matchline.device.Ohmic;
import io.matchline.device.RramHfo2;
import io.matchline.device.Sram;
import io.matchline.device.TableDevice;
import io.matchline.device.TwoLevel;
import io.matchline.unit.Named;

/// A ternary cell: two branches to the match line, one enabled by SL, one by SLB.
///
/// A stored 0 conducts on SL, a stored 1 on SLB, a stored X on neither, so a search bit that differs from the stored
/// one discharges the line.
public enum Cell {
  /// Static RAM cell: two storage latches and two pull-down stacks.
  @Named(value = "16T", doc = "static RAM, two latches and two pull-down stacks")
  SRAM_16T,

  /// Two transistors, two resistive memories.
  @Named(value = "2T2R", doc = "two transistors and two resistive memories")
  RESISTIVE_2T2R,

  /// Two ferroelectric transistors.
  @Named(value = "2FeFET", doc = "two ferroelectric transistors")
  FERROELECTRIC_2FEFET;

  /// Whether the cell can be built from this device.
  public boolean accepts(Device device) {
    return switch (device) {
      case Ohmic ohmic -> true;
      case TableDevice table -> this != SRAM_16T;
      case RramHfo2 rram -> this == RESISTIVE_2T2R;
      case Fefet fefet -> this == FERROELECTRIC_2FEFET;
      case Sram sram -> this == SRAM_16T;
      case TwoLevel levels -> this == RESISTIVE_2T2R || this == FERROELECTRIC_2FEFET && isAnyTechnology(levels.cells());
    };
  }

  private static boolean isAnyTechnology(AnalogDevice cells) {
    return cells instanceof AnalogOhmic || cells instanceof MeasuredDevice;
  }

  /// The name in configurations: `16T`, `2T2R` or `2FeFET`.
  public String key() {
    return switch (this) {
      case SRAM_16T -> "16T";
      case RESISTIVE_2T2R -> "2T2R";
      case FERROELECTRIC_2FEFET -> "2FeFET";
    };
  }
}
