#include "tensor/gemm.h"

#include <immintrin.h>

#include "dispatch.h"
#include "tensor/lanes_avx512.h"

#define PARTS (ML_PANEL / 16)

/* Columns of part p that C has. */
static inline __mmask16 lanes(int64_t columns, int p) {
  return (__mmask16)(~(uint64_t)0 >> (ML_PANEL - columns) >> (16 * p));
}

/* `rows` by 16 `parts` sums. */
ML_INLINE void multiply(const ml_tile *t, int rows, int parts) {
  __m512 sum[ML_TILE_ROWS][PARTS];
#pragma GCC unroll 6
  for (int i = 0; i < rows; i++) {
#pragma GCC unroll 4
    for (int p = 0; p < parts; p++) {
      __mmask16 valid = t->resume ? lanes(t->columns, p) : 0;
      sum[i][p] = _mm512_maskz_loadu_ps(valid, t->c + i * t->c_stride + 16 * p);
    }
  }
  const int64_t row = t->a_row, step = t->a_step;
  const float *low = t->a, *high = low + (rows > 3 ? 3 * row : 0), *b = t->b;
  uintptr_t ahead = t->ahead;
  for (int64_t k = 0; k < t->depth; k++, low += step, high += step, b += ML_PANEL, ahead += t->step) {
    _mm_prefetch((const char *)ahead, _MM_HINT_T1);
    __m512 values[PARTS];
#pragma GCC unroll 4
    for (int p = 0; p < parts; p++) values[p] = _mm512_loadu_ps(b + 16 * p);
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      __m512 x = _mm512_set1_ps(i < 3 ? low[i * row] : high[(i - 3) * row]);
#pragma GCC unroll 4
      for (int p = 0; p < parts; p++) sum[i][p] = _mm512_fmadd_ps(x, values[p], sum[i][p]);
    }
  }
  const __m512 floor = _mm512_setzero_ps();
#pragma GCC unroll 4
  for (int p = 0; p < parts; p++) {
    __mmask16 valid = lanes(t->columns, p);
    __m512 bias = t->bias ? _mm512_maskz_loadu_ps(valid, t->bias + 16 * p) : floor;
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      __m512 end = t->bias ? _mm512_add_ps(sum[i][p], bias) : sum[i][p];
      if (t->relu) end = _mm512_max_ps(end, floor); /* the second one where the first is no number */
      _mm512_mask_storeu_ps(t->c + i * t->c_stride + 16 * p, valid, end);
    }
  }
}

ML_INLINE void multiply_rows(const ml_tile *t, int parts) {
  switch (t->rows) {
    case 1: multiply(t, 1, parts); break;
    case 2: multiply(t, 2, parts); break;
    case 3: multiply(t, 3, parts); break;
    case 4: multiply(t, 4, parts); break;
    case 5: multiply(t, 5, parts); break;
    default: multiply(t, ML_TILE_ROWS, parts);
  }
}

static void multiply_tile(const ml_tile *t) {
  if (t->columns <= 16) {
    multiply_rows(t, 1);
  } else if (t->columns <= 32) {
    multiply_rows(t, 2);
  } else {
    multiply_rows(t, PARTS);
  }
}

static void copy_rows(const ml_strip_of_b *s, float *panel) {
  for (int64_t k = 0; k < s->depth; k++, panel += ML_PANEL) {
#pragma GCC unroll 4
    for (int p = 0; p < PARTS; p++) {
      const float *from = s->b + k * s->stride + 16 * p;
      _mm512_store_ps(panel + 16 * p, _mm512_maskz_loadu_ps(lanes(s->columns, p), from));
    }
  }
}

/* Columns of B `first` ... `first` + 15, 16 numbers of each, into 16 rows of a panel. */
ML_INLINE void turn(const float *b, int64_t stride, int64_t columns, __mmask16 depth, float *panel, int64_t rows) {
  __m512 x[16];
#pragma GCC unroll 16
  for (int j = 0; j < 16; j++) x[j] = _mm512_maskz_loadu_ps(j < columns ? depth : 0, b + (j < columns ? j : 0) * stride);
  ml_f16_turn(x);
#pragma GCC unroll 16
  for (int j = 0; j < 16; j++) {
    if (j < rows) _mm512_store_ps(panel + j * ML_PANEL, x[j]);
  }
}

static void copy_columns(const ml_strip_of_b *s, float *panel) {
  for (int64_t k = 0; k < s->depth; k += 16) {
    int64_t rows = ml_least(16, s->depth - k);
    for (int64_t j = 0; j < ML_PANEL; j += 16) {
      int64_t columns = s->columns - j > 0 ? ml_least(16, s->columns - j) : 0;
      const float *b = s->b + (columns > 0 ? j * s->stride : 0) + k;
      turn(b, s->stride, columns, (__mmask16)(0xffffu >> (16 - rows)), panel + k * ML_PANEL + j, rows);
    }
  }
}

void ml_gemm_avx512(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *b, const float *bias,
                    float *c) {
  static ml_copy_fn *const copy[2] = {copy_rows, copy_columns};
  ml_gemm_tiles(shape, rows, a, b, bias, c, multiply_tile, copy);
}
