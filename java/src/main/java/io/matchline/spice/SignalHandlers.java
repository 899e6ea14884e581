package io.matchline.spice;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/// Keeps the signal handlers of the Java runtime while a library puts its own in their place.
///
/// The runtime turns SIGSEGV into NullPointerException; a library that replaces the handler makes the next implicit null
/// check fatal.
final class SignalHandlers {
  /// SIGINT, SIGILL, SIGFPE, SIGBUS, SIGSEGV on Linux.
  private static final int[] SIGNALS = {2, 4, 8, 7, 11};

  /// More than a `struct sigaction` on any platform.
  private static final long ACTION_BYTES = 512;

  private SignalHandlers() {}

  /// Runs `work` and puts back the handlers that were there before.
  static <T> T kept(Supplier<T> work) {
    Linker linker = Linker.nativeLinker();
    MethodHandle sigaction = linker.downcallHandle(
        linker.defaultLookup().findOrThrow("sigaction"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment[] saved = new MemorySegment[SIGNALS.length];
      for (int i = 0; i < SIGNALS.length; i++) {
        saved[i] = arena.allocate(ACTION_BYTES, 16);
        call(sigaction, SIGNALS[i], MemorySegment.NULL, saved[i]);
      }
      try {
        return work.get();
      } finally {
        for (int i = 0; i < SIGNALS.length; i++) {
          call(sigaction, SIGNALS[i], saved[i], MemorySegment.NULL);
        }
      }
    }
  }

  private static void call(MethodHandle sigaction, int signal, MemorySegment action, MemorySegment old) {
    try {
      int status = (int) sigaction.invokeExact(signal, action, old);
      if (status != 0) {
        throw new IllegalStateException("sigaction of signal " + signal + " returned " + status);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
