/* sum[j] += x[i][j] over rows i in rising order, or sum[i] += the stripes of row i by a halving tree; in double. */
#include "dispatch.h"

static double term(const ml_sum_shape *s, float x) { return s->squares ? (double)x * (double)x : (double)x; }

static double row_sum(const ml_sum_shape *s, const float *row) {
  double stripe[ML_SUM_STRIPES] = {0};
  for (int64_t j = 0; j < s->columns; j++) stripe[j % ML_SUM_STRIPES] += term(s, row[j]);
  for (int half = ML_SUM_STRIPES / 2; half > 0; half /= 2) {
    for (int l = 0; l < half; l++) stripe[l] += stripe[l + half];
  }
  return stripe[0];
}

void ml_sums_c(const ml_sum_shape *s, const float *x, double *sum) {
  for (int64_t i = 0; i < s->rows; i++) {
    const float *row = x + i * s->stride;
    if (s->kept) {
      for (int64_t j = 0; j < s->columns; j++) sum[j] += term(s, row[j]);
    } else {
      sum[i] += row_sum(s, row);
    }
  }
}

void ml_round_c(const double *sum, float *y, int64_t n) {
  for (int64_t i = 0; i < n; i++) y[i] = (float)sum[i];
}
