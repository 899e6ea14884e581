#include "tensor/conv.h"

#include <immintrin.h>

#include "dispatch.h"
#include "tensor/lanes_avx2.h"
#include "tensor/winograd_lanes.h"

#define ML_CONV_TURN 8
#include "tensor/conv_abreast.h"

#define PARTS 2 /* of 8 columns: a quarter of a panel at a time */
#define QUARTER (8 * PARTS)

/* All bits of lane l set where l is below `columns`. */
static inline __m256i lanes(int64_t columns) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)columns), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

/* Columns j ... j + 15 of the tile. */
ML_INLINE void multiply(const ml_conv_tile *t, int64_t j, int pixels) {
  __m256 sum[ML_CONV_PIXELS][PARTS];
  const float *x[ML_CONV_PIXELS], *w = t->w + j;
#pragma GCC unroll 6
  for (int i = 0; i < pixels; i++) {
    x[i] = t->x[i];
    sum[i][0] = sum[i][1] = _mm256_setzero_ps();
  }
  for (int64_t s = 0; s < t->segments; s++) {
    for (int64_t k = 0; k < t->length; k++, w += ML_PANEL) {
      __m256 row[PARTS] = {_mm256_loadu_ps(w), _mm256_loadu_ps(w + 8)};
#pragma GCC unroll 6
      for (int i = 0; i < pixels; i++) {
        __m256 value = _mm256_set1_ps(x[i][k]);
        sum[i][0] = _mm256_fmadd_ps(value, row[0], sum[i][0]);
        sum[i][1] = _mm256_fmadd_ps(value, row[1], sum[i][1]);
      }
    }
#pragma GCC unroll 6
    for (int i = 0; i < pixels; i++) x[i] += t->pitch;
    w += t->skip;
  }
  __m256i low = lanes(t->columns - j), high = lanes(t->columns - j - 8);
#pragma GCC unroll 6
  for (int i = 0; i < pixels; i++) {
    _mm256_maskstore_ps(t->y[i] + j, low, sum[i][0]);
    _mm256_maskstore_ps(t->y[i] + j + 8, high, sum[i][1]);
  }
}

static void multiply_quarter(const ml_conv_tile *t, int64_t j) {
  switch (t->pixels) {
    case 1: multiply(t, j, 1); break;
    case 2: multiply(t, j, 2); break;
    case 3: multiply(t, j, 3); break;
    case 4: multiply(t, j, 4); break;
    case 5: multiply(t, j, 5); break;
    default: multiply(t, j, ML_CONV_PIXELS);
  }
}

static void multiply_tile(const ml_conv_tile *t) {
  for (int64_t j = 0; j < t->columns; j += QUARTER) multiply_quarter(t, j);
}

static void turn(const float *from, int64_t stride, int64_t rows, int64_t columns, float *to, int64_t to_stride) {
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t j = 0; j < columns; j++) to[j * to_stride + i] = from[i * stride + j];
  }
}

void ml_conv_avx2(const ml_conv_shape *shape, ml_span images, const float *x, const float *packed, float *workspace,
                  float *y) {
  if (ml_conv_tiled(shape)) {
    winograd(shape, images, x, packed, workspace, y, multiply_tile);
  } else if (ml_conv_narrow(shape)) {
    ml_conv_abreast(shape, images, x, packed, workspace, y, multiply_tile, turn);
  } else {
    ml_conv_tiles(shape, images, x, packed, workspace, y, multiply_tile);
  }
}
