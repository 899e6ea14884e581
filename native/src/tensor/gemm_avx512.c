#include "tensor/gemm.h"

#include <immintrin.h>

#include "dispatch.h"

#define PARTS (ML_PANEL / 16)

/* Columns of part p that C has. */
static inline __mmask16 lanes(const ml_tile *t, int p) {
  return (__mmask16)(~(uint64_t)0 >> (ML_PANEL - t->columns) >> (16 * p));
}

static inline __attribute__((always_inline)) void multiply(const ml_tile *t, int rows) {
  __m512 sum[ML_TILE_ROWS][PARTS];
#pragma GCC unroll 24
  for (int i = 0; i < rows * PARTS; i++) {
    __mmask16 valid = t->resume ? lanes(t, i % PARTS) : 0;
    sum[i / PARTS][i % PARTS] = _mm512_maskz_loadu_ps(valid, t->c + i / PARTS * t->c_stride + i % PARTS * 16);
  }
  const float *a = t->a, *b = t->b;
  uintptr_t ahead = t->ahead, step = t->step;
  for (int64_t k = 0; k < t->depth; k++, b += ML_PANEL, ahead += step) {
    _mm_prefetch((const char *)ahead, _MM_HINT_T1);
    __m512 row[PARTS];
#pragma GCC unroll 4
    for (int p = 0; p < PARTS; p++) row[p] = _mm512_loadu_ps(b + 16 * p);
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      __m512 x = _mm512_set1_ps(a[i * t->a_stride + k]);
#pragma GCC unroll 4
      for (int p = 0; p < PARTS; p++) sum[i][p] = _mm512_fmadd_ps(x, row[p], sum[i][p]);
    }
  }
#pragma GCC unroll 24
  for (int i = 0; i < rows * PARTS; i++) {
    float *c = t->c + i / PARTS * t->c_stride + i % PARTS * 16;
    _mm512_mask_storeu_ps(c, lanes(t, i % PARTS), sum[i / PARTS][i % PARTS]);
  }
}

static void multiply_tile(const ml_tile *t) {
  switch (t->rows) {
    case 1: multiply(t, 1); break;
    case 2: multiply(t, 2); break;
    case 3: multiply(t, 3); break;
    case 4: multiply(t, 4); break;
    case 5: multiply(t, 5); break;
    default: multiply(t, ML_TILE_ROWS);
  }
}

void ml_gemm_avx512(const ml_gemm_shape *shape, ml_span rows, const float *a, const float *packed, float *c) {
  ml_gemm_tiles(shape, rows, a, packed, c, multiply_tile);
}
