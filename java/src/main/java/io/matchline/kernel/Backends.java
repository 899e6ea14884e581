package io.matchline.kernel;

import io.matchline.bindings.FfmCalls;
import io.matchline.bindings.JnaCalls;
import io.matchline.bindings.NativeLoadException;
import java.util.function.Consumer;

/// Opens the kernels that a configuration or a command line asks for.
public final class Backends {
  private Backends() {}

  /// Kernels of exactly this backend.
  ///
  /// @throws NativeLoadException when the native library cannot be used; the message names the remedy
  public static Kernels open(Backend backend) {
    return switch (backend) {
      case FFM -> new NativeKernels(Backend.FFM, FfmCalls.load());
      case JNA -> new NativeKernels(Backend.JNA, JnaCalls.load());
      case JAVA -> new JavaKernels();
    };
  }

  /// The fastest kernels that work here: FFM, or the Java twins after a warning that says why and what helps.
  public static Kernels best(Consumer<String> warning) {
    try {
      return open(Backend.FFM);
    } catch (NativeLoadException e) {
      warning.accept("warning: falling back to the Java kernels, which are much slower: " + e.getMessage());
      return open(Backend.JAVA);
    }
  }
}
