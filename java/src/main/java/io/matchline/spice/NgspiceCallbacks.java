package io.matchline.spice;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What ngspice calls back while it works. An exception must not pass through C, so the first one is kept for later.
final class NgspiceCallbacks {
  private static final int MAX_LINES = 10_000;

  private final List<String> lines = new ArrayList<>();
  private ExternalSources sources = ExternalSources.NONE;
  private RuntimeException failure;
  private boolean ended;

  void begin(ExternalSources given) {
    lines.clear();
    sources = given;
    failure = null;
  }

  /// What ngspice has printed since the last `begin`, each line after `stdout ` or `stderr `.
  List<String> lines() {
    return List.copyOf(lines);
  }

  /// Whether ngspice has asked to be unloaded; it cannot be used any more then.
  boolean ended() {
    return ended;
  }

  void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }

  private int guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failure = failure == null ? e : failure;
    }
    return 0;
  }

  int print(MemorySegment text, int identity, MemorySegment user) {
    return guarded(() -> {
      if (lines.size() < MAX_LINES) {
        lines.add(string(text));
      }
    });
  }

  int quit(int status, boolean immediately, boolean asked, int identity, MemorySegment user) {
    ended = true;
    return status;
  }

  int value(MemorySegment result, double timeS, MemorySegment element, int identity, MemorySegment user) {
    return guarded(() -> {
      MemorySegment number = result.reinterpret(Double.BYTES);
      number.set(JAVA_DOUBLE, 0, 0);
      number.set(JAVA_DOUBLE, 0, sources.value(string(element).toLowerCase(Locale.ROOT), timeS));
    });
  }

  /// Location 0 is before a step is tried; a step is cut at the next corner of a source.
  int step(
      double timeS,
      MemorySegment stepS,
      double lastS,
      int redo,
      int identity,
      int location,
      MemorySegment user) {
    return guarded(() -> {
      if (location != 0) {
        return;
      }
      MemorySegment step = stepS.reinterpret(Double.BYTES);
      double left = sources.nextCornerS(timeS) - timeS;
      if (left > 0 && left < step.get(JAVA_DOUBLE, 0)) {
        step.set(JAVA_DOUBLE, 0, left);
      }
    });
  }

  private static String string(MemorySegment text) {
    return text.reinterpret(Long.MAX_VALUE).getString(0);
  }
}
