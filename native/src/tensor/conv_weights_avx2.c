#include "tensor/conv.h"

#include <immintrin.h>

#include "dispatch.h"

#define ROWS 6 /* at a time, by half of the columns */
#define HALF (ML_CONV_COLUMNS / 2)

/* All bits of lane l set where l is below `columns`. */
static inline __m256i lanes(int64_t columns) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int32_t)columns), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

/* Rows first ... first + rows - 1 at columns j ... j + 15 of the tile. */
ML_INLINE void add(const ml_weight_tile *t, int first, int64_t j, int rows, int run) {
  __m256 sum[ROWS][2];
  const __m256i low = lanes(t->columns - j), high = lanes(t->columns - j - 8);
  float *dw = t->dw + first * t->out_channels + j;
#pragma GCC unroll 6
  for (int i = 0; i < rows; i++) {
    sum[i][0] = _mm256_maskload_ps(dw + i * t->out_channels, low);
    sum[i][1] = _mm256_maskload_ps(dw + i * t->out_channels + 8, high);
  }
  const float *dy = t->dy + j;
  for (int64_t n = 0; n < t->images; n++) {
    for (int64_t row = 0; row < t->height; row++) {
      const float *x = t->x + n * t->padded + row * t->pitch + first / run * t->pitch + first % run;
      for (int64_t column = 0; column < t->width; column++, x += t->in_channels, dy += t->out_channels) {
        __m256 left = _mm256_maskload_ps(dy, low), right = _mm256_maskload_ps(dy + 8, high);
#pragma GCC unroll 6
        for (int i = 0; i < rows; i++) {
          __m256 value = _mm256_set1_ps(x[i / run * t->pitch + i % run]);
          sum[i][0] = _mm256_fmadd_ps(value, left, sum[i][0]);
          sum[i][1] = _mm256_fmadd_ps(value, right, sum[i][1]);
        }
      }
    }
  }
#pragma GCC unroll 6
  for (int i = 0; i < rows; i++) {
    _mm256_maskstore_ps(dw + i * t->out_channels, low, sum[i][0]);
    _mm256_maskstore_ps(dw + i * t->out_channels + 8, high, sum[i][1]);
  }
}

ML_INLINE void add_rows(const ml_weight_tile *t, int first, int64_t j, int run) {
  switch (t->rows - first) {
    case 1: add(t, first, j, 1, run); break;
    case 2: add(t, first, j, 2, run); break;
    case 3: add(t, first, j, 3, run); break;
    case 4: add(t, first, j, 4, run); break;
    case 5: add(t, first, j, 5, run); break;
    default: add(t, first, j, ROWS, run);
  }
}

static void add_tile(const ml_weight_tile *t) {
  const int rows = t->run == 5 ? 5 : ROWS; /* whole runs */
  for (int first = 0; first < t->rows; first += rows) {
    for (int64_t j = 0; j < t->columns; j += HALF) {
      if (t->run == 5) {
        add(t, first, j, 5, 5);
      } else if (t->run == 3) {
        add_rows(t, first, j, 3);
      } else {
        add_rows(t, first, j, ML_CONV_LONG);
      }
    }
  }
}

void ml_conv_weights_avx2(const ml_conv_shape *shape, ml_span images, const float *x, const float *dy,
                          float *workspace, float *part) {
  ml_conv_weight_tiles(shape, images, x, dy, workspace, part, add_tile);
}
