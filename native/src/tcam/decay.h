/* Waveforms of one time constant per row; the definition that every instruction set reproduces.
 * V = precharge * exp(-t/tau), t(level) = tau * ln(precharge/level). tau is positive, +inf where a row never falls. */
#ifndef MATCHLINE_DECAY_H
#define MATCHLINE_DECAY_H

#include "math/elementary.h"
#include "tcam/line.h"

/* t = 0 gives the precharge voltage whatever tau is. */
static inline double ml_decay_voltage(double precharge_v, double tau, double t) {
  return t == 0 ? precharge_v : precharge_v * ml_exp_scalar(-(t / tau));
}

/* A level equal to the precharge voltage is reached at t = 0 whatever tau is. */
static inline double ml_decay_crossing(double precharge_v, double tau, double level_v) {
  double time_constants = ml_log_scalar(precharge_v / level_v);
  return time_constants == 0 ? 0 : tau * time_constants;
}

typedef double ml_time_constant(const ml_line *line, const ml_sources *cells, int32_t lane);
typedef double ml_waveform(double precharge_v, double tau, double at);

/* Every sample of every row: the waveform of the row's time constant. */
static inline void ml_decay_blocks(const ml_line *line, const ml_cells *cells, ml_span blocks,
                                   const ml_samples *samples, ml_time_constant *time_constant, ml_waveform *waveform) {
  for (int32_t q = 0; q < cells->queries; q++)
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      for (int32_t l = 0; l < target.lanes; l++) {
        double tau = time_constant(line, &sources, l);
        for (int32_t i = 0; i < samples->count; i++)
          target.first[i * target.stride + l] = waveform(line->precharge_v, tau, samples->at[i]);
      }
    }
}

#endif
