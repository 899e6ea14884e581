/* Functions of floats, element by element: y = f(x), y = scale x + shift, y = f(a, b). */
#include <math.h>

#include "dispatch.h"
#include "math/elementary.h"

static double sigmoid(double x) { return 1 / (1 + ml_exp_scalar(-x)); }

static float unary(int32_t function, float x) {
  double wide = (double)x;
  switch (function) {
    case ML_UNARY_ABS: return fabsf(x);
    case ML_UNARY_SIGN: return x > 0 ? 1 : x < 0 ? -1 : x;
    case ML_UNARY_RELU: return x > 0 ? x : 0;
    case ML_UNARY_STEP: return x > 0 ? 1 : 0;
    case ML_UNARY_SQRT: return sqrtf(x);
    case ML_UNARY_EXP: return (float)ml_exp_scalar(wide);
    case ML_UNARY_LOG: return (float)ml_log_scalar(wide);
    case ML_UNARY_SIGMOID: return (float)sigmoid(wide);
    case ML_UNARY_TANH: return (float)(2 * sigmoid(2 * wide) - 1);
    default: return (float)((x > 0 ? wide : 0) + ml_log_scalar(1 + ml_exp_scalar(-fabs(wide))));
  }
}

void ml_unary_c(int32_t function, const float *x, float *y, int64_t n) {
  for (int64_t i = 0; i < n; i++) y[i] = unary(function, x[i]);
}

void ml_affine_c(float scale, float shift, const float *x, float *y, int64_t n) {
  for (int64_t i = 0; i < n; i++) y[i] = scale * x[i] + shift;
}

static float binary(int32_t function, float a, float b) {
  switch (function) {
    case ML_BINARY_ADD: return a + b;
    case ML_BINARY_SUBTRACT: return a - b;
    case ML_BINARY_MULTIPLY: return a * b;
    case ML_BINARY_DIVIDE: return a / b;
    default: return a * (b > 0 ? 1.f : 0.f);
  }
}

void ml_binary_c(int32_t function, const ml_pair_shape *s, const float *a, const float *b, float *y) {
  for (int64_t i = 0; i < s->rows; i++) {
    for (int64_t j = 0; j < s->columns; j++) {
      y[i * s->columns + j] = binary(function, a[i * s->a_row + j * s->a_step], b[i * s->b_row + j * s->b_step]);
    }
  }
}
