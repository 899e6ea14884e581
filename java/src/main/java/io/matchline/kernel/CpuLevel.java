package io.matchline.kernel;

import java.util.Locale;

/// Instruction-set level that the kernels run at; the ordinal is the number in `matchline.h`.
public enum CpuLevel {
  SCALAR,
  AVX2,
  AVX512;

  /// The name in results and in `MATCHLINE_MAX_ISA`: `scalar`, `avx2` or `avx512`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
