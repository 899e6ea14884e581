#include "math/elementary_avx2.h"

#include "dispatch.h"

void ml_exp_avx2(const double *x, double *y, int64_t n) {
  int64_t i = 0;
  for (; i + 4 <= n; i += 4) _mm256_storeu_pd(y + i, ml_exp_avx2_pd(_mm256_loadu_pd(x + i)));
  for (; i < n; i++) y[i] = ml_exp_scalar(x[i]);
}

void ml_log_avx2(const double *x, double *y, int64_t n) {
  int64_t i = 0;
  for (; i + 4 <= n; i += 4) _mm256_storeu_pd(y + i, ml_log_avx2_pd(_mm256_loadu_pd(x + i)));
  for (; i < n; i++) y[i] = ml_log_scalar(x[i]);
}
