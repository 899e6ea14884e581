package io.matchline.tcam;

import io.matchline.device.AnalogDevice;
import io.matchline.device.AnalogOhmic;
import io.matchline.device.Device;
import io.matchline.device.Fefet;
import io.matchline.device.MeasuredDevice;
import io.matchline.device.Ohmic;
import io.matchline.device.RramHfo2;
import io.matchline.device.Sram;
import io.matchline.device.State;
import io.matchline.device.TableDevice;
import io.matchline.device.TwoLevel;
import io.matchline.unit.Named;
import io.matchline.unit.Variants;

/// A cell on a match line.
@Variants(key = "kind")
public sealed interface Cell permits Cell.Ternary, ValuedCell {
  /// Whether the cell can be built from this device.
  boolean accepts(Device device);

  /// The name in configurations, for example `2T2R`.
  default String key() {
    return getClass().getAnnotation(Named.class).value();
  }

  /// Why the cell cannot hold these words, empty where it can.
  String storingFault(CellWords stored);

  /// Why the cell cannot be searched with these words, empty where it can.
  String searchFault(CellWords queries);

  /// Conductance of a cell that counts as one mismatch, S: what converters and strobes are calibrated on.
  double mismatchS(Device device);

  /// Conductance of a matching cell, S.
  double matchS(Device device);

  /// A ternary cell: two branches to the match line, one enabled by SL, one by SLB.
  ///
  /// A stored 0 conducts on SL, a stored 1 on SLB, a stored X on neither, so a search bit that differs from the stored
  /// one discharges the line.
  sealed interface Ternary extends Cell {
    @Override
    default String storingFault(CellWords stored) {
      return stored instanceof TernaryWords ? "" : "cell " + key() + " takes words of 0, 1 and X";
    }

    @Override
    default String searchFault(CellWords queries) {
      return storingFault(queries);
    }

    @Override
    default double mismatchS(Device device) {
      return device.nominalS(State.LRS);
    }

    @Override
    default double matchS(Device device) {
      return device.nominalS(State.HRS);
    }
  }

  /// Static RAM cell: two storage latches and two pull-down stacks.
  @Named(value = "16T", doc = "static RAM, two latches and two pull-down stacks")
  record Sram16t() implements Ternary {
    @Override
    public boolean accepts(Device device) {
      return switch (device) {
        case Ohmic _, Sram _ -> true;
        case TableDevice _, RramHfo2 _, Fefet _, TwoLevel _ -> false;
      };
    }
  }

  /// Two transistors, two resistive memories.
  @Named(value = "2T2R", doc = "two transistors and two resistive memories")
  record Resistive2t2r() implements Ternary {
    @Override
    public boolean accepts(Device device) {
      return switch (device) {
        case Ohmic _, TableDevice _, RramHfo2 _, TwoLevel _ -> true;
        case Fefet _, Sram _ -> false;
      };
    }
  }

  /// Two ferroelectric transistors.
  @Named(value = "2FeFET", doc = "two ferroelectric transistors")
  record Ferroelectric2fefet() implements Ternary {
    @Override
    public boolean accepts(Device device) {
      return switch (device) {
        case Ohmic _, TableDevice _, Fefet _ -> true;
        case TwoLevel levels -> isAnyTechnology(levels.cells());
        case RramHfo2 _, Sram _ -> false;
      };
    }

    private static boolean isAnyTechnology(AnalogDevice cells) {
      return cells instanceof AnalogOhmic || cells instanceof MeasuredDevice;
    }
  }
}
