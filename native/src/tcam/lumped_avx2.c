#include "tcam/decay_avx2.h"
#include "tcam/lumped.h"

ML_INLINE __m256d conductance(const ml_line *line, const ml_sources *cells, int half, int noisy) {
  __m256d stripe[ML_STRIPES];
#pragma GCC unroll 16
  for (int s = 0; s < ML_STRIPES; s++) stripe[s] = _mm256_setzero_pd();
  int32_t whole = line->cells / ML_STRIPES * ML_STRIPES;
  for (int32_t j = 0; j < whole; j += ML_STRIPES)
#pragma GCC unroll 16
    for (int s = 0; s < ML_STRIPES; s++)
      stripe[s] = _mm256_add_pd(stripe[s], ml_conductances_avx2(cells, j + s, half, noisy));
#pragma GCC unroll 16
  for (int s = 0; s < ML_STRIPES; s++)
    if (whole + s < line->cells)
      stripe[s] = _mm256_add_pd(stripe[s], ml_conductances_avx2(cells, whole + s, half, noisy));
#pragma GCC unroll 4
  for (int left = ML_STRIPES / 2; left > 0; left /= 2)
#pragma GCC unroll 8
    for (int l = 0; l < left; l++) stripe[l] = _mm256_add_pd(stripe[l], stripe[l + left]);
  return _mm256_min_pd(stripe[0], _mm256_set1_pd(ML_LUMPED_MOST));
}

static __m256d time_constants(const ml_line *line, const ml_sources *cells, int half) {
  __m256d g = cells->deviation ? conductance(line, cells, half, 1) : conductance(line, cells, half, 0);
  __m256d drop = _mm256_add_pd(_mm256_set1_pd(1), _mm256_mul_pd(_mm256_set1_pd(ml_lumped_series(line)), g));
  return _mm256_div_pd(_mm256_set1_pd(ml_lumped_capacitance(line)), _mm256_div_pd(g, drop));
}

void ml_lumped_voltage_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx2(line, cells, blocks, samples, time_constants, ml_decay_voltages_avx2);
}

void ml_lumped_crossing_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx2(line, cells, blocks, samples, time_constants, ml_decay_crossings_avx2);
}
