/* Steps of optimizers: every level against the plain-C reference, which is compared with the equations in double, for
 * every remainder, in buffers that touch a page without access. */
#include <math.h>
#include <string.h>

#include "check.h"

#define MOST 200
#define TENSORS 4 /* w, g, m, v */

static const ml_adam_step adam = {.rate = 0.02f, .root = 1.7f, .beta1 = 0.9f, .beta2 = 0.99f, .gain1 = 0.1f,
                                  .gain2 = 0.01f, .epsilon = 1e-8f, .decay = 1e-3f};
static const ml_sgd_step sgd = {.rate = 0.1f, .momentum = 0.9f, .decay = 0.01f};

static void check_adam_value(const float *before, const float *after) {
  double m = 0.9 * (double)before[2] + 0.1 * (double)before[1];
  double v = 0.99 * (double)before[3] + 0.01 * (double)before[1] * (double)before[1];
  double w = (double)before[0] * (1 - 1e-3) - 0.02 * m / (sqrt(v) * (double)1.7f + 1e-8);
  const double wanted[] = {w, 0, m, v};
  for (int t = 0; t < TENSORS; t++) {
    if (t == 1) continue;
    CHECK(fabs((double)after[t] - wanted[t]) <= 1e-6 * (fabs(wanted[t]) + 0.1), "tensor %d is %g, not %g", t,
          (double)after[t], wanted[t]);
  }
}

static void check_sgd_value(const float *before, const float *after, int momentum) {
  double slope = (double)before[1] + 0.01 * (double)before[0] + (momentum ? 0.9 * (double)before[3] : 0);
  double w = (double)before[0] - 0.1 * slope;
  CHECK(fabs((double)after[0] - w) <= 1e-6, "weight is %g, not %g", (double)after[0], w);
  CHECK(!momentum || fabs((double)after[3] - slope) <= 1e-6, "velocity is %g, not %g", (double)after[3], slope);
}

/* kind 0: Adam, 1: gradient descent, 2: the same with momentum. */
static void step(int kind, const ml_adam_step *a, const ml_sgd_step *s, int64_t n, float *const x[TENSORS], int plain) {
  float *v = kind == 1 ? NULL : x[3];
  if (kind == 0 && plain) ml_adam_c(a, n, x[1], x[0], x[2], v);
  if (kind == 0 && !plain) CHECK(ml_adam(a, n, x[1], x[0], x[2], v) == ML_OK, "status");
  if (kind > 0 && plain) ml_sgd_c(s, n, x[1], x[0], v);
  if (kind > 0 && !plain) CHECK(ml_sgd(s, n, x[1], x[0], v) == ML_OK, "status");
}

static void check_step(int kind, int64_t n) {
  check_buffer buffer[TENSORS];
  float before[TENSORS][MOST], wanted[TENSORS][MOST], *plain[TENSORS], *own[TENSORS];
  for (int t = 0; t < TENSORS; t++) {
    buffer[t] = check_guarded(4 * (size_t)n, n & 1);
    own[t] = buffer[t].data;
    plain[t] = wanted[t];
    for (int64_t i = 0; i < n; i++) own[t][i] = wanted[t][i] = before[t][i] = (float)check_uniform(t == 3 ? 0.01 : -1, 1);
  }
  step(kind, &adam, &sgd, n, plain, 1);
  step(kind, &adam, &sgd, n, own, 0);
  for (int t = 0; t < TENSORS; t++) CHECK(check_same(own[t], wanted[t], 4 * (size_t)n), "tensor %d of %d differs", t, (int)n);
  for (int64_t i = 0; i < n; i++) {
    const float old[] = {before[0][i], before[1][i], before[2][i], before[3][i]};
    const float new[] = {own[0][i], own[1][i], own[2][i], own[3][i]};
    if (kind == 0) check_adam_value(old, new);
    if (kind > 0) check_sgd_value(old, new, kind == 2);
  }
  for (int t = 0; t < TENSORS; t++) check_release(&buffer[t]);
}

void check_optimizer(void) {
  for (int64_t n = 0; n <= 70; n++) {
    for (int kind = 0; kind < 3; kind++) check_step(kind, n);
  }
  for (int kind = 0; kind < 3; kind++) check_step(kind, MOST);
  float x[1] = {0};
  CHECK(ml_adam(&adam, 1, x, x, x, NULL) == ML_ERR_NULL && ml_sgd(NULL, 1, x, x, x) == ML_ERR_NULL, "null passes");
  CHECK(ml_adam(&adam, -1, x, x, x, x) == ML_ERR_SIZE && ml_sgd(&sgd, -1, x, x, x) == ML_ERR_SIZE, "size passes");
}
