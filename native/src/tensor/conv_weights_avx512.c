#include "tensor/conv.h"

#include <immintrin.h>

#include "dispatch.h"

#define PARTS (ML_CONV_COLUMNS / 16)

ML_INLINE __m512 load(const float *p, __mmask16 valid, int full) {
  return full ? _mm512_loadu_ps(p) : _mm512_maskz_loadu_ps(valid, p);
}

/* `rows` by 32 sums in registers while all pixels pass. */
ML_INLINE void add(const ml_weight_tile *t, int rows, int run, int full) {
  __m512 sum[ML_CONV_ROWS][PARTS];
  const __mmask16 valid[PARTS] = {(__mmask16)(UINT32_MAX >> (ML_CONV_COLUMNS - t->columns)),
                                  (__mmask16)(UINT32_MAX >> (ML_CONV_COLUMNS - t->columns) >> 16)};
#pragma GCC unroll 24
  for (int i = 0; i < rows * PARTS; i++) {
    const float *dw = t->dw + i / PARTS * t->out_channels + i % PARTS * 16;
    sum[i / PARTS][i % PARTS] = load(dw, valid[i % PARTS], full);
  }
  const float *dy = t->dy;
  for (int64_t n = 0; n < t->images; n++) {
    for (int64_t row = 0; row < t->height; row++) {
      const float *x = t->x + n * t->padded + row * t->pitch;
      for (int64_t column = 0; column < t->width; column++, x += t->in_channels, dy += t->out_channels) {
        __m512 low = load(dy, valid[0], full), high = load(dy + 16, valid[1], full);
#pragma GCC unroll 12
        for (int i = 0; i < rows; i++) {
          __m512 value = _mm512_set1_ps(x[i / run * t->pitch + i % run]);
          sum[i][0] = _mm512_fmadd_ps(value, low, sum[i][0]);
          sum[i][1] = _mm512_fmadd_ps(value, high, sum[i][1]);
        }
      }
    }
  }
#pragma GCC unroll 24
  for (int i = 0; i < rows * PARTS; i++) {
    float *dw = t->dw + i / PARTS * t->out_channels + i % PARTS * 16;
    _mm512_mask_storeu_ps(dw, valid[i % PARTS], sum[i / PARTS][i % PARTS]);
  }
}

ML_INLINE void add_rows(const ml_weight_tile *t, int run, int full) {
  switch (t->rows) {
    case 1: add(t, 1, run, full); break;
    case 2: add(t, 2, run, full); break;
    case 3: add(t, 3, run, full); break;
    case 4: add(t, 4, run, full); break;
    case 5: add(t, 5, run, full); break;
    case 6: add(t, 6, run, full); break;
    case 7: add(t, 7, run, full); break;
    case 8: add(t, 8, run, full); break;
    case 9: add(t, 9, run, full); break;
    case 10: add(t, 10, run, full); break;
    case 11: add(t, 11, run, full); break;
    default: add(t, ML_CONV_ROWS, run, full);
  }
}

static void add_tile(const ml_weight_tile *t) {
  if (t->run < ML_CONV_ROWS) {
    add_rows(t, 3, 0);
  } else if (t->columns == ML_CONV_COLUMNS && t->rows == ML_CONV_ROWS) {
    add(t, ML_CONV_ROWS, ML_CONV_ROWS, 1);
  } else {
    add_rows(t, ML_CONV_ROWS, 0);
  }
}

void ml_conv_weights_avx512(const ml_conv_shape *shape, ml_span images, const float *x, const float *dy,
                            float *workspace, float *part) {
  ml_conv_weight_tiles(shape, images, x, dy, workspace, part, add_tile);
}
