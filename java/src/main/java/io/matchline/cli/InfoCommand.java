package io.matchline.cli;

import io.matchline.bindings.NativeLibrary;
import io.matchline.data.DataFolder;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.report.JsonValue;
import io.matchline.report.JsonWriter;
import io.matchline.report.Machine;
import io.matchline.report.Provenance;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `matchline info`
record InfoCommand() implements Command {
  private static final Description DESCRIPTION = new Description(
      "info",
      "what runs here: version, backend, CPU level, JDK, data folder",
      "",
      List.of(),
      List.of(Common.JSON),
      "matchline info --json");

  @Override
  public Description description() {
    return DESCRIPTION;
  }

  @Override
  public int run(Invocation in) {
    Kernels kernels = Backends.best(in.err()::println);
    Map<String, Object> facts = facts(kernels, System.getenv());
    if (in.arguments().has(Common.JSON)) {
      in.out().print(JsonWriter.pretty(JsonValue.of(facts)));
    } else {
      facts.forEach((name, value) -> in.out().printf("%-15s %s%n", name, value == null ? "not set" : value));
    }
    return Main.DONE;
  }

  private static Map<String, Object> facts(Kernels kernels, Map<String, String> environment) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", Provenance.programVersion());
    facts.put("backend", kernels.backend().key());
    facts.put("level", kernels.level().key());
    facts.put("level_cap", environment.get(CpuCap.VARIABLE));
    facts.put("native_library", kernels.backend() == Backend.JAVA ? null : NativeLibrary.load().toString());
    facts.put("threads", Runtime.getRuntime().availableProcessors());
    Machine machine = Machine.current();
    facts.put("cpu", machine.cpu());
    facts.put("jdk", machine.jdk());
    facts.put("os", machine.os());
    facts.put("data_folder", DataFolder.of(environment).root().map(Path::toString).orElse(null));
    return facts;
  }
}
