/* Eight rows of a block of match lines in 512-bit registers; the operations of lanes_avx2.h. */
#ifndef MATCHLINE_LANES_AVX512_H
#define MATCHLINE_LANES_AVX512_H

#include <immintrin.h>

#include "dispatch.h"

#define WIDTH 8

typedef __m512d lanes;
typedef __m512i indices;
typedef __mmask8 choice;

typedef struct twos {
  lanes a, b;
} twos;

typedef struct fours {
  lanes a, b, c, d;
} fours;

/* Index of a lane. Read back through memory: a register gives up its elements more slowly. */
ML_INLINE uint32_t index(const uint32_t *at, int lane) { return *(const volatile uint32_t *)(at + 2 * lane); }

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

ML_INLINE lanes whole(lanes x) { return _mm512_roundscale_pd(x, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC); }
ML_INLINE indices index_of(lanes k) { return _mm512_castpd_si512(add(k, all(0x1p52))); }
ML_INLINE indices bytes_times(const uint8_t *byte, int32_t factor) {
  return _mm512_mul_epu32(_mm512_cvtepu8_epi64(_mm_loadl_epi64((const void *)byte)), _mm512_set1_epi64(factor));
}
ML_INLINE indices index_add(indices a, indices b) { return _mm512_add_epi64(a, b); }
ML_INLINE void put_indices(uint32_t *at, indices k) { _mm512_storeu_si512(at, k); }

ML_INLINE lanes pairs_at(const double *p, const uint32_t *at, int lane) {
  lanes low = _mm512_castpd256_pd512(_mm256_loadu2_m128d(p + index(at, lane + 2), p + index(at, lane)));
  return _mm512_insertf64x4(low, _mm256_loadu2_m128d(p + index(at, lane + 6), p + index(at, lane + 4)), 1);
}
ML_INLINE twos two_at(const double *p, const uint32_t *at) {
  lanes even = pairs_at(p, at, 0), odd = pairs_at(p, at, 1);
  return (twos){_mm512_unpacklo_pd(even, odd), _mm512_unpackhi_pd(even, odd)};
}

ML_INLINE lanes fours_beside(const double *p, const uint32_t *at, int lane) {
  lanes low = _mm512_castpd256_pd512(_mm256_loadu_pd(p + index(at, lane)));
  return _mm512_insertf64x4(low, _mm256_loadu_pd(p + index(at, lane + 4)), 1);
}
ML_INLINE fours four_at(const double *p, const uint32_t *at) {
  const __m512i first = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13), last = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
  lanes a = fours_beside(p, at, 0), b = fours_beside(p, at, 1), c = fours_beside(p, at, 2), d = fours_beside(p, at, 3);
  lanes ab_even = _mm512_unpacklo_pd(a, b), ab_odd = _mm512_unpackhi_pd(a, b);
  lanes cd_even = _mm512_unpacklo_pd(c, d), cd_odd = _mm512_unpackhi_pd(c, d);
  return (fours){_mm512_permutex2var_pd(ab_even, first, cd_even), _mm512_permutex2var_pd(ab_odd, first, cd_odd),
                 _mm512_permutex2var_pd(ab_even, last, cd_even), _mm512_permutex2var_pd(ab_odd, last, cd_odd)};
}

#endif
