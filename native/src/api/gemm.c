#include "api/arguments.h"
#include "tensor/gemm.h"

ML_API int32_t ml_gemm_pack(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed) {
  REQUIRE(shape && b && packed, ML_ERR_NULL);
  REQUIRE(shape->inner >= 1 && shape->columns >= 1 && stride >= shape->columns, ML_ERR_SIZE);
  ml_gemm_fill(shape, b, stride, packed);
  return ML_OK;
}

ML_API int32_t ml_gemm(const ml_gemm_shape *shape, const ml_span *rows, const float *a, const float *packed, float *c) {
  REQUIRE(shape && rows && a && packed && c, ML_ERR_NULL);
  REQUIRE(shape->rows >= 1 && shape->rows <= INT32_MAX && shape->inner >= 1 && shape->columns >= 1, ML_ERR_SIZE);
  REQUIRE(shape->a_stride >= shape->inner && shape->c_stride >= shape->columns, ML_ERR_SIZE);
  REQUIRE(rows->begin >= 0 && rows->begin <= rows->end && rows->end <= shape->rows, ML_ERR_SIZE);
  REQUIRE(shape->add == 0 || shape->add == 1, ML_ERR_RANGE);
  ml_kernels()->gemm(shape, *rows, a, packed, c);
  return ML_OK;
}
