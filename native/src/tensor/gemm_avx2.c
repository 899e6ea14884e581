#include "tensor/gemm.h"

#include <immintrin.h>
#include <string.h>

#include "dispatch.h"

#define PARTS 2 /* of 8 columns: a quarter of a panel at a time */
#define QUARTER (8 * PARTS)

/* All bits of lane l set where column 8p + l of the quarter is below `columns`. */
static inline __m256i lanes(int64_t columns, int p) {
  __m256i column = _mm256_add_epi32(_mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7), _mm256_set1_epi32(8 * p));
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)columns), column);
}

/* Adds the bias and writes the sums of columns j ... j + 15. */
ML_INLINE void finish(const ml_tile *t, int64_t j, int rows, const __m256i *valid, __m256 (*sum)[PARTS]) {
  const __m256 floor = _mm256_setzero_ps();
#pragma GCC unroll 2
  for (int p = 0; p < PARTS; p++) {
    __m256 bias = t->bias ? _mm256_maskload_ps(t->bias + j + 8 * p, valid[p]) : floor;
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      __m256 end = t->bias ? _mm256_add_ps(sum[i][p], bias) : sum[i][p];
      if (t->relu) end = _mm256_max_ps(end, floor); /* the second one where the first is no number */
      _mm256_maskstore_ps(t->c + i * t->c_stride + j + 8 * p, valid[p], end);
    }
  }
}

/* Columns j ... j + 15 of the tile. */
ML_INLINE void multiply(const ml_tile *t, int64_t j, int rows) {
  __m256 sum[ML_TILE_ROWS][PARTS];
  const __m256i valid[PARTS] = {lanes(t->columns - j, 0), lanes(t->columns - j, 1)};
#pragma GCC unroll 12
  for (int i = 0; i < rows * PARTS; i++) {
    const float *c = t->c + i / PARTS * t->c_stride + j + i % PARTS * 8;
    sum[i / PARTS][i % PARTS] = t->resume ? _mm256_maskload_ps(c, valid[i % PARTS]) : _mm256_setzero_ps();
  }
  const int64_t row = t->a_row, step = t->a_step;
  const float *low = t->a, *high = low + (rows > 3 ? 3 * row : 0), *b = t->b + j;
  for (int64_t k = 0; k < t->depth; k++, low += step, high += step, b += ML_PANEL) {
    __m256 values[PARTS] = {_mm256_loadu_ps(b), _mm256_loadu_ps(b + 8)};
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      __m256 x = _mm256_set1_ps(i < 3 ? low[i * row] : high[(i - 3) * row]);
#pragma GCC unroll 2
      for (int p = 0; p < PARTS; p++) sum[i][p] = _mm256_fmadd_ps(x, values[p], sum[i][p]);
    }
  }
  finish(t, j, rows, valid, sum);
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

static void copy_rows(const ml_strip_of_b *s, float *panel) {
  for (int64_t k = 0; k < s->depth; k++, panel += ML_PANEL) {
    memcpy(panel, s->b + k * s->stride, (size_t)s->columns * sizeof *panel);
    memset(panel + s->columns, 0, (size_t)(ML_PANEL - s->columns) * sizeof *panel);
  }
}

/* Eight rows of the panel at a time, so that its lines stay near while a column passes. */
static void copy_columns(const ml_strip_of_b *s, float *panel) {
  memset(panel, 0, (size_t)(s->depth * ML_PANEL) * sizeof *panel);
  for (int64_t first = 0; first < s->depth; first += 8) {
    for (int64_t j = 0; j < s->columns; j++) {
      for (int64_t k = first; k < ml_least(first + 8, s->depth); k++) panel[k * ML_PANEL + j] = s->b[j * s->stride + k];
    }
  }
}

void ml_gemm_avx2(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *b, const float *bias,
                  float *c) {
  static ml_copy_fn *const copy[2] = {copy_rows, copy_columns};
  ml_gemm_tiles(shape, rows, a, b, bias, c, multiply_tile, copy);
}
