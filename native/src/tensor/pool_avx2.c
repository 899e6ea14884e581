#include "tensor/lanes_avx2.h"
#include "tensor/pool_lanes.h"

void ml_pool_moments_avx2(const ml_pool_shape *s, ml_span images, const float *y, float *out) {
  moments(s, images, y, out);
}

void ml_pool_avx2(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients, float *out) {
  pool(s, images, y, coefficients, out);
}

void ml_pool_sums_avx2(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                     const float *gradient, float *out) {
  sums(s, images, y, coefficients, gradient, out);
}

void ml_pool_gradient_avx2(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                         const float *gradient, float *dy) {
  gradients(s, images, y, coefficients, gradient, dy);
}
