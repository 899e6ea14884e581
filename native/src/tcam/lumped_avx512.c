#include "tcam/decay_avx512.h"
#include "tcam/lumped.h"

ML_INLINE __m512d conductance(const ml_line *line, const ml_sources *cells, int noisy) {
  __m512d stripe[ML_STRIPES];
#pragma GCC unroll 16
  for (int s = 0; s < ML_STRIPES; s++) stripe[s] = _mm512_setzero_pd();
  int32_t whole = line->cells / ML_STRIPES * ML_STRIPES;
  for (int32_t j = 0; j < whole; j += ML_STRIPES)
#pragma GCC unroll 16
    for (int s = 0; s < ML_STRIPES; s++)
      stripe[s] = _mm512_add_pd(stripe[s], ml_conductances_avx512(cells, j + s, noisy));
#pragma GCC unroll 16
  for (int s = 0; s < ML_STRIPES; s++)
    if (whole + s < line->cells)
      stripe[s] = _mm512_add_pd(stripe[s], ml_conductances_avx512(cells, whole + s, noisy));
#pragma GCC unroll 4
  for (int half = ML_STRIPES / 2; half > 0; half /= 2)
#pragma GCC unroll 8
    for (int l = 0; l < half; l++) stripe[l] = _mm512_add_pd(stripe[l], stripe[l + half]);
  return _mm512_min_pd(stripe[0], _mm512_set1_pd(ML_LUMPED_MOST));
}

static __m512d time_constants(const ml_line *line, const ml_sources *cells) {
  __m512d g = cells->deviation ? conductance(line, cells, 1) : conductance(line, cells, 0);
  __m512d drop = _mm512_add_pd(_mm512_set1_pd(1), _mm512_mul_pd(_mm512_set1_pd(ml_lumped_series(line)), g));
  return _mm512_div_pd(_mm512_set1_pd(ml_lumped_capacitance(line)), _mm512_div_pd(g, drop));
}

void ml_lumped_voltage_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx512(line, cells, blocks, samples, time_constants, ml_decay_voltages_avx512);
}

void ml_lumped_crossing_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx512(line, cells, blocks, samples, time_constants, ml_decay_crossings_avx512);
}
