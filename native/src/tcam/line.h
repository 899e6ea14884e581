/* What the match-line kernels of every instruction set share: where the conductances of a cell stand, where samples go,
 * and the capacitances in the order of a march along the line. */
#ifndef MATCHLINE_LINE_H
#define MATCHLINE_LINE_H

#include <float.h>
#include <math.h>

#include "dispatch.h"

/* The eight conductances that cell j of a block shows to a query are base[d] + step[d] * j, d the cell's drive, and their
 * standard deviations sigma[d] + step[d] * j or, where sigma_share is above 0, that share of them. */
typedef struct ml_sources {
  const uint8_t *drive; /* [cells], or null: every cell ML_DRIVE_SL */
  const double *base[4];
  const double *sigma[4];
  double sigma_share;
  int64_t step[4];
  const float *deviation; /* that of cell 0, or null */
  int64_t deviation_stride;
} ml_sources;

static const double ml_no_conductance[ML_LANES] = {0};

static inline ml_sources ml_sources_of(const ml_line *line, const ml_cells *cells, int32_t query, int64_t block) {
  int64_t offset = block * line->cells * ML_LANES;
  ml_sources s = {.base = {ml_no_conductance, cells->g_sl + offset, ml_no_conductance, ml_no_conductance},
                  .step = {0, ML_LANES, ML_LANES, 0}};
  if (cells->deviation) {
    s.deviation = cells->deviation + (int64_t)query * line->cells * cells->deviation_stride + block * ML_LANES;
    s.deviation_stride = cells->deviation_stride;
    s.sigma_share = cells->sigma_share;
    for (int d = 0; d < 4; d++) s.sigma[d] = ml_no_conductance;
    if (cells->sigma_sl) s.sigma[ML_DRIVE_SL] = cells->sigma_sl + offset;
  }
  if (!cells->drive) return s;
  s.drive = cells->drive + (int64_t)query * line->cells;
  s.base[ML_DRIVE_SLB] = cells->g_slb + offset;
  if (cells->sigma_slb) s.sigma[ML_DRIVE_SLB] = cells->sigma_slb + offset;
  return s;
}

ML_INLINE const double *ml_source(const ml_sources *s, int64_t cell) {
  uint64_t drive = s->drive ? s->drive[cell] & 3u : ML_DRIVE_SL;
  return s->base[drive] + s->step[drive] * cell;
}

ML_INLINE const double *ml_sigma(const ml_sources *s, int64_t cell) {
  uint64_t drive = s->drive ? s->drive[cell] & 3u : ML_DRIVE_SL;
  return s->sigma[drive] + s->step[drive] * cell;
}

/* The conductance of one lane in the plain-C kernels. */
static inline double ml_conductance(const ml_sources *s, int64_t cell, int32_t lane) {
  double g = ml_source(s, cell)[lane];
  if (!s->deviation) return g;
  double sigma = s->sigma_share > 0 ? s->sigma_share * g : ml_sigma(s, cell)[lane];
  double read = g + sigma * (double)s->deviation[cell * s->deviation_stride + lane];
  return read > 0 ? read : 0;
}

/* Samples of one block and query: sample i of lane l is first[i * stride + l], l < lanes. */
typedef struct ml_target {
  double *first;
  int64_t stride;
  int32_t lanes; /* 1 ... ML_LANES valid rows */
} ml_target;

static inline ml_target ml_target_of(const ml_cells *cells, const ml_samples *samples, int32_t query, int64_t block) {
  int64_t row = block * ML_LANES, left = cells->rows - row;
  return (ml_target){samples->value + (int64_t)query * samples->count * samples->stride + row, samples->stride,
                     (int32_t)(left < ML_LANES ? left : ML_LANES)};
}

/* A march starts at the end without the sense amplifier and visits the cells towards it. Capacitances are fractions of
 * the largest; start and end are those of node 0 and node M besides the node's own. */
typedef struct ml_march {
  int32_t cells;
  int32_t near; /* 1: from node M to node 0 */
  double wire_ohm;
  double largest_f;
  double node;
  double start;
  double end;
} ml_march;

static inline ml_march ml_march_of(const ml_line *line) {
  double near = line->near_capacitance_f, far = line->far_capacitance_f, largest = line->node_capacitance_f;
  largest = near > largest ? near : largest;
  largest = far > largest ? far : largest;
  int is_near = line->sense == ML_SENSE_NEAR;
  return (ml_march){.cells = line->cells,
                    .near = is_near,
                    .wire_ohm = line->wire_resistance_ohm,
                    .largest_f = largest,
                    .node = line->node_capacitance_f / largest,
                    .start = (is_near ? far : near) / largest,
                    .end = (is_near ? near : far) / largest};
}

/* Index of the cell at step i of a march. */
ML_INLINE int64_t ml_step_cell(const ml_march *m, int64_t i) {
  return m->near ? m->cells - 1 - i : i;
}

/* The solutions of a march grow from cell to cell. Every ML_STRETCH cells a lane that has passed ML_GROWN is divided by
 * the power of two of its exponent, so growth of up to 2^27 per cell stays finite; what overflows all the same is
 * marched once more with a check at every cell, in plain C. */
#define ML_STRETCH 32
#define ML_GROWN 0x1p128
#define ML_EXPONENT_BITS 0x7ff0000000000000u
/* Minus the exponent bits of x, this is 1 over the power of two of x. */
#define ML_EXPONENT_TWICE 0x7fe0000000000000u

#endif
