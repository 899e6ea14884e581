#include "tcam/elmore_avx2.h"

static __m256d time_constants(const ml_line *line, const ml_sources *cells, int half) {
  ml_march march = ml_march_of(line);
  return ml_elmore_moments_avx2(&march, cells, half);
}

void ml_elmore_voltage_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx2(line, cells, blocks, samples, time_constants, ml_decay_voltages_avx2);
}

void ml_elmore_crossing_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx2(line, cells, blocks, samples, time_constants, ml_decay_crossings_avx2);
}
