#include "api/arguments.h"

/* Blocks of the digital layout come in pairs. */
static int64_t digital_blocks(const ml_rows *rows) { return 2 * blocks_of(rows->rows, 2 * ML_ROWS_PER_BLOCK); }

static int32_t check_search(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks) {
  REQUIRE(rows && queries && blocks && rows->on_slb && queries->sl, ML_ERR_NULL);
  REQUIRE((rows->on_sl == NULL) == (queries->slb == NULL), ML_ERR_NULL);
  REQUIRE(rows->rows >= 1 && rows->rows <= INT32_MAX && queries->queries >= 1, ML_ERR_SIZE);
  REQUIRE(rows->words >= 1 && rows->words <= ML_MAX_WORDS && rows->words == queries->words, ML_ERR_SIZE);
  REQUIRE(blocks->begin >= 0 && blocks->begin <= blocks->end && blocks->end <= digital_blocks(rows), ML_ERR_SIZE);
  REQUIRE(blocks->begin % 2 == 0 && blocks->end % 2 == 0, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_mismatch_all(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks,
                               uint16_t *distance, int64_t stride) {
  int32_t status = check_search(rows, queries, blocks);
  if (status != ML_OK) return status;
  REQUIRE(distance, ML_ERR_NULL);
  REQUIRE(stride >= rows->rows, ML_ERR_SIZE);
  ml_kernels()->mismatch_all(rows, queries, *blocks, distance, stride);
  return ML_OK;
}

ML_API int32_t ml_mismatch_within(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks,
                                  int32_t threshold, uint32_t *hit, int64_t stride) {
  int32_t status = check_search(rows, queries, blocks);
  if (status != ML_OK) return status;
  REQUIRE(hit, ML_ERR_NULL);
  REQUIRE(stride >= digital_blocks(rows), ML_ERR_SIZE);
  REQUIRE(threshold >= 0 && threshold <= UINT16_MAX, ML_ERR_RANGE);
  ml_kernels()->mismatch_within(rows, queries, *blocks, threshold, hit, stride);
  return ML_OK;
}

ML_API int32_t ml_mismatch_nearest(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks, int32_t k,
                                   uint16_t *distance, uint32_t *row) {
  int32_t status = check_search(rows, queries, blocks);
  if (status != ML_OK) return status;
  REQUIRE(distance && row, ML_ERR_NULL);
  REQUIRE(k >= 1 && k <= ML_MAX_NEAREST, ML_ERR_SIZE);
  ml_kernels()->mismatch_nearest(rows, queries, *blocks, k, distance, row);
  return ML_OK;
}
