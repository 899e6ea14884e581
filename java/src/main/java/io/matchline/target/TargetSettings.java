package io.matchline.target;

import io.matchline.spice.Access;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;
import java.nio.file.Path;

/// Who discharges the match lines of a search.
@Variants(key = "kind")
public sealed interface TargetSettings {
  /// The kernels of this program.
  @Named(value = "kernel", doc = "the kernels of this program, at the array's level")
  record Kernel() implements TargetSettings {}

  /// libngspice in this process.
  @Named(value = "ngspice", doc = "ngspice in this process (libngspice), one transient per row and query")
  record InProcess() implements TargetSettings {}

  /// ngspice beside this process.
  @Named(value = "ngspice-process", doc = "ngspice as a process of its own, one transient per row and query")
  record Subprocess(
      @Param(doc = "the executable, a path or a name on the search path", standard = "ngspice") String command)
      implements TargetSettings {}

  /// A table of earlier answers.
  @Named(value = "replay", doc = "answers recorded before, by search --record or by a tester")
  record Replay(@Param(doc = "CSV with line, quantity, at, value") Path table) implements TargetSettings {}

  /// One row in libngspice, the others by the kernels.
  @Named(value = "co-simulation", doc = "one row in ngspice with stepped search lines, the others by the kernels")
  record CoSimulation(
      @Param(doc = "the row in ngspice, from 0 on", min = 0, max = 1e9, standard = "0") int row,
      @Param(doc = "what joins its memory devices to ground", standard = "switch") Access access,
      @Param(doc = "what steps its search lines", standard = "{}") Drivers drivers)
      implements TargetSettings {
    public CoSimulation {
      if (access instanceof Access.Transistor transistor && transistor.thresholdV() >= drivers.highV()) {
        throw new IllegalArgumentException(
            "access.threshold = %s V is not below drivers.high = %s V; the transistors never conduct"
                .formatted(transistor.thresholdV(), drivers.highV()));
      }
    }
  }
}
