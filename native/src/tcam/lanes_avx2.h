/* Four rows of a block of match lines in 256-bit registers. lanes_avx512.h holds the same operations on eight. */
#ifndef MATCHLINE_LANES_AVX2_H
#define MATCHLINE_LANES_AVX2_H

#include <immintrin.h>
#include <string.h>

#include "dispatch.h"

#define WIDTH 4

typedef __m256d lanes;
typedef __m128i indices;
typedef __m256d choice; /* of lanes: all bits of one or none */

ML_INLINE lanes get(const double *array, int64_t k) { return _mm256_loadu_pd(array + k * WIDTH); }
ML_INLINE void put(double *array, int64_t k, lanes x) { _mm256_storeu_pd(array + k * WIDTH, x); }
ML_INLINE void put_first(double *array, lanes x, int64_t count) {
  double lane[WIDTH];
  _mm256_storeu_pd(lane, x);
  for (int l = 0; l < WIDTH && l < count; l++) array[l] = lane[l];
}
ML_INLINE lanes all(double x) { return _mm256_set1_pd(x); }
ML_INLINE lanes add(lanes a, lanes b) { return _mm256_add_pd(a, b); }
ML_INLINE lanes sub(lanes a, lanes b) { return _mm256_sub_pd(a, b); }
ML_INLINE lanes mul(lanes a, lanes b) { return _mm256_mul_pd(a, b); }
ML_INLINE lanes over(lanes a, lanes b) { return _mm256_div_pd(a, b); }
ML_INLINE lanes least(lanes a, lanes b) { return _mm256_min_pd(a, b); }
ML_INLINE lanes most(lanes a, lanes b) { return _mm256_max_pd(a, b); }
/* a b + c, c - a b, a b - c */
ML_INLINE lanes mul_add(lanes a, lanes b, lanes c) { return _mm256_fmadd_pd(a, b, c); }
ML_INLINE lanes take(lanes a, lanes b, lanes c) { return _mm256_fnmadd_pd(a, b, c); }
ML_INLINE lanes mul_sub(lanes a, lanes b, lanes c) { return _mm256_fmsub_pd(a, b, c); }

ML_INLINE choice above(lanes a, lanes b) { return _mm256_cmp_pd(a, b, _CMP_GT_OQ); }
ML_INLINE choice at_most(lanes a, lanes b) { return _mm256_cmp_pd(a, b, _CMP_LE_OQ); }
ML_INLINE choice both(choice a, choice b) { return _mm256_and_pd(a, b); }
ML_INLINE choice without(choice a, choice b) { return _mm256_andnot_pd(b, a); }
ML_INLINE int any(choice a) { return _mm256_movemask_pd(a) != 0; }
/* x where chosen, y elsewhere */
ML_INLINE lanes pick(choice a, lanes x, lanes y) { return _mm256_blendv_pd(y, x, a); }

ML_INLINE indices floor_of(lanes x) { return _mm256_cvttpd_epi32(x); }
ML_INLINE lanes from_indices(indices k) { return _mm256_cvtepi32_pd(k); }
ML_INLINE indices bytes_at(const uint8_t *state) {
  int32_t four;
  memcpy(&four, state, sizeof four);
  return _mm_cvtepu8_epi32(_mm_cvtsi32_si128(four));
}
/* a b + c */
ML_INLINE indices index_mul_add(indices a, int32_t b, indices c) {
  return _mm_add_epi32(_mm_mullo_epi32(a, _mm_set1_epi32(b)), c);
}
ML_INLINE indices index_twice(indices a) { return _mm_slli_epi32(a, 1); }
ML_INLINE lanes gather(const double *p, indices k) { return _mm256_i32gather_pd(p, k, 8); }

#endif
