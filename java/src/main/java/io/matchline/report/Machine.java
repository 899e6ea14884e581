package io.matchline.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a run ran on.
///
/// @param jdk vendor and version of the Java runtime
/// @param os name, version and architecture of the operating system
/// @param cpu model of the processor
public record Machine(String jdk, String os, String cpu) {
  private static final Path CPU_FACTS = Path.of("/proc/cpuinfo");

  /// This machine.
  public static Machine current() {
    return new Machine(
        property("java.vendor") + " " + property("java.runtime.version"),
        property("os.name") + " " + property("os.version") + " " + property("os.arch"),
        cpuModel());
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String cpuModel() {
    try (Stream<String> lines = Files.lines(CPU_FACTS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
