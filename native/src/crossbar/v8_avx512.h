/* The lanes of v8.h in one 512-bit register. */
#ifndef MATCHLINE_CROSSBAR_V8_AVX512_H
#define MATCHLINE_CROSSBAR_V8_AVX512_H

#include <immintrin.h>
#include <math.h>

#define ML_INLINE static inline __attribute__((always_inline))

typedef __m512d v8;

ML_INLINE v8 v8_load(const double *x) { return _mm512_loadu_pd(x); }
ML_INLINE void v8_store(double *y, v8 x) { _mm512_storeu_pd(y, x); }
ML_INLINE v8 v8_splat(double x) { return _mm512_set1_pd(x); }
ML_INLINE v8 v8_add(v8 a, v8 b) { return _mm512_add_pd(a, b); }
ML_INLINE v8 v8_sub(v8 a, v8 b) { return _mm512_sub_pd(a, b); }
ML_INLINE v8 v8_mul(v8 a, v8 b) { return _mm512_mul_pd(a, b); }
ML_INLINE v8 v8_div(v8 a, v8 b) { return _mm512_div_pd(a, b); }
ML_INLINE v8 v8_max(v8 a, v8 b) { return _mm512_max_pd(a, b); }
ML_INLINE v8 v8_fma(v8 a, v8 b, v8 c) { return _mm512_fmadd_pd(a, b, c); }
ML_INLINE v8 v8_fnma(v8 a, v8 b, v8 c) { return _mm512_fnmadd_pd(a, b, c); }

ML_INLINE void v8_transpose(v8 x[8]) {
  v8 a[8], b[8];
#pragma GCC unroll 8
  for (int i = 0; i < 8; i += 2) {
    a[i] = _mm512_unpacklo_pd(x[i], x[i + 1]);
    a[i + 1] = _mm512_unpackhi_pd(x[i], x[i + 1]);
  }
#pragma GCC unroll 8
  for (int i = 0; i < 8; i += 4)
#pragma GCC unroll 8
    for (int k = 0; k < 2; k++) {
      b[i + k] = _mm512_shuffle_f64x2(a[i + k], a[i + 2 + k], 0x88);
      b[i + 2 + k] = _mm512_shuffle_f64x2(a[i + k], a[i + 2 + k], 0xdd);
    }
#pragma GCC unroll 8
  for (int k = 0; k < 4; k++) {
    x[k] = _mm512_shuffle_f64x2(b[k], b[4 + k], 0x88);
    x[4 + k] = _mm512_shuffle_f64x2(b[k], b[4 + k], 0xdd);
  }
}

#endif
