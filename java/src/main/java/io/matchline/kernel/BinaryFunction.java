package io.matchline.kernel;

/// Functions of two floats, `ML_BINARY_*` of `matchline.h` in their order.
public enum BinaryFunction {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  /// a times 1 where b is above 0, else a times 0.
  GATE;

  float of(float a, float b) {
    return switch (this) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case GATE -> a * (b > 0 ? 1f : 0f);
    };
  }
}
