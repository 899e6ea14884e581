/* exp and ln of eight doubles; math/elementary.h is the specification. */
#ifndef MATCHLINE_ELEMENTARY_AVX512_H
#define MATCHLINE_ELEMENTARY_AVX512_H

#include <immintrin.h>

#include "math/elementary.h"

static inline __m512d ml_power_of_two_avx512(__m512i k) {
  return _mm512_castsi512_pd(_mm512_slli_epi64(_mm512_add_epi64(k, _mm512_set1_epi64(1023)), 52));
}

static inline __m512d ml_exp_avx512_pd(__m512d x) {
  __m512d rounder = _mm512_set1_pd(ML_ROUNDER);
  __m512d k = _mm512_sub_pd(_mm512_fmadd_pd(x, _mm512_set1_pd(ML_LOG2E), rounder), rounder);
  __m512d r = _mm512_fnmadd_pd(k, _mm512_set1_pd(ML_LN2_HI), x);
  r = _mm512_fnmadd_pd(k, _mm512_set1_pd(ML_LN2_LO), r);
  __m512d p = _mm512_set1_pd(ml_exp_term[0]);
  for (int i = 1; i < ML_EXP_TERMS; i++) p = _mm512_fmadd_pd(p, r, _mm512_set1_pd(ml_exp_term[i]));
  __m512i power = _mm512_cvtpd_epi64(k);
  __m512i half = _mm512_srai_epi64(power, 1);
  p = _mm512_mul_pd(p, ml_power_of_two_avx512(half));
  p = _mm512_mul_pd(p, ml_power_of_two_avx512(_mm512_sub_epi64(power, half)));
  p = _mm512_mask_mov_pd(p, _mm512_cmp_pd_mask(x, _mm512_set1_pd(ML_EXP_LOWEST), _CMP_LT_OQ), _mm512_setzero_pd());
  p = _mm512_mask_mov_pd(p, _mm512_cmp_pd_mask(x, _mm512_set1_pd(ML_EXP_HIGHEST), _CMP_GT_OQ),
                         _mm512_set1_pd(INFINITY));
  return _mm512_mask_mov_pd(p, _mm512_cmp_pd_mask(x, x, _CMP_UNORD_Q), x);
}

static inline __m512d ml_log_avx512_pd(__m512d x) {
  __m512i sqrt_half = _mm512_castpd_si512(_mm512_set1_pd(ML_SQRT_HALF));
  __m512i shifted = _mm512_sub_epi64(_mm512_castpd_si512(x), sqrt_half);
  __m512d e = _mm512_cvtepi64_pd(_mm512_srai_epi64(shifted, 52));
  __m512i fraction = _mm512_and_si512(shifted, _mm512_set1_epi64(0xfffffffffffff));
  __m512d f = _mm512_sub_pd(_mm512_castsi512_pd(_mm512_add_epi64(fraction, sqrt_half)), _mm512_set1_pd(1));
  __m512d s = _mm512_div_pd(f, _mm512_add_pd(_mm512_set1_pd(2), f));
  __m512d z = _mm512_mul_pd(s, s);
  __m512d series = _mm512_set1_pd(ml_log_term[0]);
  for (int i = 1; i < ML_LOG_TERMS; i++) series = _mm512_fmadd_pd(series, z, _mm512_set1_pd(ml_log_term[i]));
  __m512d half_square = _mm512_mul_pd(_mm512_mul_pd(_mm512_set1_pd(0.5), f), f);
  __m512d small = _mm512_fmadd_pd(s, _mm512_fmadd_pd(series, z, half_square),
                                  _mm512_mul_pd(e, _mm512_set1_pd(ML_LN2_LO)));
  __m512d y = _mm512_fmadd_pd(e, _mm512_set1_pd(ML_LN2_HI), _mm512_sub_pd(f, _mm512_sub_pd(half_square, small)));
  __mmask8 valid = _mm512_cmp_pd_mask(x, _mm512_set1_pd(0x1p-1022), _CMP_GE_OQ) &
                   _mm512_cmp_pd_mask(x, _mm512_set1_pd(0x1.fffffffffffffp+1023), _CMP_LE_OQ);
  return _mm512_mask_mov_pd(_mm512_set1_pd(NAN), valid, y);
}

#endif
