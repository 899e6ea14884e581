#include "api/arguments.h"
#include "tensor/conv.h"

static int32_t check_conv(const ml_conv_shape *shape) {
  REQUIRE(shape, ML_ERR_NULL);
  REQUIRE(shape->images >= 1 && shape->images <= INT32_MAX, ML_ERR_SIZE);
  REQUIRE(within(shape->height, 1, 1 << 15) && within(shape->width, 1, 1 << 15), ML_ERR_SIZE);
  REQUIRE(within(shape->in_channels, 1, 1 << 15) && within(shape->out_channels, 1, 1 << 15), ML_ERR_SIZE);
  REQUIRE(within(shape->kernel_height, 1, 1 << 10) && within(shape->kernel_width, 1, 1 << 10), ML_ERR_SIZE);
  REQUIRE(within(shape->pad_height, 0, shape->kernel_height - 1), ML_ERR_SIZE);
  REQUIRE(within(shape->pad_width, 0, shape->kernel_width - 1), ML_ERR_SIZE);
  REQUIRE(ml_conv_height(shape) >= 1 && ml_conv_width(shape) >= 1, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_conv_size(const ml_conv_shape *shape, int64_t *workspace) {
  int32_t status = check_conv(shape);
  if (status != ML_OK) return status;
  REQUIRE(workspace, ML_ERR_NULL);
  *workspace = ml_conv_workspace(shape);
  return ML_OK;
}

ML_API int32_t ml_conv_pack(const ml_conv_shape *shape, const float *weights, int32_t turned, float *packed) {
  int32_t status = check_conv(shape);
  if (status != ML_OK) return status;
  REQUIRE(weights && packed, ML_ERR_NULL);
  REQUIRE(turned == 0 || turned == 1, ML_ERR_RANGE);
  ml_conv_fill(shape, weights, turned, packed);
  return ML_OK;
}

ML_API int32_t ml_conv(const ml_conv_shape *shape, const ml_span *images, const float *x, const float *packed,
                       float *workspace, float *y) {
  int32_t status = check_conv(shape);
  if (status != ML_OK) return status;
  REQUIRE(images && x && packed && workspace && y, ML_ERR_NULL);
  REQUIRE(images->begin >= 0 && images->begin <= images->end && images->end <= shape->images, ML_ERR_SIZE);
  ml_kernels()->conv(shape, *images, x, packed, workspace, y);
  return ML_OK;
}

ML_API int32_t ml_conv_weights(const ml_conv_shape *shape, const ml_span *images, const float *x, const float *dy,
                               float *workspace, float *part) {
  int32_t status = check_conv(shape);
  if (status != ML_OK) return status;
  REQUIRE(images && x && dy && workspace && part, ML_ERR_NULL);
  REQUIRE(images->begin >= 0 && images->begin <= images->end && images->end <= shape->images, ML_ERR_SIZE);
  ml_kernels()->conv_weights(shape, *images, x, dy, workspace, part);
  return ML_OK;
}

ML_API int32_t ml_conv_weights_sum(const ml_conv_shape *shape, const float *partial, float *dw) {
  int32_t status = check_conv(shape);
  if (status != ML_OK) return status;
  REQUIRE(partial && dw, ML_ERR_NULL);
  ml_conv_halve(shape, partial, dw);
  return ML_OK;
}
