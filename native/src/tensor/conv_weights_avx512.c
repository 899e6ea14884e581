#include "tensor/conv.h"

#include <immintrin.h>

#include "dispatch.h"

#define PARTS (ML_CONV_COLUMNS / 16)

ML_INLINE __m512 load(const float *p, __mmask16 valid, int full) {
  return full ? _mm512_loadu_ps(p) : _mm512_maskz_loadu_ps(valid, p);
}

/* `rows` by 16 `parts` sums in registers while all pixels pass. */
ML_INLINE void add(const ml_weight_tile *t, int rows, int run, int parts, int full) {
  __m512 sum[ML_CONV_LONG][PARTS];
  const __mmask16 valid[PARTS] = {(__mmask16)(UINT32_MAX >> (ML_CONV_COLUMNS - t->columns)),
                                  (__mmask16)(UINT32_MAX >> (ML_CONV_COLUMNS - t->columns) >> 16)};
#pragma GCC unroll 30
  for (int i = 0; i < rows * parts; i++) {
    const float *dw = t->dw + i / parts * t->out_channels + i % parts * 16;
    sum[i / parts][i % parts] = load(dw, valid[i % parts], full);
  }
  const float *dy = t->dy;
  for (int64_t n = 0; n < t->images; n++) {
    for (int64_t row = 0; row < t->height; row++) {
      const float *x = t->x + n * t->padded + row * t->pitch;
      for (int64_t column = 0; column < t->width; column++, x += t->in_channels, dy += t->out_channels) {
        __m512 low = load(dy, valid[0], full), high = parts > 1 ? load(dy + 16, valid[1], full) : low;
#pragma GCC unroll 30
        for (int i = 0; i < rows; i++) {
          __m512 value = _mm512_set1_ps(x[i / run * t->pitch + i % run]);
          sum[i][0] = _mm512_fmadd_ps(value, low, sum[i][0]);
          if (parts > 1) sum[i][1] = _mm512_fmadd_ps(value, high, sum[i][1]);
        }
      }
    }
  }
#pragma GCC unroll 30
  for (int i = 0; i < rows * parts; i++) {
    float *dw = t->dw + i / parts * t->out_channels + i % parts * 16;
    _mm512_mask_storeu_ps(dw, valid[i % parts], sum[i / parts][i % parts]);
  }
}

/* Rows of one kernel row. */
ML_INLINE void add_rows(const ml_weight_tile *t, int parts) {
  switch (t->rows) {
    case 1: add(t, 1, ML_CONV_LONG, parts, 0); break;
    case 2: add(t, 2, ML_CONV_LONG, parts, 0); break;
    case 3: add(t, 3, ML_CONV_LONG, parts, 0); break;
    case 4: add(t, 4, ML_CONV_LONG, parts, 0); break;
    case 5: add(t, 5, ML_CONV_LONG, parts, 0); break;
    case 6: add(t, 6, ML_CONV_LONG, parts, 0); break;
    case 7: add(t, 7, ML_CONV_LONG, parts, 0); break;
    case 8: add(t, 8, ML_CONV_LONG, parts, 0); break;
    case 9: add(t, 9, ML_CONV_LONG, parts, 0); break;
    case 10: add(t, 10, ML_CONV_LONG, parts, 0); break;
    case 11: add(t, 11, ML_CONV_LONG, parts, 0); break;
    default: add(t, ML_CONV_ROWS, ML_CONV_LONG, parts, 0);
  }
}

/* Whole kernel rows of three. */
ML_INLINE void add_threes(const ml_weight_tile *t, int parts) {
  switch (t->rows) {
    case 3: add(t, 3, 3, parts, 0); break;
    case 6: add(t, 6, 3, parts, 0); break;
    case 9: add(t, 9, 3, parts, 0); break;
    default: add(t, ML_CONV_ROWS, 3, parts, 0);
  }
}

static void add_few_columns(const ml_weight_tile *t) {
  const int fives = t->run == 5;
  if (t->run == 3) {
    add_threes(t, 1);
  } else if (t->rows == ML_CONV_LONG) {
    add(t, ML_CONV_LONG, ML_CONV_LONG, 1, 0);
  } else if (t->rows == 25) {
    add(t, 25, 5, 1, 0);
  } else if (t->rows == 24) {
    add(t, 24, ML_CONV_LONG, 1, 0);
  } else if (t->rows == 20) {
    fives ? add(t, 20, 5, 1, 0) : add(t, 20, ML_CONV_LONG, 1, 0);
  } else if (t->rows == 15) {
    fives ? add(t, 15, 5, 1, 0) : add(t, 15, ML_CONV_LONG, 1, 0);
  } else if (fives && t->rows == 10) {
    add(t, 10, 5, 1, 0);
  } else {
    add_rows(t, 1);
  }
}

static void add_tile(const ml_weight_tile *t) {
  if (t->out_channels <= ML_CONV_COLUMNS / 2) {
    add_few_columns(t);
  } else if (t->run == 3) {
    add_threes(t, PARTS);
  } else if (t->run == 5 && t->rows == 10) {
    add(t, 10, 5, PARTS, 0);
  } else if (t->columns == ML_CONV_COLUMNS && t->rows == ML_CONV_ROWS) {
    add(t, ML_CONV_ROWS, ML_CONV_LONG, PARTS, 1);
  } else {
    add_rows(t, PARTS);
  }
}

void ml_conv_weights_avx512(const ml_conv_shape *shape, ml_span images, const float *x, const float *dy,
                            float *workspace, float *part) {
  ml_conv_weight_tiles(shape, images, x, dy, workspace, part, add_tile);
}
