#include "api/arguments.h"
#include "tensor/gemm.h"

ML_API int32_t ml_gemm_pack(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed) {
  REQUIRE(shape && b && packed, ML_ERR_NULL);
  REQUIRE(shape->inner >= 1 && shape->columns >= 1 && stride >= shape->columns, ML_ERR_SIZE);
  ml_gemm_fill(shape, b, stride, packed);
  return ML_OK;
}

static int bit(int32_t x) { return x == 0 || x == 1; }

ML_API int32_t ml_gemm(const ml_gemm_shape *shape, const ml_span *rows, const float *a, const float *b,
                       const float *bias, float *c) {
  REQUIRE(shape && rows && a && b && c, ML_ERR_NULL);
  REQUIRE(shape->rows >= 1 && shape->rows <= INT32_MAX && shape->inner >= 1 && shape->columns >= 1, ML_ERR_SIZE);
  REQUIRE(bit(shape->turned_a) && bit(shape->turned_b) && bit(shape->add) && bit(shape->relu), ML_ERR_RANGE);
  REQUIRE(shape->a_stride >= (shape->turned_a ? shape->rows : shape->inner), ML_ERR_SIZE);
  REQUIRE(shape->c_stride >= shape->columns, ML_ERR_SIZE);
  if (shape->b_stride == 0) {
    REQUIRE(!shape->turned_b, ML_ERR_RANGE);
  } else {
    REQUIRE(shape->b_stride >= (shape->turned_b ? shape->inner : shape->columns), ML_ERR_SIZE);
  }
  REQUIRE(rows->begin >= 0 && rows->begin <= rows->end && rows->end <= shape->rows, ML_ERR_SIZE);
  ml_kernels()->gemm(shape, *rows, a, b, bias, c);
  return ML_OK;
}
