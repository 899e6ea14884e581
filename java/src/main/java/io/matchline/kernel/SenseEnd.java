package io.matchline.kernel;

/// End of the match line that carries the sense amplifier; the ordinal is the number in `matchline.h`.
public enum SenseEnd {
  /// Node 0, beside the precharge transistor.
  NEAR,
  /// Node M, the far end.
  FAR
}
