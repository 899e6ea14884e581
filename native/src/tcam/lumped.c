/* The match line as one node.
 *
 *   C = C_near + M * C_node + C_far,  G = sum of g_j,  G_eq = G / (1 + Rp * G),  tau = C / G_eq
 *
 * The sum is canonical: stripe s adds the cells j = s (mod 16) in rising order, then the stripes are added in halves,
 * s[l] + s[l + half] for half = 8, 4, 2, 1. Rp = 0 gives G_eq = G exactly. G = 0 gives tau = +inf. */
#include "tcam/lumped.h"

#include "tcam/decay.h"

static double conductance(const ml_line *line, const ml_sources *cells, int32_t lane) {
  double stripe[ML_STRIPES] = {0};
  for (int32_t j = 0; j < line->cells; j++) stripe[j % ML_STRIPES] += ml_conductance(cells, j, lane);
  for (int half = ML_STRIPES / 2; half > 0; half /= 2)
    for (int l = 0; l < half; l++) stripe[l] = stripe[l] + stripe[l + half];
  return stripe[0] < ML_LUMPED_MOST ? stripe[0] : ML_LUMPED_MOST;
}

static double time_constant(const ml_line *line, const ml_sources *cells, int32_t lane) {
  double g = conductance(line, cells, lane);
  return ml_lumped_capacitance(line) / (g / (1 + ml_lumped_series(line) * g));
}

void ml_lumped_voltage_c(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks(line, cells, blocks, samples, time_constant, ml_decay_voltage);
}

void ml_lumped_crossing_c(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_decay_blocks(line, cells, blocks, samples, time_constant, ml_decay_crossing);
}
