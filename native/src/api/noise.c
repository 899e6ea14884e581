#include "api/arguments.h"

static int32_t check_draw(const ml_draw *draw, const ml_patch *patch, const void *out, int64_t stride) {
  REQUIRE(draw && patch && out, ML_ERR_NULL);
  REQUIRE(draw->stream <= 255 && draw->array < 1u << 24, ML_ERR_RANGE);
  REQUIRE(patch->row_begin >= 0 && patch->rows >= 1 && patch->cell_begin >= 0 && patch->cells >= 1, ML_ERR_SIZE);
  REQUIRE(patch->rows <= INT32_MAX && patch->row_begin <= INT32_MAX - patch->rows + 1, ML_ERR_SIZE);
  REQUIRE(patch->cells <= INT32_MAX && patch->cell_begin <= INT32_MAX - patch->cells + 1, ML_ERR_SIZE);
  REQUIRE(stride >= patch->cells, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_philox(const ml_draw *draw, const ml_patch *patch, uint32_t *word, int64_t stride) {
  int32_t status = check_draw(draw, patch, word, stride);
  if (status == ML_OK) ml_kernels()->philox(draw, patch, word, stride);
  return status;
}

ML_API int32_t ml_gauss(const ml_draw *draw, const ml_patch *patch, float *normal, int64_t stride) {
  int32_t status = check_draw(draw, patch, normal, stride);
  if (status == ML_OK) ml_kernels()->gauss(draw, patch, normal, stride);
  return status;
}

ML_API int32_t ml_noisy_mvm(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *product,
                            const ml_span *vectors) {
  REQUIRE(product && vectors && product->mean && product->x, ML_ERR_NULL);
  REQUIRE(!patch || product->x_stride >= patch->rows, ML_ERR_SIZE);
  REQUIRE(!patch || product->stride >= patch->cells, ML_ERR_SIZE);
  int32_t status = check_draw(draw, patch, product->y, product->y_stride);
  if (status != ML_OK) return status;
  REQUIRE(product->vectors >= 1 && product->vectors <= INT32_MAX, ML_ERR_SIZE);
  REQUIRE(vectors->begin >= 0 && vectors->begin <= vectors->end && vectors->end <= product->vectors, ML_ERR_SIZE);
  REQUIRE(non_negative((double)product->sigma) && !(product->sigma_cell && product->sigma > 0), ML_ERR_RANGE);
  ml_kernels()->noisy_mvm(draw, patch, product, *vectors);
  return ML_OK;
}
