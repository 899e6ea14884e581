/* Functions of floats: every level against the plain-C reference, which is compared with libm in double, for every
 * remainder, in buffers that touch a page without access. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "check.h"

static const float extremes[] = {0,           -0.f,    1,      -1,     0x1p-149f, -0x1p-149f, 0x1p-126f, 88.8f, -88.8f,
                                 -103.98f,    104,     0x1p127f, -0x1p127f, INFINITY, -INFINITY, 20,   -20,   0x1p-30f};

/* Numbers over many octaves with extremes among them. */
static check_buffer numbers(int64_t n, int at_end) {
  check_buffer buffer = check_guarded(4 * (size_t)n, at_end);
  float *x = buffer.data;
  for (int64_t i = 0; i < n; i++) {
    x[i] = (float)(check_uniform(-1, 1) * ldexp(1, (int)check_integer(-12, 6)));
    if (check_integer(0, 9) == 0) x[i] = extremes[check_integer(0, sizeof extremes / sizeof extremes[0] - 1)];
  }
  return buffer;
}

static double exact(int32_t function, double x) {
  switch (function) {
    case ML_UNARY_ABS: return fabs(x);
    case ML_UNARY_SIGN: return x > 0 ? 1 : x < 0 ? -1 : 0;
    case ML_UNARY_RELU: return fmax(x, 0);
    case ML_UNARY_STEP: return x > 0;
    case ML_UNARY_SQRT: return sqrt(x);
    case ML_UNARY_EXP: return exp(x);
    case ML_UNARY_LOG: return log(x);
    case ML_UNARY_SIGMOID: return 1 / (1 + exp(-x));
    case ML_UNARY_TANH: return tanh(x);
    default: return fmax(x, 0) + log1p(exp(-fabs(x)));
  }
}

/* Within a rounding of libm where a float can say it; tanh loses what 1 - 1 loses and softplus what 1 + 0 does, the
 * logarithm of infinity is NaN. */
static void check_value(int32_t function, float x, float y) {
  double wanted = exact(function, (double)x);
  if (!(fabs(wanted) <= (double)FLT_MAX) || (function == ML_UNARY_LOG && !isfinite(x))) return;
  double room = 0x1p-23 * fabs(wanted) + 0x1p-149 + (function >= ML_UNARY_TANH ? 0x1p-52 : 0);
  CHECK(fabs((double)y - wanted) <= room, "function %d of %a is %a, not %a", function, (double)x, (double)y, wanted);
}

static int same(float a, float b) { return (isnan(a) && isnan(b)) || check_same(&a, &b, sizeof a); }

static void check_unary(int64_t n) {
  check_buffer x = numbers(n, n & 1), y = check_guarded(4 * (size_t)n, n & 1);
  const float *in = x.data, *out = y.data;
  for (int32_t f = ML_UNARY_ABS; f <= ML_UNARY_SOFTPLUS; f++) {
    float wanted[300];
    ml_unary_c(f, in, wanted, n);
    CHECK(ml_unary(f, in, y.data, n) == ML_OK, "status");
    for (int64_t i = 0; i < n; i++) {
      CHECK(same(out[i], wanted[i]), "function %d of %a is %a", f, (double)in[i], (double)out[i]);
      check_value(f, in[i], out[i]);
    }
  }
  CHECK(ml_affine(3, -0.7f, in, y.data, n) == ML_OK, "status");
  for (int64_t i = 0; i < n; i++) {
    volatile float product = 3 * in[i];
    CHECK(same(out[i], product + -0.7f), "affine of %a is %a", (double)in[i], (double)out[i]);
  }
  check_release(&x);
  check_release(&y);
}

static float pair(int32_t function, float a, float b) {
  const float gate = b > 0 ? 1 : 0;
  const float values[] = {a + b, a - b, a * b, a / b, a * gate};
  return values[function];
}

static void check_binary(int64_t rows, int64_t columns) {
  ml_pair_shape s = {.rows = rows, .columns = columns};
  s.a_step = (int32_t)check_integer(0, 1);
  s.b_step = (int32_t)check_integer(0, 1);
  s.a_row = check_integer(0, 1) * (s.a_step ? columns + 2 : 1);
  s.b_row = check_integer(0, 1) * (s.b_step ? columns : 3);
  int64_t a_count = (rows - 1) * s.a_row + (columns - 1) * s.a_step + 1;
  int64_t b_count = (rows - 1) * s.b_row + (columns - 1) * s.b_step + 1;
  check_buffer a = numbers(a_count, columns & 1), b = numbers(b_count, columns & 1);
  check_buffer y = check_guarded(4 * (size_t)(rows * columns), columns & 1);
  const float *left = a.data, *right = b.data, *out = y.data;
  for (int32_t f = ML_BINARY_ADD; f <= ML_BINARY_GATE; f++) {
    CHECK(ml_binary(f, &s, left, right, y.data) == ML_OK, "status");
    for (int64_t k = 0; k < rows * columns; k++) {
      int64_t i = k / columns, j = k % columns;
      float wanted = pair(f, left[i * s.a_row + j * s.a_step], right[i * s.b_row + j * s.b_step]);
      CHECK(same(out[k], wanted), "function %d at %d, %d is %a", f, (int)i, (int)j, (double)out[k]);
    }
  }
  check_release(&a);
  check_release(&b);
  check_release(&y);
}

static void check_elementwise_arguments(void) {
  float x[4] = {0};
  ml_pair_shape ok = {.rows = 1, .columns = 1}, bad = ok;
  CHECK(ml_unary(ML_UNARY_EXP, NULL, x, 1) == ML_ERR_NULL && ml_unary(ML_UNARY_EXP, x, x, -1) == ML_ERR_SIZE, "passes");
  CHECK(ml_unary(10, x, x, 1) == ML_ERR_RANGE && ml_unary(-1, x, x, 1) == ML_ERR_RANGE, "unknown function passes");
  CHECK(ml_binary(5, &ok, x, x, x) == ML_ERR_RANGE && ml_binary(0, NULL, x, x, x) == ML_ERR_NULL, "passes");
  bad.a_step = 2;
  CHECK(ml_binary(0, &bad, x, x, x) == ML_ERR_RANGE, "a step of 2 passes");
  bad = ok;
  bad.rows = 0;
  CHECK(ml_binary(0, &bad, x, x, x) == ML_ERR_SIZE, "no rows pass");
}

void check_elementwise(void) {
  for (int64_t n = 0; n <= 70; n++) check_unary(n);
  for (int i = 0; i < 30; i++) check_unary(300);
  for (int64_t columns = 1; columns <= 70; columns++) check_binary(check_integer(1, 5), columns);
  check_elementwise_arguments();
}
