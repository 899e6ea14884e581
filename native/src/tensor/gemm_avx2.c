#include "tensor/gemm.h"

#include <immintrin.h>

#include "dispatch.h"

#define PARTS 2 /* of 8 columns: a quarter of a panel at a time */
#define QUARTER (8 * PARTS)

/* All bits of lane l set where column 8p + l of the quarter is below `columns`. */
static inline __m256i lanes(int64_t columns, int p) {
  __m256i column = _mm256_add_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32(8 * p));
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)columns), column);
}

/* Columns j ... j + 15 of the tile. */
static inline __attribute__((always_inline)) void multiply(const ml_tile *t, int64_t j, int rows) {
  __m256 sum[ML_TILE_ROWS][PARTS];
  __m256i valid[PARTS] = {lanes(t->columns - j, 0), lanes(t->columns - j, 1)};
#pragma GCC unroll 12
  for (int i = 0; i < rows * PARTS; i++) {
    const float *c = t->c + i / PARTS * t->c_stride + j + i % PARTS * 8;
    sum[i / PARTS][i % PARTS] = t->resume ? _mm256_maskload_ps(c, valid[i % PARTS]) : _mm256_setzero_ps();
  }
  const float *a = t->a, *b = t->b + j;
  for (int64_t k = 0; k < t->depth; k++, b += ML_PANEL) {
    __m256 row[PARTS] = {_mm256_loadu_ps(b), _mm256_loadu_ps(b + 8)};
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      __m256 x = _mm256_set1_ps(a[i * t->a_stride + k]);
#pragma GCC unroll 2
      for (int p = 0; p < PARTS; p++) sum[i][p] = _mm256_fmadd_ps(x, row[p], sum[i][p]);
    }
  }
#pragma GCC unroll 12
  for (int i = 0; i < rows * PARTS; i++) {
    float *c = t->c + i / PARTS * t->c_stride + j + i % PARTS * 8;
    _mm256_maskstore_ps(c, valid[i % PARTS], sum[i / PARTS][i % PARTS]);
  }
}

static void multiply_quarter(const ml_tile *t, int64_t j) {
  switch (t->rows) {
    case 1: multiply(t, j, 1); break;
    case 2: multiply(t, j, 2); break;
    case 3: multiply(t, j, 3); break;
    case 4: multiply(t, j, 4); break;
    case 5: multiply(t, j, 5); break;
    default: multiply(t, j, ML_TILE_ROWS);
  }
}

static void multiply_tile(const ml_tile *t) {
  for (int64_t j = 0; j < t->columns; j += QUARTER) multiply_quarter(t, j);
}

void ml_gemm_avx2(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *packed, float *c) {
  ml_gemm_tiles(shape, rows, a, packed, c, multiply_tile);
}
