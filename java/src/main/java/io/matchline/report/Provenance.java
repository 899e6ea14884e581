package io.matchline.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where numbers come from. It is kept apart from the numbers, so that the results of two runs can be compared bit for
/// bit although they ran elsewhere and took another time.
///
/// @param version version of the program, see {@link #programVersion()}
/// @param configHash hash of the configuration, see {@link #hash(JsonValue)}
/// @param backend what computed: `ffm`, `jna` or `java`
/// @param level the kernels' CPU level
/// @param timingsS wall-clock seconds by phase, in the order of the run
public record Provenance(
    String version,
    String configHash,
    long seed,
    String backend,
    String level,
    int threads,
    List<String> commandLine,
    Machine machine,
    Map<String, Double> timingsS) {
  private static final int SHOWN_HASH_DIGITS = 12;

  public Provenance {
    commandLine = List.copyOf(commandLine);
    timingsS = Collections.unmodifiableMap(new LinkedHashMap<>(timingsS));
    if (threads < 1) {
      throw new IllegalArgumentException("threads = " + threads + " is below 1");
    }
  }

  /// The version in the jar's manifest, `development` where classes do not come from a jar.
  public static String programVersion() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /// SHA-256, in hexadecimal, of the compact JSON of a configuration.
  public static String hash(JsonValue config) {
    try {
      byte[] bytes = JsonWriter.compact(config).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /// One line that every result file carries.
  public String identity() {
    String shortHash = configHash.substring(0, Math.min(SHOWN_HASH_DIGITS, configHash.length()));
    return "matchline " + version + ", config " + shortHash + ", seed " + seed + ", backend " + backend + ", level "
        + level;
  }

  public JsonValue.Fields toJson() {
    return JsonValue.fields(
        "version", version,
        "config_hash", configHash,
        "seed", seed,
        "backend", backend,
        "level", level,
        "threads", threads,
        "command_line", commandLine,
        "jdk", machine.jdk(),
        "os", machine.os(),
        "cpu", machine.cpu(),
        "timings_s", timingsS);
  }
}
