/* Factors of the lines and the bound on the error; crossbar/solve.h states the equations. */
#ifndef MATCHLINE_CROSSBAR_PREPARE_H
#define MATCHLINE_CROSSBAR_PREPARE_H

#include "crossbar/coarse.h"
#include "crossbar/tiles.h"

/* What the factorization learns for the bound, see crossbar/solve.h. */
typedef struct factored {
  double row_moment, column_moment; /* bounds on the lines' resistance matrices times their conductances */
  double reach;                     /* largest sum over a column of (G transfer)^2 times what the rows answer, S */
} factored;

/* Sums by column while factoring, in the scratch of the prepared memory. */
enum { COLUMN_CARRY, COLUMN_FACTOR, COLUMN_SUM, COLUMN_MOMENT, COLUMN_REACH, COLUMN_ARRAYS };

/* A line's sum of the squares of the products of sqrt(G_k G_l) with the resistance to the terminal that nodes k and l
 * share, with the nodes from this one on; `sum` are the conductances of the nodes beyond. */
ML_INLINE v8 add_moment(v8 moment, v8 g, v8 sum, v8 to_terminal) {
  v8 own = v8_mul(to_terminal, g), beyond = v8_mul(to_terminal, sum);
  return v8_fma(own, v8_add(own, v8_add(beyond, beyond)), moment);
}

/* Group of rows, from the far end: q of the tile, and `beyond` the sum over the nodes beyond of G times the squared
 * share of this node's voltage that reaches them. */
typedef struct row_march {
  v8 y, q, sum, moment, beyond;
} row_march;

ML_INLINE void factor_rows(const ml_grid *x, const v8 tile[8], int64_t at, double *q_row, double *beyond, row_march *m) {
  v8 one = v8_splat(1);
#pragma GCC unroll 8
  for (int k = 7; k >= 0; k--) {
    int64_t j = 8 * at + k;
    v8_store(beyond + 8 * k, m->beyond);
    m->y = v8_fma(m->q, m->y, tile[k]);
    m->q = v8_div(one, v8_fma(v8_splat(j ? x->row_ohm : x->driver_ohm), m->y, one));
    v8_store(q_row + 8 * k, m->q);
    m->moment = add_moment(m->moment, tile[k], m->sum, v8_splat(fma((double)j, x->row_ohm, x->driver_ohm)));
    m->sum = v8_add(m->sum, tile[k]);
    m->beyond = v8_mul(v8_mul(m->q, m->q), v8_add(tile[k], m->beyond));
  }
}

/* And back: (T_r D T_r) by node, in place of `beyond` and with columns as lanes; `ohm` is the resistance between the
 * node before and ground, `before` its part of the sum that nodes up to it contribute. */
typedef struct row_answer {
  v8 ohm, before;
} row_answer;

ML_INLINE void answer_rows(const ml_grid *x, const v8 tile[8], int64_t at, const double *q_row, const double *beyond,
                           v8 answer[8], row_answer *m) {
#pragma GCC unroll 8
  for (int k = 0; k < 8; k++) {
    v8 q = v8_load(q_row + 8 * k);
    m->ohm = v8_mul(q, v8_fma(q, m->ohm, v8_splat(at == 0 && k == 0 ? x->driver_ohm : x->row_ohm)));
    v8 square = v8_mul(m->ohm, m->ohm);
    m->before = v8_fma(square, tile[k], v8_mul(v8_mul(q, q), m->before));
    answer[k] = v8_fma(square, v8_load(beyond + 8 * k), m->before);
  }
}

/* Tile (group, at): the columns' factors, their moments, and what their currents can pick up from the rows. */
ML_INLINE void factor_columns(const ml_grid *x, const v8 answer[8], int64_t group, const double *g, double *q_column,
                              double *carry, int64_t at) {
  double *place = carry + 8 * at;
  int64_t n = x->padded_columns;
  v8 one = v8_splat(1);
  v8 y = v8_load(place), q = v8_load(place + n * COLUMN_FACTOR), sum = v8_load(place + n * COLUMN_SUM);
  v8 moment = v8_load(place + n * COLUMN_MOMENT), reach = v8_load(place + n * COLUMN_REACH);
#pragma GCC unroll 8
  for (int r = 7; r >= 0; r--) {
    v8 cell = v8_load(g + 8 * r);
    y = v8_fma(q, y, cell);
    q = v8_div(one, v8_fma(v8_splat(group == 0 && r == 0 ? x->sense_ohm : x->column_ohm), y, one));
    v8_store(q_column + 8 * r, q);
    moment = add_moment(moment, cell, sum, v8_splat(fma((double)(8 * group + r), x->column_ohm, x->sense_ohm)));
    sum = v8_add(sum, cell);
    reach = v8_mul(v8_mul(q, q), v8_fma(v8_mul(cell, cell), answer[r], reach));
  }
  v8_store(place, y);
  v8_store(place + n * COLUMN_FACTOR, q);
  v8_store(place + n * COLUMN_SUM, sum);
  v8_store(place + n * COLUMN_MOMENT, moment);
  v8_store(place + n * COLUMN_REACH, reach);
}

static double largest_of(const double *x, int64_t n) {
  double most = 0;
  for (int64_t i = 0; i < n; i++) most = x[i] > most ? x[i] : most;
  return most;
}

/* Row groups whose marches go side by side, because a march waits for its divisions. */
#define ML_ABREAST 2

/* From the far ends of the rows of up to ML_ABREAST groups, `first` and those before it, to their terminals. */
ML_INLINE void march_groups(const ml_grid *x, const double *conductance, const ml_prepared *p, int64_t first,
                            double *beyond, v8 *most) {
  int64_t groups = first + 1 < ML_ABREAST ? first + 1 : ML_ABREAST;
  v8 zero = v8_splat(0), tile[8];
  row_march m[ML_ABREAST] = {{zero, zero, zero, zero, zero}, {zero, zero, zero, zero, zero}};
  for (int64_t at = x->column_groups - 1; at >= 0; at--)
#pragma GCC unroll 2
    for (int64_t i = 0; i < groups; i++) {
      int64_t place = ML_TILE * ((first - i) * x->column_groups + at);
      read_tile(x, conductance, first - i, at, tile);
#pragma GCC unroll 8
      for (int r = 0; r < 8; r++) v8_store(p->g + place + 8 * r, tile[r]);
      v8_transpose(tile);
      factor_rows(x, tile, at, p->q_row + place, beyond + ML_TILE * (i * x->column_groups + at), &m[i]);
    }
  for (int64_t i = 0; i < groups; i++) {
    v8_store(p->row_y + 8 * (first - i), m[i].y);
    *most = v8_max(m[i].moment, *most);
  }
}

/* A group of rows back from the terminals, and the columns across it. */
ML_INLINE void cross_group(const ml_grid *x, const ml_prepared *p, int64_t group, const double *beyond, double *carry) {
  row_answer back = {v8_splat(0), v8_splat(0)};
  v8 tile[8], answer[8];
  for (int64_t at = 0; at < x->column_groups; at++) {
    int64_t place = ML_TILE * (group * x->column_groups + at);
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) tile[r] = v8_load(p->g + place + 8 * r);
    v8_transpose(tile);
    answer_rows(x, tile, at, p->q_row + place, beyond + ML_TILE * at, answer, &back);
    v8_transpose(answer);
    factor_columns(x, answer, group, p->g + place, p->q_column + place, carry, at);
  }
}

static factored factor(const ml_grid *x, const double *conductance, const ml_prepared *p) {
  int64_t n = x->padded_columns;
  double *carry = p->scratch, *beyond = carry + COLUMN_ARRAYS * n, rows[8];
  v8 row_moment = v8_splat(0);
  memset(carry, 0, (size_t)(n * COLUMN_ARRAYS) * sizeof(double));
  for (int64_t first = x->row_groups - 1; first >= 0; first -= ML_ABREAST) {
    march_groups(x, conductance, p, first, beyond, &row_moment);
    for (int64_t i = 0; i < ML_ABREAST && i <= first; i++)
      cross_group(x, p, first - i, beyond + ML_TILE * i * x->column_groups, carry);
  }
  v8_store(rows, row_moment);
  return (factored){.row_moment = sqrt(largest_of(rows, 8)),
                    .column_moment = sqrt(largest_of(carry + n * COLUMN_MOMENT, n)),
                    .reach = largest_of(carry + n * COLUMN_REACH, n)};
}

/* x / (1 + x), also for an infinite x. */
static double share(double x) { return 1 / (1 + 1 / x); }

/* The error of the column currents over the square root of r . P r, see crossbar/solve.h. */
static double error_per_energy(const factored *found) {
  double least = 1 / (1 + found->row_moment) + share(found->row_moment) / (1 + found->column_moment);
  return sqrt(found->reach * share(found->column_moment)) / least;
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
