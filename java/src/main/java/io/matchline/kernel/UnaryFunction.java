package io.matchline.kernel;

/// Functions of one float, `ML_UNARY_*` of `matchline.h` in their order. What is not exact is evaluated in double and
/// rounded once.
public enum UnaryFunction {
  ABS,
  /// −1, 0 or 1.
  SIGN,
  /// x above 0, else 0.
  RELU,
  /// 1 above 0, else 0.
  STEP,
  SQRT,
  EXP,
  LOG,
  /// 1 / (1 + exp(−x)).
  SIGMOID,
  /// 2 / (1 + exp(−2 x)) − 1.
  TANH,
  /// max(x, 0) + ln(1 + exp(−|x|)).
  SOFTPLUS;

  float of(float x) {
    return switch (this) {
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case RELU -> x > 0 ? x : 0;
      case STEP -> x > 0 ? 1 : 0;
      case SQRT -> (float) Math.sqrt(x);
      case EXP -> (float) Elementary.exp(x);
      case LOG -> (float) Elementary.log(x);
      case SIGMOID -> (float) sigmoid(x);
      case TANH -> (float) (2 * sigmoid(2.0 * x) - 1);
      case SOFTPLUS -> (float) ((x > 0 ? x : 0) + Elementary.log(1 + Elementary.exp(-Math.abs((double) x))));
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Elementary.exp(-x));
  }
}
