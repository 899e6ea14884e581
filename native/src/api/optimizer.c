#include "api/arguments.h"

ML_API int32_t ml_sgd(const ml_sgd_step *step, int64_t n, const float *g, float *w, float *v) {
  REQUIRE(step && g && w, ML_ERR_NULL);
  REQUIRE(n >= 0, ML_ERR_SIZE);
  ml_kernels()->sgd(step, n, g, w, v);
  return ML_OK;
}

ML_API int32_t ml_adam(const ml_adam_step *step, int64_t n, const float *g, float *w, float *m, float *v) {
  REQUIRE(step && g && w && m && v, ML_ERR_NULL);
  REQUIRE(n >= 0, ML_ERR_SIZE);
  ml_kernels()->adam(step, n, g, w, m, v);
  return ML_OK;
}
