/* Normal numbers of words, 8 at a time; noise/normal.h is the definition. */
#ifndef MATCHLINE_NORMAL_AVX2_H
#define MATCHLINE_NORMAL_AVX2_H

#include <immintrin.h>

#include "noise/normal.h"

static inline __m256 ml_normal8(__m256i word) {
  __m256i a = _mm256_abs_epi32(_mm256_or_si256(word, _mm256_set1_epi32(1)));
  __m256i bits = _mm256_castps_si256(_mm256_cvtepi32_ps(_mm256_andnot_si256(_mm256_srli_epi32(a, 24), a)));
  __m256i segment = _mm256_sub_epi32(_mm256_srli_epi32(bits, ML_NORMAL_SEGMENT_SHIFT),
                                     _mm256_set1_epi32(ML_NORMAL_FIRST_SEGMENT));
  __m256i fraction = _mm256_or_si256(_mm256_and_si256(bits, _mm256_set1_epi32(ML_NORMAL_DISTANCE_MASK)),
                                     _mm256_set1_epi32(ML_NORMAL_ONE));
  __m256 d = _mm256_sub_ps(_mm256_castsi256_ps(fraction), _mm256_set1_ps(ML_NORMAL_MIDDLE));
  __m256 z = _mm256_i32gather_ps(ml_normal_term[ML_NORMAL_TERMS - 1], segment, 4);
#pragma GCC unroll 4
  for (int k = ML_NORMAL_TERMS - 2; k >= 0; k--) {
    z = _mm256_fmadd_ps(z, d, _mm256_i32gather_ps(ml_normal_term[k], segment, 4));
  }
  __m256i sign = _mm256_and_si256(word, _mm256_set1_epi32((int32_t)ML_NORMAL_SIGN));
  return _mm256_xor_ps(z, _mm256_castsi256_ps(sign));
}

static inline void ml_normals_avx2(const uint32_t *word, float *normal, int64_t n) {
  int64_t i = 0;
  for (; i + 8 <= n; i += 8) _mm256_storeu_ps(normal + i, ml_normal8(_mm256_loadu_si256((const __m256i *)(word + i))));
  for (; i < n; i++) normal[i] = ml_normal(word[i]);
}

#endif
