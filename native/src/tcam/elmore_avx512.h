/* First moments of the eight rows of a block; tcam/elmore.c is the specification. */
#ifndef MATCHLINE_ELMORE_AVX512_H
#define MATCHLINE_ELMORE_AVX512_H

#include "tcam/decay_avx512.h"
#include "tcam/elmore.h"

/* Per lane 1 over the power of two of the size where it has passed ML_GROWN, 1 elsewhere. */
ML_INLINE __m512d ml_scale_avx512(__m512d size) {
  __mmask8 grown = _mm512_cmp_pd_mask(size, _mm512_set1_pd(ML_GROWN), _CMP_GT_OQ);
  __m512i exponent = _mm512_and_si512(_mm512_castpd_si512(size), _mm512_set1_epi64((int64_t)ML_EXPONENT_BITS));
  __m512i scale = _mm512_sub_epi64(_mm512_set1_epi64((int64_t)ML_EXPONENT_TWICE), exponent);
  return _mm512_mask_mov_pd(_mm512_set1_pd(1), grown, _mm512_castsi512_pd(scale));
}

ML_INLINE __mmask8 ml_finite_avx512(__m512d x) {
  return _mm512_cmp_pd_mask(_mm512_abs_pd(x), _mm512_set1_pd(DBL_MAX), _CMP_LE_OQ);
}

ML_INLINE __m512d ml_elmore_march_avx512(const ml_march *m, const ml_sources *cells, int near,
                                         int noisy) {
  __m512d wire = _mm512_set1_pd(m->wire_ohm), node = _mm512_set1_pd(m->node);
  __m512d y = _mm512_set1_pd(1), current = _mm512_setzero_pd(), charge = _mm512_set1_pd(m->start);
  for (int32_t i = 0; i < m->cells; i++) {
    __m512d g = ml_conductances_avx512(cells, ml_step_cell(m, i), noisy);
    if (!near) y = _mm512_fmadd_pd(wire, current, y);
    current = _mm512_fmadd_pd(g, y, current);
    charge = _mm512_fmadd_pd(node, y, charge);
    if (near) y = _mm512_fmadd_pd(wire, current, y);
    if ((i + 1) % ML_STRETCH == 0) {
      __m512d scale = ml_scale_avx512(y);
      y = _mm512_mul_pd(y, scale);
      current = _mm512_mul_pd(current, scale);
      charge = _mm512_mul_pd(charge, scale);
    }
  }
  charge = _mm512_fmadd_pd(_mm512_set1_pd(m->end), y, charge);
  __m512d moment = _mm512_mul_pd(_mm512_set1_pd(m->largest_f), _mm512_div_pd(charge, current));
  __mmask8 ordered = _mm512_cmp_pd_mask(moment, moment, _CMP_ORD_Q);
  __mmask8 finite = ml_finite_avx512(current) & ml_finite_avx512(charge) & ordered;
  if (finite == 0xff) return moment;
  double lane[ML_LANES];
  _mm512_storeu_pd(lane, moment);
  for (int32_t l = 0; l < ML_LANES; l++)
    if (!(finite >> l & 1)) lane[l] = ml_elmore_moment(m, cells, l);
  return _mm512_loadu_pd(lane);
}

static inline __m512d ml_elmore_moments_avx512(const ml_march *m, const ml_sources *cells) {
  if (cells->deviation) return ml_elmore_march_avx512(m, cells, m->near, 1);
  return m->near ? ml_elmore_march_avx512(m, cells, 1, 0) : ml_elmore_march_avx512(m, cells, 0, 0);
}

#endif
