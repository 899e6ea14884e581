/* Four rows at once; tcam/tabulated.c is the specification. */
#include "tcam/lanes_avx2.h"

#include "tcam/tabulated_lanes.h"

void ml_tabulated_voltage_avx2(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                               const ml_samples *samples, double *work) {
  all_voltages(line, cells, blocks, samples, work);
}

void ml_tabulated_crossing_avx2(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                                const ml_samples *samples, double *work) {
  all_crossings(line, cells, blocks, samples, work);
}
