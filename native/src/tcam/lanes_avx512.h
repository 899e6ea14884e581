/* Eight rows of a block of match lines in 512-bit registers; the operations of lanes_avx2.h. */
#ifndef MATCHLINE_LANES_AVX512_H
#define MATCHLINE_LANES_AVX512_H

#include <immintrin.h>

#include "dispatch.h"

#define WIDTH 8

typedef __m512d lanes;
typedef __m256i indices;
typedef __mmask8 choice;

ML_INLINE lanes get(const double *array, int64_t k) { return _mm512_loadu_pd(array + k * WIDTH); }
ML_INLINE void put(double *array, int64_t k, lanes x) { _mm512_storeu_pd(array + k * WIDTH, x); }
ML_INLINE void put_first(double *array, lanes x, int64_t count) {
  _mm512_mask_storeu_pd(array, (__mmask8)(count < WIDTH ? (1u << count) - 1 : 0xffu), x);
}
ML_INLINE lanes all(double x) { return _mm512_set1_pd(x); }
ML_INLINE lanes add(lanes a, lanes b) { return _mm512_add_pd(a, b); }
ML_INLINE lanes sub(lanes a, lanes b) { return _mm512_sub_pd(a, b); }
ML_INLINE lanes mul(lanes a, lanes b) { return _mm512_mul_pd(a, b); }
ML_INLINE lanes over(lanes a, lanes b) { return _mm512_div_pd(a, b); }
ML_INLINE lanes least(lanes a, lanes b) { return _mm512_min_pd(a, b); }
ML_INLINE lanes most(lanes a, lanes b) { return _mm512_max_pd(a, b); }
ML_INLINE lanes mul_add(lanes a, lanes b, lanes c) { return _mm512_fmadd_pd(a, b, c); }
ML_INLINE lanes take(lanes a, lanes b, lanes c) { return _mm512_fnmadd_pd(a, b, c); }
ML_INLINE lanes mul_sub(lanes a, lanes b, lanes c) { return _mm512_fmsub_pd(a, b, c); }

ML_INLINE choice above(lanes a, lanes b) { return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ); }
ML_INLINE choice at_most(lanes a, lanes b) { return _mm512_cmp_pd_mask(a, b, _CMP_LE_OQ); }
ML_INLINE choice both(choice a, choice b) { return a & b; }
ML_INLINE choice without(choice a, choice b) { return (choice)(a & ~b); }
ML_INLINE int any(choice a) { return a != 0; }
ML_INLINE lanes pick(choice a, lanes x, lanes y) { return _mm512_mask_mov_pd(y, a, x); }

ML_INLINE indices floor_of(lanes x) { return _mm512_cvttpd_epi32(x); }
ML_INLINE lanes from_indices(indices k) { return _mm512_cvtepi32_pd(k); }
ML_INLINE indices bytes_at(const uint8_t *state) { return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const void *)state)); }
ML_INLINE indices index_mul_add(indices a, int32_t b, indices c) {
  return _mm256_add_epi32(_mm256_mullo_epi32(a, _mm256_set1_epi32(b)), c);
}
ML_INLINE indices index_twice(indices a) { return _mm256_slli_epi32(a, 1); }
ML_INLINE lanes gather(const double *p, indices k) { return _mm512_i32gather_pd(k, p, 8); }

#endif
