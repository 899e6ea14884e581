/* Sixteen floats in one 512-bit register. f16_avx2.h holds the same operations. */
#ifndef MATCHLINE_F16_AVX512_H
#define MATCHLINE_F16_AVX512_H

#include <immintrin.h>
#include <stdint.h>

#include "dispatch.h"

typedef __m512 f16;

/* The first `lanes` lanes, 0 ... 15. */
ML_INLINE __mmask16 f16_lanes(int64_t lanes) { return (__mmask16)((1 << lanes) - 1); }
/* 0 in the other lanes. */
ML_INLINE f16 f16_load(const float *x, int64_t lanes) {
  return lanes >= 16 ? _mm512_loadu_ps(x) : _mm512_maskz_loadu_ps(f16_lanes(lanes), x);
}
ML_INLINE void f16_store(float *y, int64_t lanes, f16 x) {
  if (lanes >= 16) {
    _mm512_storeu_ps(y, x);
  } else {
    _mm512_mask_storeu_ps(y, f16_lanes(lanes), x);
  }
}
ML_INLINE f16 f16_splat(float x) { return _mm512_set1_ps(x); }
ML_INLINE f16 f16_add(f16 a, f16 b) { return _mm512_add_ps(a, b); }
ML_INLINE f16 f16_sub(f16 a, f16 b) { return _mm512_sub_ps(a, b); }
ML_INLINE f16 f16_div(f16 a, f16 b) { return _mm512_div_ps(a, b); }
/* a b + c */
ML_INLINE f16 f16_fma(f16 a, f16 b, f16 c) { return _mm512_fmadd_ps(a, b, c); }
/* a > b ? x : y */
ML_INLINE f16 f16_greater(f16 a, f16 b, f16 x, f16 y) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), y, x);
}

#endif
