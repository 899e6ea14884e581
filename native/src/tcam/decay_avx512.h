/* Samples of eight rows from their time constants; tcam/decay.h is the specification. */
#ifndef MATCHLINE_DECAY_AVX512_H
#define MATCHLINE_DECAY_AVX512_H

#include "math/elementary_avx512.h"
#include "tcam/decay.h"
#include "tcam/line.h"

/* The conductances of the eight rows; tcam/line.h is the specification. */
ML_INLINE __m512d ml_conductances_avx512(const ml_sources *s, int64_t cell, int noisy) {
  __m512d g = _mm512_loadu_pd(ml_source(s, cell));
  if (!noisy) return g;
  __m512d deviation = _mm512_cvtps_pd(_mm256_loadu_ps(s->deviation + cell * s->deviation_stride));
  __m512d sigma = s->sigma_share > 0 ? _mm512_mul_pd(_mm512_set1_pd(s->sigma_share), g) : _mm512_loadu_pd(ml_sigma(s, cell));
  return _mm512_max_pd(_mm512_add_pd(g, _mm512_mul_pd(sigma, deviation)), _mm512_setzero_pd());
}

ML_INLINE void ml_store_avx512(const ml_target *target, int32_t sample, __m512d value) {
  __mmask8 valid = (__mmask8)((1u << target->lanes) - 1);
  _mm512_mask_storeu_pd(target->first + sample * target->stride, valid, value);
}

static inline void ml_decay_voltages_avx512(double precharge_v, __m512d tau, const ml_samples *samples,
                                            const ml_target *target) {
  __m512d precharge = _mm512_set1_pd(precharge_v), sign = _mm512_set1_pd(-0.0);
  for (int32_t i = 0; i < samples->count; i++) {
    double t = samples->at[i];
    __m512d x = _mm512_xor_pd(_mm512_div_pd(_mm512_set1_pd(t), tau), sign);
    ml_store_avx512(target, i, t == 0 ? precharge : _mm512_mul_pd(precharge, ml_exp_avx512_pd(x)));
  }
}

static inline void ml_decay_crossings_avx512(double precharge_v, __m512d tau, const ml_samples *samples,
                                             const ml_target *target) {
  for (int32_t i = 0; i < samples->count; i++) {
    double time_constants = ml_log_scalar(precharge_v / samples->at[i]);
    __m512d t = _mm512_mul_pd(tau, _mm512_set1_pd(time_constants));
    ml_store_avx512(target, i, time_constants == 0 ? _mm512_setzero_pd() : t);
  }
}

typedef __m512d ml_time_constants_avx512(const ml_line *line, const ml_sources *cells);
typedef void ml_waveforms_avx512(double precharge_v, __m512d tau, const ml_samples *samples, const ml_target *target);

ML_INLINE void ml_decay_blocks_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks,
                                      const ml_samples *samples, ml_time_constants_avx512 *time_constants,
                                      ml_waveforms_avx512 *waveforms) {
  for (int32_t q = 0; q < cells->queries; q++)
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      waveforms(line->precharge_v, time_constants(line, &sources), samples, &target);
    }
}

#endif
