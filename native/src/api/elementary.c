#include "api/arguments.h"

static int32_t check_map(const double *x, const double *y, int64_t n) {
  REQUIRE(x && y, ML_ERR_NULL);
  REQUIRE(n >= 0, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_exp(const double *x, double *y, int64_t n) {
  int32_t status = check_map(x, y, n);
  if (status == ML_OK) ml_kernels()->exp(x, y, n);
  return status;
}

ML_API int32_t ml_log(const double *x, double *y, int64_t n) {
  int32_t status = check_map(x, y, n);
  if (status == ML_OK) ml_kernels()->log(x, y, n);
  return status;
}
