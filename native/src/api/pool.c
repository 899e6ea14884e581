/* Checks of the arguments of normalisation and pooling. */
#include "api/arguments.h"

static int32_t check_pool(const ml_pool_shape *shape, const ml_span *images, const void *y, const void *out) {
  REQUIRE(shape && images && y && out, ML_ERR_NULL);
  REQUIRE(shape->images >= 1 && shape->images <= INT32_MAX, ML_ERR_SIZE);
  REQUIRE(within(shape->height, 1, 1 << 15) && within(shape->width, 1, 1 << 15), ML_ERR_SIZE);
  REQUIRE(within(shape->channels, 1, 1 << 15), ML_ERR_SIZE);
  REQUIRE(images->begin >= 0 && images->begin <= images->end && images->end <= shape->images, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_pool_moments(const ml_pool_shape *shape, const ml_span *images, const float *y, float *moments) {
  int32_t status = check_pool(shape, images, y, moments);
  if (status == ML_OK) ml_kernels()->pool_moments(shape, *images, y, moments);
  return status;
}

ML_API int32_t ml_pool(const ml_pool_shape *shape, const ml_span *images, const float *y, const float *coefficients,
                       float *out) {
  int32_t status = check_pool(shape, images, y, out);
  if (status != ML_OK) return status;
  REQUIRE(coefficients, ML_ERR_NULL);
  ml_kernels()->pool(shape, *images, y, coefficients, out);
  return ML_OK;
}

ML_API int32_t ml_pool_sums(const ml_pool_shape *shape, const ml_span *images, const float *y,
                            const float *coefficients, const float *gradient, float *sums) {
  int32_t status = check_pool(shape, images, y, sums);
  if (status != ML_OK) return status;
  REQUIRE(coefficients && gradient, ML_ERR_NULL);
  ml_kernels()->pool_sums(shape, *images, y, coefficients, gradient, sums);
  return ML_OK;
}

ML_API int32_t ml_pool_gradient(const ml_pool_shape *shape, const ml_span *images, const float *y,
                                const float *coefficients, const float *gradient, float *dy) {
  int32_t status = check_pool(shape, images, y, dy);
  if (status != ML_OK) return status;
  REQUIRE(coefficients && gradient, ML_ERR_NULL);
  ml_kernels()->pool_gradient(shape, *images, y, coefficients, gradient, dy);
  return ML_OK;
}
