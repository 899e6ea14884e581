/* Samples of eight rows, lanes 0-3 and 4-7, from their time constants; tcam/decay.h is the specification. */
#ifndef MATCHLINE_DECAY_AVX2_H
#define MATCHLINE_DECAY_AVX2_H

#include "math/elementary_avx2.h"
#include "tcam/decay.h"
#include "tcam/line.h"

#define ML_HALVES 2
#define ML_HALF_LANES 4

/* The conductances of lanes 4*half ... 4*half+3; tcam/line.h is the specification. */
ML_INLINE __m256d ml_conductances_avx2(const ml_sources *s, int64_t cell, int half, int noisy) {
  __m256d g = _mm256_loadu_pd(ml_source(s, cell) + ML_HALF_LANES * half);
  if (!noisy) return g;
  __m256d deviation = _mm256_cvtps_pd(_mm_loadu_ps(s->deviation + cell * s->deviation_stride + ML_HALF_LANES * half));
  __m256d sigma = s->sigma_share > 0 ? _mm256_mul_pd(_mm256_set1_pd(s->sigma_share), g)
                                     : _mm256_loadu_pd(ml_sigma(s, cell) + ML_HALF_LANES * half);
  return _mm256_max_pd(_mm256_add_pd(g, _mm256_mul_pd(sigma, deviation)), _mm256_setzero_pd());
}

/* Stores lanes 4*half ... 4*half+3 as far as they are valid. */
ML_INLINE void ml_store_avx2(const ml_target *target, int32_t sample, int half, __m256d value) {
  double *to = target->first + sample * target->stride + ML_HALF_LANES * half;
  int32_t lanes = target->lanes - ML_HALF_LANES * half;
  if (lanes >= ML_HALF_LANES) {
    _mm256_storeu_pd(to, value);
    return;
  }
  double lane[ML_HALF_LANES];
  _mm256_storeu_pd(lane, value);
  for (int32_t l = 0; l < lanes; l++) to[l] = lane[l];
}

static inline void ml_decay_voltages_avx2(double precharge_v, const __m256d tau[ML_HALVES], const ml_samples *samples,
                                          const ml_target *target) {
  __m256d precharge = _mm256_set1_pd(precharge_v), sign = _mm256_set1_pd(-0.0);
  for (int32_t i = 0; i < samples->count; i++) {
    double t = samples->at[i];
    for (int half = 0; half < ML_HALVES; half++) {
      __m256d x = _mm256_xor_pd(_mm256_div_pd(_mm256_set1_pd(t), tau[half]), sign);
      ml_store_avx2(target, i, half, t == 0 ? precharge : _mm256_mul_pd(precharge, ml_exp_avx2_pd(x)));
    }
  }
}

static inline void ml_decay_crossings_avx2(double precharge_v, const __m256d tau[ML_HALVES], const ml_samples *samples,
                                           const ml_target *target) {
  for (int32_t i = 0; i < samples->count; i++) {
    double time_constants = ml_log_scalar(precharge_v / samples->at[i]);
    for (int half = 0; half < ML_HALVES; half++) {
      __m256d t = _mm256_mul_pd(tau[half], _mm256_set1_pd(time_constants));
      ml_store_avx2(target, i, half, time_constants == 0 ? _mm256_setzero_pd() : t);
    }
  }
}

typedef __m256d ml_time_constants_avx2(const ml_line *line, const ml_sources *cells, int half);
typedef void ml_waveforms_avx2(double precharge_v, const __m256d tau[ML_HALVES], const ml_samples *samples,
                               const ml_target *target);

ML_INLINE void ml_decay_blocks_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks,
                                    const ml_samples *samples, ml_time_constants_avx2 *time_constants,
                                    ml_waveforms_avx2 *waveforms) {
  for (int32_t q = 0; q < cells->queries; q++)
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      __m256d tau[ML_HALVES] = {time_constants(line, &sources, 0), time_constants(line, &sources, 1)};
      waveforms(line->precharge_v, tau, samples, &target);
    }
}

#endif
