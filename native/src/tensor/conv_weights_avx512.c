#include "tensor/conv.h"

#include <immintrin.h>

#include "dispatch.h"

#define PARTS (ML_CONV_COLUMNS / 16)

/* `rows` by 32 sums in registers while all pixels pass. */
ML_INLINE void add(const ml_weight_tile *t, int rows) {
  __m512 sum[ML_CONV_ROWS][PARTS];
  const __mmask16 valid[PARTS] = {(__mmask16)(UINT32_MAX >> (ML_CONV_COLUMNS - t->columns)),
                                  (__mmask16)(UINT32_MAX >> (ML_CONV_COLUMNS - t->columns) >> 16)};
#pragma GCC unroll 24
  for (int i = 0; i < rows * PARTS; i++) {
    const float *dw = t->dw + i / PARTS * t->out_channels + i % PARTS * 16;
    sum[i / PARTS][i % PARTS] = _mm512_maskz_loadu_ps(valid[i % PARTS], dw);
  }
  const float *dy = t->dy;
  for (int64_t row = 0; row < t->height; row++) {
    const float *x = t->x + row * t->pitch;
    for (int64_t column = 0; column < t->width; column++, x += t->in_channels, dy += t->out_channels) {
      __m512 low = _mm512_maskz_loadu_ps(valid[0], dy), high = _mm512_maskz_loadu_ps(valid[1], dy + 16);
#pragma GCC unroll 12
      for (int i = 0; i < rows; i++) {
        __m512 value = _mm512_set1_ps(x[t->offset[i]]);
        sum[i][0] = _mm512_fmadd_ps(value, low, sum[i][0]);
        sum[i][1] = _mm512_fmadd_ps(value, high, sum[i][1]);
      }
    }
  }
#pragma GCC unroll 24
  for (int i = 0; i < rows * PARTS; i++) {
    float *dw = t->dw + i / PARTS * t->out_channels + i % PARTS * 16;
    _mm512_mask_storeu_ps(dw, valid[i % PARTS], sum[i / PARTS][i % PARTS]);
  }
}

static void add_tile(const ml_weight_tile *t) {
  switch (t->rows) {
    case 1: add(t, 1); break;
    case 2: add(t, 2); break;
    case 3: add(t, 3); break;
    case 4: add(t, 4); break;
    case 5: add(t, 5); break;
    case 6: add(t, 6); break;
    case 7: add(t, 7); break;
    case 8: add(t, 8); break;
    case 9: add(t, 9); break;
    case 10: add(t, 10); break;
    case 11: add(t, 11); break;
    default: add(t, ML_CONV_ROWS);
  }
}

void ml_conv_weights_avx512(const ml_conv_shape *shape, ml_span parts, const float *x, const float *dy,
                            float *workspace, float *partial) {
  ml_conv_weight_tiles(shape, parts, x, dy, workspace, partial, add_tile);
}
