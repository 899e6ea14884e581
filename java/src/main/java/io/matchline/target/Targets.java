package io.matchline.target;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.Workers;
import io.matchline.spice.Access;
import io.matchline.spice.NgspiceLibrary;
import io.matchline.spice.NgspiceRunner;
import io.matchline.tcam.ArraySettings;
import io.matchline.tcam.KernelLines;
import io.matchline.tcam.Level;
import io.matchline.tcam.LineTarget;
import io.matchline.unit.Named;
import java.time.Duration;
import java.util.Optional;

/// Opens the target that a configuration names.
public final class Targets {
  private static final Duration PER_LINE = Duration.ofMinutes(10);

  private Targets() {}

  /// Refuses levels that a target cannot answer at, as all but the kernels simulate the wires, and a process design kit
  /// that is not there.
  ///
  /// @throws IllegalArgumentException naming the level or the file that is needed
  public static void check(TargetSettings settings, ArraySettings array) {
    if (!(settings instanceof TargetSettings.Kernel) && array.level() != Level.LADDER) {
      throw new IllegalArgumentException(
          "target = %s answers for lines with their wires, which is level ladder; the level is %s"
              .formatted(word(settings), array.level().key()));
    }
    if (settings instanceof TargetSettings.CoSimulation one && one.access() instanceof Access.Pdk pdk) {
      pdk.file(System.getenv());
    }
  }

  /// The word of a target in configurations, for example `ngspice-process`.
  public static String word(TargetSettings settings) {
    return settings.getClass().getAnnotation(Named.class).value();
  }

  /// Opens a target; empty for the kernels, which an array has anyway.
  ///
  /// @param kernels who answers beside a co-simulated row
  /// @throws io.matchline.spice.SpiceException when ngspice or its library is not there
  /// @throws io.matchline.unit.InvalidInputException with every problem of a recorded table
  public static Optional<LineTarget> open(TargetSettings settings, Kernels kernels) {
    return switch (settings) {
      case TargetSettings.Kernel _ -> Optional.empty();
      case TargetSettings.InProcess _ -> Optional.of(new NgspiceLines(NgspiceLibrary.open()));
      case TargetSettings.Subprocess(String command) -> {
        NgspiceRunner ngspice = new NgspiceRunner(command, PER_LINE);
        ngspice.version();
        yield Optional.of(new NgspiceLines(ngspice));
      }
      case TargetSettings.CoSimulation one -> Optional.of(coSimulated(one, kernels));
      case TargetSettings.Replay replay -> Optional.of(ReplayedLines.read(replay.table()));
    };
  }

  /// @throws io.matchline.spice.SpiceException when libngspice is not there
  public static CoSimulatedLines coSimulated(TargetSettings.CoSimulation settings, Kernels kernels) {
    LineTarget others = new KernelLines(LineModel.LADDER, kernels, new Workers(1));
    return new CoSimulatedLines(
        others, NgspiceLibrary.open(), settings.row(), settings.access(), settings.drivers());
  }
}
