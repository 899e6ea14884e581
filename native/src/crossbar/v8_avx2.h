/* The lanes of v8.h in two 256-bit registers. */
#ifndef MATCHLINE_CROSSBAR_V8_AVX2_H
#define MATCHLINE_CROSSBAR_V8_AVX2_H

#include <immintrin.h>
#include <math.h>

#define ML_INLINE static inline __attribute__((always_inline))

typedef struct v8 {
  __m256d low, high;
} v8;

ML_INLINE v8 v8_load(const double *x) { return (v8){_mm256_loadu_pd(x), _mm256_loadu_pd(x + 4)}; }
ML_INLINE void v8_store(double *y, v8 x) {
  _mm256_storeu_pd(y, x.low);
  _mm256_storeu_pd(y + 4, x.high);
}
ML_INLINE v8 v8_splat(double x) { return (v8){_mm256_set1_pd(x), _mm256_set1_pd(x)}; }
ML_INLINE v8 v8_add(v8 a, v8 b) { return (v8){_mm256_add_pd(a.low, b.low), _mm256_add_pd(a.high, b.high)}; }
ML_INLINE v8 v8_sub(v8 a, v8 b) { return (v8){_mm256_sub_pd(a.low, b.low), _mm256_sub_pd(a.high, b.high)}; }
ML_INLINE v8 v8_mul(v8 a, v8 b) { return (v8){_mm256_mul_pd(a.low, b.low), _mm256_mul_pd(a.high, b.high)}; }
ML_INLINE v8 v8_div(v8 a, v8 b) { return (v8){_mm256_div_pd(a.low, b.low), _mm256_div_pd(a.high, b.high)}; }
ML_INLINE v8 v8_max(v8 a, v8 b) { return (v8){_mm256_max_pd(a.low, b.low), _mm256_max_pd(a.high, b.high)}; }
ML_INLINE v8 v8_fma(v8 a, v8 b, v8 c) {
  return (v8){_mm256_fmadd_pd(a.low, b.low, c.low), _mm256_fmadd_pd(a.high, b.high, c.high)};
}
ML_INLINE v8 v8_fnma(v8 a, v8 b, v8 c) {
  return (v8){_mm256_fnmadd_pd(a.low, b.low, c.low), _mm256_fnmadd_pd(a.high, b.high, c.high)};
}

ML_INLINE void v8_transpose_quarter(__m256d *a, __m256d *b, __m256d *c, __m256d *d) {
  __m256d p = _mm256_unpacklo_pd(*a, *b), q = _mm256_unpackhi_pd(*a, *b);
  __m256d r = _mm256_unpacklo_pd(*c, *d), s = _mm256_unpackhi_pd(*c, *d);
  *a = _mm256_permute2f128_pd(p, r, 0x20);
  *b = _mm256_permute2f128_pd(q, s, 0x20);
  *c = _mm256_permute2f128_pd(p, r, 0x31);
  *d = _mm256_permute2f128_pd(q, s, 0x31);
}

ML_INLINE void v8_transpose(v8 x[8]) {
  v8_transpose_quarter(&x[0].low, &x[1].low, &x[2].low, &x[3].low);
  v8_transpose_quarter(&x[0].high, &x[1].high, &x[2].high, &x[3].high);
  v8_transpose_quarter(&x[4].low, &x[5].low, &x[6].low, &x[7].low);
  v8_transpose_quarter(&x[4].high, &x[5].high, &x[6].high, &x[7].high);
#pragma GCC unroll 8
  for (int i = 0; i < 4; i++) {
    __m256d keep = x[i].high;
    x[i].high = x[4 + i].low;
    x[4 + i].low = keep;
  }
}

#endif
