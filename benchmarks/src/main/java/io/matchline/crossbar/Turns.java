package io.matchline.crossbar;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Contenders that are timed in turn, so that whatever else the machine does meets all of them.
final class Turns {
  private static final double TURN_S = 0.3;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// How long something took.
  ///
  /// @param wallS by the clock
  /// @param cpuS of its one thread on a processor, which other work on the machine hardly changes
  record Took(double wallS, double cpuS) {}

  /// Does the work once.
  @FunctionalInterface
  interface Timing {
    Took once() throws IOException;
  }

  private final Map<String, Timing> contenders = new LinkedHashMap<>();
  private final Map<String, List<Took>> times = new LinkedHashMap<>();

  void add(String name, Timing timing) {
    contenders.put(name, timing);
    times.put(name, new ArrayList<>());
  }

  void measure(String name, Runnable work) {
    add(name, () -> {
      long wall = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      work.run();
      long spent = THREADS.getCurrentThreadCpuTime() - cpu;
      return new Took(1e-9 * (System.nanoTime() - wall), 1e-9 * spent);
    });
  }

  void clear() {
    times.values().forEach(List::clear);
  }

  /// Rounds in which each contender runs for {@value #TURN_S} s, or once where that takes longer.
  void take(int rounds) throws IOException {
    for (int round = 0; round < rounds; round++) {
      for (String name : contenders.keySet()) {
        double spent = 0;
        while (spent < TURN_S) {
          Took took = contenders.get(name).once();
          times.get(name).add(took);
          spent += took.wallS;
        }
      }
    }
  }

  private double median(String name, ToDoubleFunction<Took> clock) {
    double[] sorted = times.get(name).stream().mapToDouble(clock).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /// Medians by both clocks, and over those of "batch" for batches and of "one vector" for the others.
  void print() {
    System.out.printf("  %-26s %12s %9s %12s %9s %7s%n", "", "wall, ms", "ratio", "cpu, ms", "ratio", "timings");
    for (String name : contenders.keySet()) {
      String base = name.contains("batch") ? "batch" : "one vector";
      System.out.printf(
          "  %-26s %12.3f %9.2f %12.3f %9.2f %7d%n",
          name,
          1e3 * median(name, Took::wallS),
          median(name, Took::wallS) / median(base, Took::wallS),
          1e3 * median(name, Took::cpuS),
          median(name, Took::cpuS) / median(base, Took::cpuS),
          times.get(name).size());
    }
  }
}
