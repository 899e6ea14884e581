package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;

import io.matchline.bindings.FfmCalls;
import java.lang.foreign.Arena;

/// A program that must not survive the address sanitizer: it hands a kernel a buffer of 8 numbers and says it has 64.
final class AsanProbe {
  private AsanProbe() {}

  public static void main(String[] args) {
    try (Arena arena = Arena.ofConfined()) {
      int status = FfmCalls.load().exp(arena.allocate(JAVA_DOUBLE, 64), arena.allocate(JAVA_DOUBLE, 8), 64);
      System.out.println("survived with status " + status);
    }
  }
}
