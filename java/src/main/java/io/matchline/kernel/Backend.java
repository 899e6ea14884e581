package io.matchline.kernel;

import java.util.Locale;

/// How the kernels are reached.
public enum Backend {
  /// C kernels through the Foreign Function & Memory API.
  FFM,
  /// C kernels through JNA.
  JNA,
  /// The Java twins; no native library needed, slower, same bits.
  JAVA;

  /// The name in configurations and results: `ffm`, `jna` or `java`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
