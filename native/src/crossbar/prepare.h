/* Factors of the lines and the bound on the error; crossbar/solve.h states the equations. */
#ifndef MATCHLINE_CROSSBAR_PREPARE_H
#define MATCHLINE_CROSSBAR_PREPARE_H

#include "crossbar/coarse.h"
#include "crossbar/tiles.h"

/* What the factorization learns for the bound. */
typedef struct factored {
  double row_moment, column_moment; /* largest sum over a line of G times the resistance to its terminal */
  double stiffness;                 /* least conductance between a row's node and all grounds, S */
  double square, sum;               /* largest sums of G^2 and of G over a column, S^2 and S */
} factored;

/* Sums by column while factoring, in the scratch of the prepared memory. */
enum { COLUMN_CARRY, COLUMN_FACTOR, COLUMN_MOMENT, COLUMN_SQUARE, COLUMN_SUM, NODE_OHM, NODE_SIEMENS, COLUMN_ARRAYS };

/* Resistance to the terminal by node of a row, and its inverse, infinite in the padding. */
static void node_resistances(const ml_grid *x, double *ohm, double *siemens) {
  double to_terminal = x->driver_ohm;
  for (int64_t j = 0; j < x->padded_columns; j++) {
    ohm[j] = to_terminal;
    siemens[j] = j < x->columns ? 1 / to_terminal : INFINITY;
    to_terminal = to_terminal + x->row_ohm;
  }
}

/* Tile (group, at): the columns' factors, and the moments of the columns. */
ML_INLINE void factor_columns(const ml_grid *x, const v8 tile[8], int64_t group, const double *to_terminal, double *q_column,
                              double *carry, int64_t at) {
  double *place = carry + 8 * at;
  int64_t n = x->padded_columns;
  v8 one = v8_splat(1);
  v8 y = v8_load(place), q = v8_load(place + n * COLUMN_FACTOR), moment = v8_load(place + n * COLUMN_MOMENT);
  v8 square = v8_load(place + n * COLUMN_SQUARE), sum = v8_load(place + n * COLUMN_SUM);
#pragma GCC unroll 8
  for (int r = 7; r >= 0; r--) {
    double ohm = group == 0 && r == 0 ? x->sense_ohm : x->column_ohm;
    y = v8_fma(q, y, tile[r]);
    q = v8_div(one, v8_fma(v8_splat(ohm), y, one));
    v8_store(q_column + 8 * r, q);
    moment = v8_fma(v8_splat(to_terminal[r]), tile[r], moment);
    square = v8_fma(tile[r], tile[r], square);
    sum = v8_add(sum, tile[r]);
  }
  v8_store(place, y);
  v8_store(place + n * COLUMN_FACTOR, q);
  v8_store(place + n * COLUMN_MOMENT, moment);
  v8_store(place + n * COLUMN_SQUARE, square);
  v8_store(place + n * COLUMN_SUM, sum);
}

static double largest_of(const double *x, int64_t n) {
  double most = 0;
  for (int64_t i = 0; i < n; i++) most = x[i] > most ? x[i] : most;
  return most;
}

static factored factor(const ml_grid *x, const double *conductance, const ml_prepared *p) {
  double *carry = p->scratch;
  int64_t n = x->padded_columns;
  double *ohm = carry + n * NODE_OHM, *siemens = carry + n * NODE_SIEMENS;
  v8 one = v8_splat(1);
  factored found = {.stiffness = INFINITY};
  memset(carry, 0, (size_t)(n * COLUMN_ARRAYS) * sizeof(double));
  node_resistances(x, ohm, siemens);
  for (int64_t group = x->row_groups - 1; group >= 0; group--) {
    v8 y = v8_splat(0), q = v8_splat(0), moment = v8_splat(0), least = v8_splat(INFINITY);
    double to_terminal[8];
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) to_terminal[r] = fma((double)(8 * group + r), x->column_ohm, x->sense_ohm);
    for (int64_t at = x->column_groups - 1; at >= 0; at--) {
      int64_t place = ML_TILE * (group * x->column_groups + at);
      v8 tile[8];
      read_tile(x, conductance, group, at, tile);
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++) v8_store(p->g + place + 8 * r, tile[r]);
      factor_columns(x, tile, group, to_terminal, p->q_column + place, carry, at);
      v8_transpose(tile);
#pragma GCC unroll 8
      for (int k = 7; k >= 0; k--) {
        int64_t j = 8 * at + k;
        y = v8_fma(q, y, tile[k]);
        q = v8_div(one, v8_fma(v8_splat(j ? x->row_ohm : x->driver_ohm), y, one));
        v8_store(p->q_row + place + 8 * k, q);
        moment = v8_fma(v8_splat(ohm[j]), tile[k], moment);
        least = v8_min(v8_add(y, v8_splat(siemens[j])), least);
      }
    }
    v8_store(p->row_y + 8 * group, y);
    double lanes[8], floor[8];
    v8_store(lanes, moment);
    v8_store(floor, least);
    for (int64_t r = 0; r < 8 && 8 * group + r < x->rows; r++) {
      found.row_moment = lanes[r] > found.row_moment ? lanes[r] : found.row_moment;
      found.stiffness = floor[r] < found.stiffness ? floor[r] : found.stiffness;
    }
  }
  found.column_moment = largest_of(carry + n * COLUMN_MOMENT, n);
  found.square = largest_of(carry + n * COLUMN_SQUARE, n);
  found.sum = largest_of(carry + n * COLUMN_SUM, n);
  return found;
}

/* x / (1 + x), also for an infinite x. */
static double share(double x) { return 1 / (1 + 1 / x); }

/* The error of the column currents over the square root of r . P r, see crossbar/solve.h. */
static double error_per_energy(const factored *found) {
  double rows = share(found->row_moment), columns = share(found->column_moment);
  double through_node = sqrt(rows * (found->square / found->stiffness)), through_all = rows * sqrt(found->sum);
  double reach = through_node < through_all ? through_node : through_all;
  double least = 1 / (1 + found->row_moment) + rows / (1 + found->column_moment);
  return reach * sqrt(columns) / least;
}

static void prepare(const ml_crossbar *crossbar, double *memory) {
  ml_grid x = ml_grid_of(crossbar);
  memset(memory, 0, ML_PREPARED_SCALARS * sizeof(double));
  memory[ML_PREPARED_SHIFT] = (double)ml_to_line(memory);
  ml_prepared p = ml_prepared_of(&x, memory);
  factored found = factor(&x, crossbar->conductance, &p);
  p.scalars[ML_PREPARED_BOUND] = error_per_energy(&found);
  double least = found.row_moment < found.column_moment ? found.row_moment : found.column_moment;
  p.scalars[ML_PREPARED_MODES] = prepare_coarse(&x, &p, coarse_modes(&x, least));
}

#endif
