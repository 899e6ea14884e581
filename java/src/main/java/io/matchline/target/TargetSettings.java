package io.matchline.target;

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
}
