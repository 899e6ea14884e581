/* The coarse space: products of the slowest modes of a uniform line along the columns and along the rows, on the row
 * nodes as well as on the column nodes; crossbar/solve.h states its use. */
#ifndef MATCHLINE_CROSSBAR_COARSE_H
#define MATCHLINE_CROSSBAR_COARSE_H

#include "crossbar/dense.h"
#include "crossbar/tiles.h"

/* Moments below which the line solves alone converge in a few steps. */
#define ML_COARSE_LEAST 0.2
/* Modes over the root of the moment: few slow modes stand out of small moments, many of large ones, but slower. */
#define ML_COARSE_STEEP 3.6
#define ML_COARSE_FLAT 0.9
#define ML_COARSE_MORE 2.85

/* Number of modes with k + l < modes per direction. */
static inline int plane_modes(int modes) { return modes * (modes + 1) / 2; }

/* Index of the pair k >= a. */
static inline int pair_of(int k, int a) { return k >= a ? k * (k + 1) / 2 + a : a * (a + 1) / 2 + k; }

/* Modes per direction for the smaller of the two largest moments of a line. */
static int coarse_modes(const ml_grid *x, double moment) {
  int lines = x->rows < x->columns ? x->rows : x->columns, most = lines / 4 < ML_MAX_MODES ? lines / 4 : ML_MAX_MODES;
  if (!(x->row_ohm > 0 && x->column_ohm > 0) || !(moment > ML_COARSE_LEAST)) return 0;
  double root = sqrt(moment), steep = ML_COARSE_STEEP * root, flat = ML_COARSE_FLAT * root + ML_COARSE_MORE;
  double wanted = steep < flat ? steep : flat;
  return wanted < most ? (int)wanted : most;
}

/* Mode l of a line of n nodes, free at the far end: v[k-1] = v[k] + s, s = s - t v[k]. The wave number x solves
 * x tan x = b nearly, b the line's resistance over the terminal's. */
static void line_mode(double *mode, int64_t n, int l, double segment_ohm, double terminal_ohm) {
  const double half_pi = 1.5707963267948966;
  double length = (double)n - 0.5, b = length * segment_ohm / terminal_ohm;
  double x = l ? half_pi * (2 * l + b / (b + half_pi * (2 * l + 1))) : 1 / sqrt(1 / b + 1 / (half_pi * half_pi));
  double t = x / length * (x / length), v = 1, slope = 0;
  for (int64_t k = n - 1; k >= 0; k--) {
    mode[k] = v;
    slope = fma(-t, v, slope);
    v = v + slope;
  }
}

/* Without a drop between the last node and the padding. */
static void extend(double *mode, int64_t stride, int64_t n, int modes) {
  for (int l = 0; l < modes; l++)
    for (int64_t k = n; k < stride; k++) mode[l * stride + k] = mode[l * stride + n - 1];
}

/* energy[pair] of the modes of a chain with its terminal at 0 V; gram[pair] of the modes themselves. */
static void chain_energy(const double *mode, int64_t stride, int64_t n, int modes, double segment_ohm,
                         double terminal_ohm, double *energy, double *gram) {
  for (int k = 0; k < modes; k++)
    for (int a = 0; a <= k; a++) {
      const double *f = mode + k * stride, *h = mode + a * stride;
      double wires = 0;
      for (int64_t i = 1; i < n; i++) wires = fma(f[i] - f[i - 1], h[i] - h[i - 1], wires);
      energy[pair_of(k, a)] = f[0] * h[0] / terminal_ohm + wires / segment_ohm;
      gram[pair_of(k, a)] = dot_of(f, h, stride / 8);
    }
}

/* contracted[pair][column]: the sum over the rows of G times both row modes. */
ML_INLINE void contract_tile(const v8 tile[8], const double *factor, double *contracted) {
  v8 sum = v8_load(contracted);
  for (int r = 0; r < 8; r++) sum = v8_fma(v8_splat(factor[r]), tile[r], sum);
  v8_store(contracted, sum);
}

static void contract(const ml_grid *x, const ml_prepared *p, int modes, double *contracted) {
  int pairs = plane_modes(modes);
  memset(contracted, 0, (size_t)(pairs * x->padded_columns) * sizeof(double));
  for (int64_t group = 0; group < x->row_groups; group++) {
    double factor[ML_MAX_PAIRS][8];
    for (int k = 0; k < modes; k++)
      for (int a = 0; a <= k; a++)
#pragma GCC unroll 8
        for (int r = 0; r < 8; r++)
          factor[pair_of(k, a)][r] =
              p->row_mode[k * x->padded_rows + 8 * group + r] * p->row_mode[a * x->padded_rows + 8 * group + r];
    for (int64_t at = 0; at < x->column_groups; at++) {
      v8 tile[8];
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++) tile[r] = v8_load(p->g + ML_TILE * (group * x->column_groups + at) + 8 * r);
      for (int pair = 0; pair < pairs; pair++)
        contract_tile(tile, factor[pair], contracted + pair * x->padded_columns + 8 * at);
    }
  }
}

/* cells[s][t] = sum over all cells of G times modes s and t of the plane. */
static void cell_energy(const ml_grid *x, const ml_prepared *p, int modes, double *cells) {
  int64_t n = x->padded_columns;
  double *contracted = p->scratch, *product = p->scratch + ML_MAX_PAIRS * n;
  int size = plane_modes(modes);
  contract(x, p, modes, contracted);
  for (int l = 0; l < modes; l++)
    for (int b = 0; b <= l; b++)
      for (int64_t j = 0; j < n; j++)
        product[pair_of(l, b) * n + j] = p->column_mode[l * n + j] * p->column_mode[b * n + j];
  for (int k = 0, s = 0; k < modes; k++)
    for (int l = 0; k + l < modes; l++, s++)
      for (int a = 0, t = 0; a < modes; a++)
        for (int b = 0; a + b < modes; b++, t++)
          if (t <= s)
            cells[s * size + t] = cells[t * size + s] =
                dot_of(contracted + pair_of(k, a) * n, product + pair_of(l, b) * n, x->column_groups);
}

/* Adds to cells the energy in the wires of the columns (of_columns) or of the rows. */
static void add_wires(const double *cells, int modes, const double *energy, const double *gram, int of_columns,
                      double *sum) {
  int size = plane_modes(modes);
  for (int k = 0, s = 0; k < modes; k++)
    for (int l = 0; k + l < modes; l++, s++)
      for (int a = 0, t = 0; a < modes; a++)
        for (int b = 0; a + b < modes; b++, t++) {
          int down = pair_of(k, a), along = pair_of(l, b);
          sum[s * size + t] = cells[s * size + t] + energy[of_columns ? down : along] * gram[of_columns ? along : down];
        }
}

/* The modes, p->energy and p->gain; returns the modes per direction, 0 where the coarse matrix is not positive. */
static int prepare_coarse(const ml_grid *x, const ml_prepared *p, int modes) {
  int size = plane_modes(modes);
  double cells[ML_MAX_PAIRS * ML_MAX_PAIRS], row_side[ML_MAX_PAIRS * ML_MAX_PAIRS];
  double down[2][ML_MAX_PAIRS], along[2][ML_MAX_PAIRS];
  memset(p->row_mode, 0, (size_t)(ML_MAX_MODES * x->padded_rows) * sizeof(double));
  memset(p->column_mode, 0, (size_t)(ML_MAX_MODES * x->padded_columns) * sizeof(double));
  if (!modes) return 0;
  for (int l = 0; l < modes; l++) {
    line_mode(p->row_mode + l * x->padded_rows, x->rows, l, x->column_ohm, x->sense_ohm);
    line_mode(p->column_mode + l * x->padded_columns, x->columns, l, x->row_ohm, x->driver_ohm);
  }
  chain_energy(p->row_mode, x->padded_rows, x->rows, modes, x->column_ohm, x->sense_ohm, down[0], down[1]);
  chain_energy(p->column_mode, x->padded_columns, x->columns, modes, x->row_ohm, x->driver_ohm, along[0], along[1]);
  extend(p->row_mode, x->padded_rows, x->rows, modes);
  cell_energy(x, p, modes, cells);
  add_wires(cells, modes, down[0], along[1], 1, p->energy);
  add_wires(cells, modes, along[0], down[1], 0, row_side);
  return coarse_gain(size, cells, row_side, p->energy, p->gain) ? modes : 0;
}

#endif
