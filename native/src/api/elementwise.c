#include "api/arguments.h"

static int32_t check_floats(const void *x, const void *y, int64_t n) {
  REQUIRE(x && y, ML_ERR_NULL);
  REQUIRE(n >= 0, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_unary(int32_t function, const float *x, float *y, int64_t n) {
  int32_t status = check_floats(x, y, n);
  if (status != ML_OK) return status;
  REQUIRE(function >= ML_UNARY_ABS && function <= ML_UNARY_SOFTPLUS, ML_ERR_RANGE);
  ml_kernels()->unary(function, x, y, n);
  return ML_OK;
}

ML_API int32_t ml_affine(float scale, float shift, const float *x, float *y, int64_t n) {
  int32_t status = check_floats(x, y, n);
  if (status == ML_OK) ml_kernels()->affine(scale, shift, x, y, n);
  return status;
}

static int count(int64_t n) { return n >= 1 && n <= INT32_MAX; }

ML_API int32_t ml_binary(int32_t function, const ml_pair_shape *shape, const float *a, const float *b, float *y) {
  REQUIRE(shape && a && b && y, ML_ERR_NULL);
  REQUIRE(count(shape->rows) && count(shape->columns) && shape->a_row >= 0 && shape->b_row >= 0, ML_ERR_SIZE);
  REQUIRE(shape->a_step == 0 || shape->a_step == 1, ML_ERR_RANGE);
  REQUIRE(shape->b_step == 0 || shape->b_step == 1, ML_ERR_RANGE);
  REQUIRE(function >= ML_BINARY_ADD && function <= ML_BINARY_GATE, ML_ERR_RANGE);
  ml_kernels()->binary(function, shape, a, b, y);
  return ML_OK;
}

ML_API int32_t ml_sums(const ml_sum_shape *shape, const float *x, double *sum) {
  REQUIRE(shape && x && sum, ML_ERR_NULL);
  REQUIRE(count(shape->rows) && count(shape->columns) && shape->stride >= shape->columns, ML_ERR_SIZE);
  REQUIRE(shape->kept == 0 || shape->kept == 1, ML_ERR_RANGE);
  REQUIRE(shape->squares == 0 || shape->squares == 1, ML_ERR_RANGE);
  ml_kernels()->sums(shape, x, sum);
  return ML_OK;
}

ML_API int32_t ml_round(const double *sum, float *y, int64_t n) {
  int32_t status = check_floats(sum, y, n);
  if (status == ML_OK) ml_kernels()->round(sum, y, n);
  return status;
}

ML_API int32_t ml_softmax(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability) {
  REQUIRE(x, ML_ERR_NULL);
  REQUIRE(rows >= 0 && rows <= INT32_MAX && count(columns), ML_ERR_SIZE);
  ml_kernels()->softmax(rows, columns, x, logarithm, probability);
  return ML_OK;
}
