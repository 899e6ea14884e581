/* Conjugate gradients of the crossbar's transient and the loop over its jobs, over any type `quad`; included after the
 * quads are defined. crossbar/transient.c is the specification. */
#ifndef MATCHLINE_CROSSBAR_TRANSIENT_STEPS_H
#define MATCHLINE_CROSSBAR_TRANSIENT_STEPS_H

#include <float.h>
#include <math.h>
#include <string.h>

#include "crossbar/transient_sweeps.h"

/* What a sweep of the columns leaves: r z and the bound sum g |z|, per pole. */
typedef struct swept {
  quad dot;
  double size[ML_QUAD / 2];
} swept;

static quad striped(const quad *stripe) { return q_add(q_add(stripe[0], stripe[1]), q_add(stripe[2], stripe[3])); }

static swept columns(const ml_transient *t, sweep_mode mode, quad weight, quad alpha) {
  quad dot[ML_ABREAST];
  reals size[ML_ABREAST];
  swept result;
  for (int l = 0; l < ML_ABREAST; l++) {
    dot[l] = q_zero();
    size[l] = r_zero();
  }
  sweep_columns(t, mode, weight, alpha, dot, size);
  result.dot = striped(dot);
  r_store(result.size, r_add(r_add(size[0], size[1]), r_add(size[2], size[3])));
  return result;
}

static quad rows(const ml_transient *t, sweep_mode mode, quad weight, quad beta) {
  quad dot[ML_ABREAST];
  for (int l = 0; l < ML_ABREAST; l++) dot[l] = q_zero();
  sweep_rows(t, mode, weight, beta, dot);
  return striped(dot);
}

/* a/b of the poles that are not done; 0 for those that are, and where b is 0. */
static quad ratio(quad over, quad under, const int *done) {
  double a[ML_QUAD], b[ML_QUAD], q[ML_QUAD];
  q_store(a, over);
  q_store(b, under);
  for (int k = 0; k < 4; k++) {
    double size = fabs(b[k]) > fabs(b[k + 4]) ? fabs(b[k]) : fabs(b[k + 4]), br = b[k] / size, bi = b[k + 4] / size;
    double inverse = 1 / (fma(br, br, bi * bi) * size);
    int idle = done[k] || size == 0;
    q[k] = idle ? 0 : fma(a[k], br, a[k + 4] * bi) * inverse;
    q[k + 4] = idle ? 0 : fma(a[k + 4], br, -(a[k] * bi)) * inverse;
  }
  return q_load(q);
}

/* Marks the poles whose bound is met; 1 where another step is of no use. */
static int settled(const swept *s, double wanted, int *done) {
  int all = 1, finite = 1;
  for (int k = 0; k < 4; k++) {
    done[k] = s->size[k] <= wanted;
    all &= done[k];
    finite &= s->size[k] <= DBL_MAX;
  }
  return all || !finite;
}

/* Improves w until the bound of every pole is at most `wanted` amperes; the steps made. z holds w's last change. */
static int32_t improve(const ml_transient *t, double wanted, int32_t most) {
  quad none = q_zero(), beta = none;
  int done[4];
  int32_t steps = 0;
  rows(t, FIRST, none, none);
  swept s = columns(t, FIRST, none, none);
  for (; steps < most && !settled(&s, wanted, done); steps++) {
    quad alpha = ratio(s.dot, rows(t, steps ? STEP : BEGIN, none, beta), done), before = s.dot;
    s = columns(t, STEP, none, alpha);
    beta = ratio(s.dot, before, done);
  }
  return steps;
}

/* Solves one job; the currents stay in t->row_current and t->column_current. */
static int32_t solve(const ml_transient *t, const ml_crossbar_step *step, quad weight, double *residual) {
  double before = INFINITY;
  int32_t steps = 0;
  memset(t->w, 0, (size_t)t->rows.lines * (size_t)t->rows.nodes * ML_QUAD * sizeof(double));
  for (;;) {
    memset(t->column_cells, 0, (size_t)t->columns.lines * ML_QUAD * sizeof(double));
    rows(t, DRIVEN, weight, q_zero());
    swept s = columns(t, DRIVEN, weight, q_zero());
    double error = (s.size[0] + s.size[1]) + (s.size[2] + s.size[3]), scale = ml_transient_largest(t);
    double bound = error == 0 ? 0 : error / scale;
    *residual = bound <= DBL_MAX ? bound : INFINITY;
    int stuck = !(*residual <= ML_PROGRESS * before) || *residual == INFINITY;
    if (*residual <= step->tolerance || steps >= step->max_iterations || stuck) return steps;
    before = *residual;
    steps += improve(t, ML_SHARE * step->tolerance * scale, step->max_iterations - steps);
  }
}

static void run(const ml_crossbar *x, const ml_crossbar_step *step, ml_span jobs, double *workspace,
                const ml_crossbar_waveform *out) {
  ml_transient t = ml_transient_of(x, step, workspace);
  double weights[ML_QUAD], poles[ML_QUAD];
  ml_transient_weights(poles, weights);
  quad pole = q_load(poles), weight = q_load(weights);
  int64_t factored = -1;
  for (int64_t job = jobs.begin; job < jobs.end; job++) {
    int64_t time = job / step->vectors, vector = job % step->vectors, at = vector * step->times + time;
    if (time != factored) {
      double row_load = ml_transient_load(&t.rows, step->time[time]);
      double column_load = ml_transient_load(&t.columns, step->time[time]);
      factor(&t, q_scale(row_load, pole), q_scale(column_load, pole));
      factored = time;
    }
    t.row_v = step->row_v ? step->row_v + vector * x->rows : 0;
    t.column_v = step->column_v ? step->column_v + vector * x->columns : 0;
    out->iterations[at] = solve(&t, step, weight, &out->residual[at]);
    if (out->row_current) ml_transient_store(t.row_current, x->rows, out->row_current + at * x->rows);
    if (out->column_current) ml_transient_store(t.column_current, x->columns, out->column_current + at * x->columns);
  }
}

#endif
