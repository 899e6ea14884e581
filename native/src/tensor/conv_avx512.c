#include "tensor/conv.h"

#include <immintrin.h>

#include "dispatch.h"
#include "tensor/lanes_avx512.h"
#include "tensor/winograd_lanes.h"

#define ML_CONV_TURN 16
#include "tensor/conv_abreast.h"

#define PARTS (ML_PANEL / 16)

/* `pixels` by 16 `parts` sums in registers. */
ML_INLINE void multiply(const ml_conv_tile *t, int pixels, int parts, int full) {
  __m512 sum[ML_CONV_PIXELS][PARTS];
  const float *x[ML_CONV_PIXELS], *w = t->w;
#pragma GCC unroll 6
  for (int i = 0; i < pixels; i++) {
    x[i] = t->x[i];
#pragma GCC unroll 4
    for (int p = 0; p < parts; p++) sum[i][p] = _mm512_setzero_ps();
  }
  for (int64_t s = 0; s < t->segments; s++) {
    for (int64_t k = 0; k < t->length; k++, w += ML_PANEL) {
      __m512 row[PARTS];
#pragma GCC unroll 4
      for (int p = 0; p < parts; p++) row[p] = _mm512_loadu_ps(w + 16 * p);
#pragma GCC unroll 6
      for (int i = 0; i < pixels; i++) {
        __m512 value = _mm512_set1_ps(x[i][k]);
#pragma GCC unroll 4
        for (int p = 0; p < parts; p++) sum[i][p] = _mm512_fmadd_ps(value, row[p], sum[i][p]);
      }
    }
#pragma GCC unroll 6
    for (int i = 0; i < pixels; i++) x[i] += t->pitch;
    w += t->skip;
  }
  uint64_t valid = ~(uint64_t)0 >> (ML_PANEL - t->columns);
#pragma GCC unroll 6
  for (int i = 0; i < pixels; i++) {
#pragma GCC unroll 4
    for (int p = 0; p < parts; p++) {
      if (full) {
        _mm512_storeu_ps(t->y[i] + 16 * p, sum[i][p]);
      } else {
        _mm512_mask_storeu_ps(t->y[i] + 16 * p, (__mmask16)(valid >> (16 * p)), sum[i][p]);
      }
    }
  }
}

ML_INLINE void multiply_parts(const ml_conv_tile *t, int parts) {
  switch (t->pixels) {
    case 1: multiply(t, 1, parts, 0); break;
    case 2: multiply(t, 2, parts, 0); break;
    case 3: multiply(t, 3, parts, 0); break;
    case 4: multiply(t, 4, parts, 0); break;
    case 5: multiply(t, 5, parts, 0); break;
    default: multiply(t, ML_CONV_PIXELS, parts, 0);
  }
}

static void multiply_tile(const ml_conv_tile *t) {
  if (t->columns == ML_PANEL && t->pixels == ML_CONV_PIXELS) {
    multiply(t, ML_CONV_PIXELS, PARTS, 1);
  } else if (t->columns <= 16) {
    multiply_parts(t, 1);
  } else if (t->columns <= 32) {
    multiply_parts(t, 2);
  } else {
    multiply_parts(t, PARTS);
  }
}

static void turn(const float *from, int64_t stride, int64_t rows, int64_t columns, float *to, int64_t to_stride) {
  __m512 x[16];
#pragma GCC unroll 16
  for (int i = 0; i < 16; i++) x[i] = i < rows ? ml_f16_load_first(from + i * stride, columns) : _mm512_setzero_ps();
  ml_f16_turn(x);
#pragma GCC unroll 16
  for (int j = 0; j < 16; j++) {
    if (j < columns) ml_f16_store_part(to + j * to_stride, rows, x[j]);
  }
}

void ml_conv_avx512(const ml_conv_shape *shape, ml_span images, const float *x, const float *packed, float *workspace,
                    float *y) {
  if (ml_conv_tiled(shape)) {
    winograd(shape, images, x, packed, workspace, y, multiply_tile);
  } else if (ml_conv_narrow(shape)) {
    ml_conv_abreast(shape, images, x, packed, workspace, y, multiply_tile, turn);
  } else {
    ml_conv_tiles(shape, images, x, packed, workspace, y, multiply_tile);
  }
}
