/* Factors and sweeps of the crossbar's transient over any type `quad`, the complex numbers of the four poles. The file
 * that includes this one defines the quads; crossbar/transient.c is the specification. */
#ifndef MATCHLINE_CROSSBAR_TRANSIENT_SWEEPS_H
#define MATCHLINE_CROSSBAR_TRANSIENT_SWEEPS_H

#include "crossbar/transient.h"

/* From w and the terminals; the residual of that change; the first step of conjugate gradients; the others. */
typedef enum sweep_mode { DRIVEN, FIRST, BEGIN, STEP } sweep_mode;

static inline double *quad_at(double *quads, int64_t at) { return quads + ML_QUAD * at; }

static inline int64_t node_at(const ml_chains *s, int64_t line, int64_t k) {
  return line * s->line + s->first + k * s->step;
}

static inline double ohm_at(const ml_chains *s, int64_t k) { return k ? s->segment_ohm : s->terminal_ohm; }

/* Runs `call` for the lines, ML_ABREAST at a time with a count that the compiler sees. */
#define FOR_ABREAST(lines, first, count, call)                             \
  do {                                                                     \
    int32_t first = 0;                                                     \
    for (; first + ML_ABREAST <= (lines); first += ML_ABREAST) {           \
      const int count = ML_ABREAST;                                        \
      call;                                                                \
    }                                                                      \
    if (first < (lines)) {                                                 \
      const int count = (lines)-first;                                     \
      call;                                                                \
    }                                                                      \
  } while (0)

/* q_k = 1/(1 + R_k Y_k), Y_k = y + g + q_{k+1} Y_{k+1} of some lines; `seen` keeps Y_0. */
ML_INLINE void factor_lines(const ml_chains *s, const double *g, quad load, double *factors, double *seen,
                            int32_t first, int count) {
  quad y[ML_ABREAST];
  for (int l = 0; l < count; l++) y[l] = q_zero();
  for (int64_t k = s->nodes - 1; k >= 0; k--)
    for (int l = 0; l < count; l++) {
      int64_t cell = node_at(s, first + l, k);
      y[l] = q_add(y[l], q_add_real(load, g[cell]));
      quad q = q_inverse(q_add_real(q_scale(ohm_at(s, k), y[l]), 1));
      q_store(quad_at(factors, cell), q);
      if (k == 0) q_store(quad_at(seen, first + l), y[l]);
      y[l] = q_mul(q, y[l]);
    }
}

static void factor(const ml_transient *t, quad row_load, quad column_load) {
  FOR_ABREAST(t->rows.lines, i, count, factor_lines(&t->rows, t->g, row_load, t->q_rows, t->row_seen, i, count));
  FOR_ABREAST(t->columns.lines, j, count,
              factor_lines(&t->columns, t->g, column_load, t->q_columns, t->column_seen, j, count));
}

/* J_k = g v + q_{k+1} J_{k+1} of some rows into t->flow. */
ML_INLINE void gather_rows(const ml_transient *t, const double *v, int32_t first, int count) {
  const ml_chains *s = &t->rows;
  quad flow[ML_ABREAST];
  for (int l = 0; l < count; l++) flow[l] = q_zero();
  for (int64_t k = s->nodes - 1; k >= 0; k--)
    for (int l = 0; l < count; l++) {
      int64_t cell = node_at(s, first + l, k);
      flow[l] = q_scale_add(t->g[cell], q_load(v + ML_QUAD * cell), flow[l]);
      q_store(quad_at(t->flow, ML_ABREAST * k + l), flow[l]);
      flow[l] = q_mul(q_load(quad_at(t->q_rows, cell)), flow[l]);
    }
  for (int l = 0; l < count; l++) q_store(quad_at(t->row_current, first + l), flow[l]);
}

/* u_k = q_k (u_{k-1} + R_k J_k), and what the mode makes of g u. */
ML_INLINE void return_rows(const ml_transient *t, sweep_mode mode, quad weight, quad beta, int32_t first, int count,
                           quad *dot) {
  const ml_chains *s = &t->rows;
  quad u[ML_ABREAST], cells[ML_ABREAST];
  for (int l = 0; l < count; l++) {
    u[l] = cells[l] = q_zero();
    if (mode != DRIVEN) continue;
    if (t->row_v) u[l] = q_scale(t->row_v[first + l], weight);
    quad q = q_load(quad_at(t->q_rows, node_at(s, first + l, 0))), seen = q_load(quad_at(t->row_seen, first + l));
    double *current = quad_at(t->row_current, first + l);
    q_store(current, q_sub(q_mul(q_mul(q, seen), u[l]), q_load(current)));
  }
  for (int64_t k = 0; k < s->nodes; k++)
    for (int l = 0; l < count; l++) {
      int64_t cell = node_at(s, first + l, k);
      u[l] = q_mul(q_load(quad_at(t->q_rows, cell)),
                   q_scale_add(ohm_at(s, k), q_load(quad_at(t->flow, ML_ABREAST * k + l)), u[l]));
      quad in = q_scale(t->g[cell], u[l]);
      if (mode == DRIVEN) {
        double *column = quad_at(t->column_cells, s->first + k * s->step);
        quad through = q_scale_add(-t->g[cell], q_load(quad_at(t->w, cell)), in);
        q_store(column, q_add(q_load(column), through));
        cells[l] = q_add(cells[l], through);
        q_store(quad_at(t->z, cell), in);
      } else if (mode == FIRST) {
        q_store(quad_at(t->r, cell), in);
      } else {
        quad image = q_sub(q_load(quad_at(t->r, cell)), in), way = q_load(quad_at(t->z, cell));
        if (mode == STEP) {
          image = q_mul_add(beta, q_load(quad_at(t->s, cell)), image);
          way = q_mul_add(beta, q_load(quad_at(t->p, cell)), way);
        }
        q_store(quad_at(t->s, cell), image);
        q_store(quad_at(t->p, cell), way);
        dot[l] = q_mul_add(way, image, dot[l]);
      }
    }
  for (int l = 0; l < count && mode == DRIVEN; l++) q_store(quad_at(t->row_cells, first + l), cells[l]);
}

/* Rows: u from w and the terminals; r from z; or s, p from z and the sum of p s. */
ML_INLINE void sweep_rows(const ml_transient *t, sweep_mode mode, quad weight, quad beta, quad *dot) {
  const double *v = mode == DRIVEN ? t->w : t->z;
  FOR_ABREAST(t->rows.lines, i, count, gather_rows(t, v, i, count); return_rows(t, mode, weight, beta, i, count, dot));
}

/* J_k of some columns, from what the rows left: z where driven, r otherwise, after the step along p. */
ML_INLINE void gather_columns(const ml_transient *t, sweep_mode mode, quad alpha, int64_t k, int32_t first, int count) {
  const ml_chains *s = &t->columns;
  for (int l = 0; l < count; l++) {
    int64_t cell = node_at(s, first + l, k);
    quad flow = q_load(quad_at(mode == DRIVEN ? t->z : t->r, cell));
    if (mode == STEP) {
      q_store(quad_at(t->w, cell), q_mul_add(alpha, q_load(quad_at(t->p, cell)), q_load(quad_at(t->w, cell))));
      flow = q_sub(flow, q_mul(alpha, q_load(quad_at(t->s, cell))));
      q_store(quad_at(t->r, cell), flow);
    }
    if (k + 1 < s->nodes)
      flow = q_mul_add(q_load(quad_at(t->q_columns, cell + s->step)), q_load(quad_at(t->z, cell + s->step)), flow);
    q_store(quad_at(t->z, cell), flow);
  }
}

/* v_k = q_k (v_{k-1} + R_k J_k) into z, or into w and the change into z where driven. */
ML_INLINE void return_columns(const ml_transient *t, sweep_mode mode, quad weight, int64_t k, int32_t first, int count,
                              quad *dot, reals *size) {
  const ml_chains *s = &t->columns;
  double *v = mode == DRIVEN ? t->w : t->z;
  for (int l = 0; l < count; l++) {
    int64_t cell = node_at(s, first + l, k);
    quad q = q_load(quad_at(t->q_columns, cell)), flow = q_load(quad_at(t->z, cell)), before = q_zero();
    if (k > 0)
      before = q_load(quad_at(v, cell - s->step));
    else if (mode == DRIVEN) {
      if (t->column_v) before = q_scale(t->column_v[first + l], weight);
      quad seen = q_load(quad_at(t->column_seen, first + l));
      q_store(quad_at(t->column_current, first + l), q_mul(q, q_sub(flow, q_mul(seen, before))));
    }
    quad now = q_mul(q, q_scale_add(ohm_at(s, k), flow, before)), change = now;
    if (mode == DRIVEN) {
      change = q_sub(now, q_load(quad_at(t->w, cell)));
      q_store(quad_at(t->w, cell), now);
    } else
      dot[l] = q_mul_add(q_load(quad_at(t->r, cell)), now, dot[l]);
    q_store(quad_at(t->z, cell), change);
    size[l] = q_size_add(t->g[cell], change, size[l]);
  }
}

/* Columns: w from z and the terminals, z their change; or z from r after the step along p. */
ML_INLINE void sweep_columns(const ml_transient *t, sweep_mode mode, quad weight, quad alpha, quad *dot, reals *size) {
  for (int64_t k = t->columns.nodes - 1; k >= 0; k--)
    FOR_ABREAST(t->columns.lines, j, count, gather_columns(t, mode, alpha, k, j, count));
  for (int64_t k = 0; k < t->columns.nodes; k++)
    FOR_ABREAST(t->columns.lines, j, count, return_columns(t, mode, weight, k, j, count, dot, size));
}

#endif
