package io.matchline.kernel;

import io.matchline.bindings.FfmCalls;
import io.matchline.bindings.NativeCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Writes one element past an off-heap buffer, by a kernel called without the checks of {@link Kernels}.
final class Overflow {
  private Overflow() {}

  public static void main(String[] arguments) {
    int given = 1000;
    NativeCalls calls = FfmCalls.load();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = arena.allocate(ValueLayout.JAVA_DOUBLE, given + 1);
      MemorySegment y = arena.allocate(ValueLayout.JAVA_DOUBLE, given);
      calls.exp(x, y, given + 1);
    }
    System.out.println("not caught");
  }
}
