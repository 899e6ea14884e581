#include "math/elementary.h"

#include "dispatch.h"

void ml_exp_c(const double *x, double *y, int64_t n) {
  for (int64_t i = 0; i < n; i++) y[i] = ml_exp_scalar(x[i]);
}

void ml_log_c(const double *x, double *y, int64_t n) {
  for (int64_t i = 0; i < n; i++) y[i] = ml_log_scalar(x[i]);
}
