#include "tensor/lanes_avx512.h"

#include "tensor/elementwise_lanes.h"

void ml_unary_avx512(int32_t function, const float *x, float *y, int64_t n) { ml_unary_loops(function, x, y, n); }

void ml_affine_avx512(float scale, float shift, const float *x, float *y, int64_t n) {
  ml_affine_loop(scale, shift, x, y, n);
}

void ml_binary_avx512(int32_t function, const ml_pair_shape *shape, const float *a, const float *b, float *y) {
  ml_binary_loops(function, shape, a, b, y);
}
