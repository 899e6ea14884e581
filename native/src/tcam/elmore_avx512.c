#include "tcam/elmore_avx512.h"

static __m512d time_constants(const ml_line *line, const ml_sources *cells) {
  ml_march march = ml_march_of(line);
  return ml_elmore_moments_avx512(&march, cells);
}

void ml_elmore_voltage_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx512(line, cells, blocks, samples, time_constants, ml_decay_voltages_avx512);
}

void ml_elmore_crossing_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks_avx512(line, cells, blocks, samples, time_constants, ml_decay_crossings_avx512);
}
