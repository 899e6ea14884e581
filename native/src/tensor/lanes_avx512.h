/* Sixteen floats or doubles side by side. */
#ifndef MATCHLINE_TENSOR_LANES_AVX512_H
#define MATCHLINE_TENSOR_LANES_AVX512_H

#include "dispatch.h"
#include "math/elementary_avx512.h"

typedef __m512 ml_f16;
typedef struct ml_d16 {
  __m512d low, high;
} ml_d16;

static inline __mmask16 ml_first(int64_t n) { return (__mmask16)(n >= 16 ? 0xffff : (1u << n) - 1); }

ML_INLINE ml_f16 ml_f16_all(float x) { return _mm512_set1_ps(x); }
ML_INLINE ml_f16 ml_f16_load(const float *x) { return _mm512_loadu_ps(x); }
/* The first n lanes from x, the others as in `rest`. */
ML_INLINE ml_f16 ml_f16_load_part(const float *x, int64_t n, ml_f16 rest) {
  return n >= 16 ? ml_f16_load(x) : _mm512_mask_loadu_ps(rest, ml_first(n), x);
}
/* The first n lanes from x, the others 0. */
ML_INLINE ml_f16 ml_f16_load_first(const float *x, int64_t n) { return ml_f16_load_part(x, n, _mm512_setzero_ps()); }
ML_INLINE void ml_f16_store(float *y, ml_f16 x) { _mm512_storeu_ps(y, x); }
ML_INLINE void ml_f16_store_part(float *y, int64_t n, ml_f16 x) {
  if (n >= 16) {
    ml_f16_store(y, x);
  } else {
    _mm512_mask_storeu_ps(y, ml_first(n), x);
  }
}
ML_INLINE ml_f16 ml_f16_add(ml_f16 a, ml_f16 b) { return _mm512_add_ps(a, b); }
ML_INLINE ml_f16 ml_f16_sub(ml_f16 a, ml_f16 b) { return _mm512_sub_ps(a, b); }
ML_INLINE ml_f16 ml_f16_mul(ml_f16 a, ml_f16 b) { return _mm512_mul_ps(a, b); }
ML_INLINE ml_f16 ml_f16_div(ml_f16 a, ml_f16 b) { return _mm512_div_ps(a, b); }
ML_INLINE ml_f16 ml_f16_fma(ml_f16 a, ml_f16 b, ml_f16 c) { return _mm512_fmadd_ps(a, b, c); }
/* c - a b, rounded once. */
ML_INLINE ml_f16 ml_f16_fnma(ml_f16 a, ml_f16 b, ml_f16 c) { return _mm512_fnmadd_ps(a, b, c); }
ML_INLINE ml_f16 ml_f16_sqrt(ml_f16 x) { return _mm512_sqrt_ps(x); }
ML_INLINE ml_f16 ml_f16_abs(ml_f16 x) { return _mm512_abs_ps(x); }
ML_INLINE ml_f16 ml_f16_max(ml_f16 a, ml_f16 b) { return _mm512_max_ps(a, b); }
/* Lanes where a > b from x, the others from y. */
ML_INLINE ml_f16 ml_f16_greater(ml_f16 a, ml_f16 b, ml_f16 x, ml_f16 y) {
  return _mm512_mask_mov_ps(y, _mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), x);
}
ML_INLINE float ml_f16_most(ml_f16 x) { return _mm512_reduce_max_ps(x); }

/* Four by four blocks within four rows: element 4i + j of row[j] goes to element 4i + j of the transpose. */
ML_INLINE void ml_f16_turn_quarters(ml_f16 *row) {
  ml_f16 a = _mm512_unpacklo_ps(row[0], row[1]), b = _mm512_unpackhi_ps(row[0], row[1]);
  ml_f16 c = _mm512_unpacklo_ps(row[2], row[3]), d = _mm512_unpackhi_ps(row[2], row[3]);
  row[0] = _mm512_shuffle_ps(a, c, 0x44);
  row[1] = _mm512_shuffle_ps(a, c, 0xee);
  row[2] = _mm512_shuffle_ps(b, d, 0x44);
  row[3] = _mm512_shuffle_ps(b, d, 0xee);
}
/* The transpose of 16 by 16 numbers. */
ML_INLINE void ml_f16_turn(ml_f16 x[16]) {
#pragma GCC unroll 4
  for (int j = 0; j < 16; j += 4) ml_f16_turn_quarters(x + j);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) { /* x[i], x[4 + i], ... hold rows i, 4 + i, 8 + i and 12 + i in their quarters */
    ml_f16 a = _mm512_shuffle_f32x4(x[i], x[4 + i], 0x44), b = _mm512_shuffle_f32x4(x[i], x[4 + i], 0xee);
    ml_f16 c = _mm512_shuffle_f32x4(x[8 + i], x[12 + i], 0x44), d = _mm512_shuffle_f32x4(x[8 + i], x[12 + i], 0xee);
    x[i] = _mm512_shuffle_f32x4(a, c, 0x88);
    x[4 + i] = _mm512_shuffle_f32x4(a, c, 0xdd);
    x[8 + i] = _mm512_shuffle_f32x4(b, d, 0x88);
    x[12 + i] = _mm512_shuffle_f32x4(b, d, 0xdd);
  }
}

ML_INLINE ml_d16 ml_d16_all(double x) { return (ml_d16){_mm512_set1_pd(x), _mm512_set1_pd(x)}; }
ML_INLINE ml_d16 ml_d16_of(ml_f16 x) {
  return (ml_d16){_mm512_cvtps_pd(_mm512_castps512_ps256(x)), _mm512_cvtps_pd(_mm512_extractf32x8_ps(x, 1))};
}
ML_INLINE ml_f16 ml_f16_of(ml_d16 x) {
  return _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(x.low)), _mm512_cvtpd_ps(x.high), 1);
}
ML_INLINE ml_d16 ml_d16_load_part(const double *x, int64_t n) {
  __mmask16 first = ml_first(n);
  return (ml_d16){_mm512_maskz_loadu_pd((__mmask8)first, x), _mm512_maskz_loadu_pd((__mmask8)(first >> 8), x + 8)};
}
ML_INLINE void ml_d16_store_part(double *y, int64_t n, ml_d16 x) {
  __mmask16 first = ml_first(n);
  _mm512_mask_storeu_pd(y, (__mmask8)first, x.low);
  _mm512_mask_storeu_pd(y + 8, (__mmask8)(first >> 8), x.high);
}
/* The first n lanes, the others 0. */
ML_INLINE ml_d16 ml_d16_first(ml_d16 x, int64_t n) {
  __mmask16 first = ml_first(n);
  return (ml_d16){_mm512_maskz_mov_pd((__mmask8)first, x.low), _mm512_maskz_mov_pd((__mmask8)(first >> 8), x.high)};
}
ML_INLINE ml_d16 ml_d16_add(ml_d16 a, ml_d16 b) {
  return (ml_d16){_mm512_add_pd(a.low, b.low), _mm512_add_pd(a.high, b.high)};
}
ML_INLINE ml_d16 ml_d16_sub(ml_d16 a, ml_d16 b) {
  return (ml_d16){_mm512_sub_pd(a.low, b.low), _mm512_sub_pd(a.high, b.high)};
}
ML_INLINE ml_d16 ml_d16_mul(ml_d16 a, ml_d16 b) {
  return (ml_d16){_mm512_mul_pd(a.low, b.low), _mm512_mul_pd(a.high, b.high)};
}
ML_INLINE ml_d16 ml_d16_div(ml_d16 a, ml_d16 b) {
  return (ml_d16){_mm512_div_pd(a.low, b.low), _mm512_div_pd(a.high, b.high)};
}
ML_INLINE ml_d16 ml_d16_exp(ml_d16 x) { return (ml_d16){ml_exp_avx512_pd(x.low), ml_exp_avx512_pd(x.high)}; }
ML_INLINE ml_d16 ml_d16_log(ml_d16 x) { return (ml_d16){ml_log_avx512_pd(x.low), ml_log_avx512_pd(x.high)}; }
/* The sum of the lanes by a halving tree. */
ML_INLINE double ml_d16_sum(ml_d16 x) {
  __m512d eight = _mm512_add_pd(x.low, x.high);
  __m256d four = _mm256_add_pd(_mm512_castpd512_pd256(eight), _mm512_extractf64x4_pd(eight, 1));
  __m128d two = _mm_add_pd(_mm256_castpd256_pd128(four), _mm256_extractf128_pd(four, 1));
  return _mm_cvtsd_f64(two) + _mm_cvtsd_f64(_mm_unpackhi_pd(two, two));
}

#endif
