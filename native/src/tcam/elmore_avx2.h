/* First moments of four rows of a block; tcam/elmore.c is the specification. */
#ifndef MATCHLINE_ELMORE_AVX2_H
#define MATCHLINE_ELMORE_AVX2_H

#include "tcam/decay_avx2.h"
#include "tcam/elmore.h"

/* Per lane 1 over the power of two of the size where it has passed ML_GROWN, 1 elsewhere. */
ML_INLINE __m256d ml_scale_avx2(__m256d size) {
  __m256d grown = _mm256_cmp_pd(size, _mm256_set1_pd(ML_GROWN), _CMP_GT_OQ);
  __m256i exponent = _mm256_and_si256(_mm256_castpd_si256(size), _mm256_set1_epi64x((int64_t)ML_EXPONENT_BITS));
  __m256i scale = _mm256_sub_epi64(_mm256_set1_epi64x((int64_t)ML_EXPONENT_TWICE), exponent);
  return _mm256_blendv_pd(_mm256_set1_pd(1), _mm256_castsi256_pd(scale), grown);
}

ML_INLINE __m256d ml_abs_avx2(__m256d x) { return _mm256_andnot_pd(_mm256_set1_pd(-0.0), x); }

/* All bits of the finite lanes. */
ML_INLINE __m256d ml_finite_avx2(__m256d x) {
  return _mm256_cmp_pd(ml_abs_avx2(x), _mm256_set1_pd(DBL_MAX), _CMP_LE_OQ);
}

ML_INLINE __m256d ml_elmore_march_avx2(const ml_march *m, const ml_sources *cells, int half, int near,
                                       int noisy) {
  __m256d wire = _mm256_set1_pd(m->wire_ohm), node = _mm256_set1_pd(m->node);
  __m256d y = _mm256_set1_pd(1), current = _mm256_setzero_pd(), charge = _mm256_set1_pd(m->start);
  for (int32_t i = 0; i < m->cells; i++) {
    __m256d g = ml_conductances_avx2(cells, ml_step_cell(m, i), half, noisy);
    if (!near) y = _mm256_fmadd_pd(wire, current, y);
    current = _mm256_fmadd_pd(g, y, current);
    charge = _mm256_fmadd_pd(node, y, charge);
    if (near) y = _mm256_fmadd_pd(wire, current, y);
    if ((i + 1) % ML_STRETCH == 0) {
      __m256d scale = ml_scale_avx2(y);
      y = _mm256_mul_pd(y, scale);
      current = _mm256_mul_pd(current, scale);
      charge = _mm256_mul_pd(charge, scale);
    }
  }
  charge = _mm256_fmadd_pd(_mm256_set1_pd(m->end), y, charge);
  __m256d moment = _mm256_mul_pd(_mm256_set1_pd(m->largest_f), _mm256_div_pd(charge, current));
  __m256d bounded = _mm256_and_pd(ml_finite_avx2(current), ml_finite_avx2(charge));
  int finite = _mm256_movemask_pd(_mm256_and_pd(bounded, _mm256_cmp_pd(moment, moment, _CMP_ORD_Q)));
  if (finite == 0xf) return moment;
  double lane[ML_HALF_LANES];
  _mm256_storeu_pd(lane, moment);
  for (int32_t l = 0; l < ML_HALF_LANES; l++)
    if (!(finite >> l & 1)) lane[l] = ml_elmore_moment(m, cells, ML_HALF_LANES * half + l);
  return _mm256_loadu_pd(lane);
}

static inline __m256d ml_elmore_moments_avx2(const ml_march *m, const ml_sources *cells, int half) {
  if (cells->deviation) return ml_elmore_march_avx2(m, cells, half, m->near, 1);
  return m->near ? ml_elmore_march_avx2(m, cells, half, 1, 0) : ml_elmore_march_avx2(m, cells, half, 0, 0);
}

#endif
