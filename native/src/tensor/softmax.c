/* z = x - max x, s = sum exp z in stripes: ln p = z - ln s, p = exp z / s; in double, rounded once. */
#include "dispatch.h"
#include "math/elementary.h"

static void row(int64_t columns, const float *x, float *logarithm, float *probability) {
  float most = x[0];
  for (int64_t j = 1; j < columns; j++) most = x[j] > most ? x[j] : most;
  double stripe[ML_SUM_STRIPES] = {0};
  for (int64_t j = 0; j < columns; j++) stripe[j % ML_SUM_STRIPES] += ml_exp_scalar((double)x[j] - (double)most);
  for (int half = ML_SUM_STRIPES / 2; half > 0; half /= 2) {
    for (int l = 0; l < half; l++) stripe[l] += stripe[l + half];
  }
  double log_sum = ml_log_scalar(stripe[0]);
  for (int64_t j = 0; j < columns; j++) {
    double z = (double)x[j] - (double)most;
    if (logarithm) logarithm[j] = (float)(z - log_sum);
    if (probability) probability[j] = (float)(ml_exp_scalar(z) / stripe[0]);
  }
}

void ml_softmax_c(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability) {
  for (int64_t i = 0; i < rows; i++) {
    row(columns, x + i * columns, logarithm ? logarithm + i * columns : 0, probability ? probability + i * columns : 0);
  }
}
