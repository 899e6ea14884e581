/* Steady state of a crossbar by conjugate gradients over its columns.
 *
 * Lines. With the other side held, every row is a chain of nodes with a conductance G_k to a known voltage and a known
 * injected current i_k. From the far end towards the terminal, with R_k the segment before node k (the terminal's own and
 * its series resistance for k = 0), Y_k = G_k + q_{k+1} Y_{k+1}, q_k = 1 / (1 + R_k Y_k), J_k = i_k + q_{k+1} J_{k+1};
 * back from the terminal, v_k = q_k (v_{k-1} + R_k J_k) with v_{-1} the terminal's voltage, and q_0 (J_0 - Y_0 v_{-1})
 * flows into the terminal. Every term is positive and no resistance is divided by, so R = 0 is an ideal wire.
 *
 * Coupling. With T_r and T_c the solutions of all rows and of all columns for injected currents, D the cells'
 * conductances and a their source currents, u = T_r(D w - a) and w = T_c(D u + a). Conjugate gradients solve
 * (T_c^-1 - D T_r D) w = ... with T_c as preconditioner: S z = r - D T_r D z because T_c^-1 z = r.
 *
 * Bound. |dI| <= sqrt(g E): g the largest conductance seen at a terminal, E the energy of the error, which conjugate
 * gradients sum up as their steps; a step's energy is counted twice for those that follow it. */
#include <math.h>
#include <string.h>

#include "crossbar/solve.h"

int64_t ml_crossbar_prepared_doubles(const ml_crossbar *crossbar) {
  return 2 * (int64_t)crossbar->rows * crossbar->columns;
}

int64_t ml_crossbar_workspace_doubles(const ml_crossbar *crossbar) {
  return 6 * (int64_t)crossbar->rows * crossbar->columns + crossbar->rows + crossbar->columns;
}

/* The lines of one side: line i has its node k, counted from the terminal, at i * line + first + k * step. */
typedef struct side {
  int32_t lines, nodes;
  int64_t line, first, step;
  double segment, terminal;
} side;

static side row_side(const ml_crossbar *x) {
  int last = x->driver_end == ML_END_LAST;
  return (side){x->rows, x->columns, x->columns, last ? x->columns - 1 : 0, last ? -1 : 1, x->row_resistance_ohm,
                x->row_resistance_ohm + x->driver_resistance_ohm};
}

static side column_side(const ml_crossbar *x) {
  int last = x->sense_end == ML_END_LAST;
  int64_t step = x->columns;
  return (side){x->columns, x->rows, 1, last ? (x->rows - 1) * step : 0, last ? -step : step, x->column_resistance_ohm,
                x->column_resistance_ohm + x->sense_resistance_ohm};
}

static void factor(const side *s, const double *g, double *q) {
  for (int32_t i = 0; i < s->lines; i++) {
    double y = 0;
    for (int64_t k = s->nodes - 1, at = i * s->line + s->first + k * s->step; k >= 0; k--, at -= s->step) {
      y = y + g[at];
      q[at] = 1 / fma(k ? s->segment : s->terminal, y, 1);
      y = q[at] * y;
    }
  }
}

void ml_crossbar_prepare_c(const ml_crossbar *x, double *prepared) {
  side rows = row_side(x), columns = column_side(x);
  factor(&rows, x->conductance, prepared);
  factor(&columns, x->conductance, prepared + (int64_t)x->rows * x->columns);
}

/* v from the injected currents in v; terminals at `volts` (null: 0); currents into the terminals to `out` (null: no). */
static void lines(const side *s, const double *g, const double *q, const double *volts, double *v, double *out) {
  for (int32_t i = 0; i < s->lines; i++) {
    double j = 0, y = 0, before = volts ? volts[i] : 0;
    int64_t end = i * s->line + s->first;
    for (int64_t k = s->nodes - 1, at = end + k * s->step; k >= 0; k--, at -= s->step) {
      v[at] = j = v[at] + j;
      y = y + g[at];
      j = q[at] * j;
      y = q[at] * y;
    }
    if (out) out[i] = fma(-y, before, j);
    for (int64_t k = 0, at = end; k < s->nodes; k++, at += s->step)
      before = v[at] = q[at] * fma(k ? s->segment : s->terminal, v[at], before);
  }
}

typedef struct solve {
  const ml_crossbar *x;
  side rows, columns;
  const double *q_rows, *q_columns;
  const double *row_v, *column_v, *cell_a;
  double *w, *u, *r, *z, *p, *s, *row_i, *column_i;
  int64_t cells;
} solve;

/* u = T_r(D w - a) with the rows' terminals driven. */
static void drive_rows(solve *t, double *out) {
  for (int64_t c = 0; c < t->cells; c++)
    t->u[c] = t->cell_a ? fma(t->x->conductance[c], t->w[c], -t->cell_a[c]) : t->x->conductance[c] * t->w[c];
  lines(&t->rows, t->x->conductance, t->q_rows, t->row_v, t->u, out);
}

/* v = T_c(D u + a) with the columns' terminals driven. */
static void drive_columns(solve *t, double *v, double *out) {
  for (int64_t c = 0; c < t->cells; c++)
    v[c] = t->cell_a ? fma(t->x->conductance[c], t->u[c], t->cell_a[c]) : t->x->conductance[c] * t->u[c];
  lines(&t->columns, t->x->conductance, t->q_columns, t->column_v, v, out);
}

/* y = D T_r D v */
static void through_rows(const solve *t, const double *v, double *y) {
  for (int64_t c = 0; c < t->cells; c++) y[c] = t->x->conductance[c] * v[c];
  lines(&t->rows, t->x->conductance, t->q_rows, 0, y, 0);
  for (int64_t c = 0; c < t->cells; c++) y[c] = t->x->conductance[c] * y[c];
}

static double dot(const double *a, const double *b, int64_t n) {
  double sum = 0;
  for (int64_t i = 0; i < n; i++) sum = fma(a[i], b[i], sum);
  return sum;
}

static double largest(const double *a, int64_t n, double most) {
  for (int64_t i = 0; i < n; i++) most = fabs(a[i]) > most ? fabs(a[i]) : most;
  return most;
}

/* The largest conductance that a column's terminal sees. */
static double largest_input(const solve *t) {
  double most = 0;
  for (int32_t i = 0; i < t->x->columns; i++) {
    double y = 0;
    int64_t at = i * t->columns.line + t->columns.first + (t->columns.nodes - 1) * t->columns.step;
    for (int64_t k = t->columns.nodes; k > 0; k--, at -= t->columns.step) y = t->q_columns[at] * (y + t->x->conductance[at]);
    most = y > most ? y : most;
  }
  return most;
}

/* From a first column voltage; the bound over the largest current to *residual. */
static int32_t iterate(solve *t, const ml_crossbar_drive *drive, double *residual) {
  double input = largest_input(t), scale, beta = 0, rz, alpha = 0;
  int32_t steps = 0;
  drive_rows(t, t->row_i);
  drive_columns(t, t->z, t->column_i);
  scale = largest(t->column_i, t->x->columns, largest(t->row_i, t->x->rows, 0));
  for (int64_t c = 0; c < t->cells; c++) {
    double next = t->z[c];
    t->z[c] = next - t->w[c];
    t->w[c] = next;
  }
  through_rows(t, t->z, t->r);
  memset(t->p, 0, (size_t)t->cells * sizeof(double));
  memset(t->s, 0, (size_t)t->cells * sizeof(double));
  memcpy(t->z, t->r, (size_t)t->cells * sizeof(double));
  lines(&t->columns, t->x->conductance, t->q_columns, 0, t->z, 0);
  rz = dot(t->r, t->z, t->cells);
  for (;;) {
    double energy = 2 * (alpha > 1 ? alpha : 1) * rz;
    *residual = energy > 0 ? sqrt(input * energy) / scale : energy == 0 ? 0 : INFINITY;
    if (*residual <= drive->tolerance || steps == drive->max_iterations || *residual == INFINITY) return steps;
    through_rows(t, t->z, t->u);
    for (int64_t c = 0; c < t->cells; c++) {
      t->s[c] = fma(beta, t->s[c], t->r[c] - t->u[c]);
      t->p[c] = fma(beta, t->p[c], t->z[c]);
    }
    alpha = rz / dot(t->p, t->s, t->cells);
    for (int64_t c = 0; c < t->cells; c++) {
      t->w[c] = fma(alpha, t->p[c], t->w[c]);
      t->r[c] = t->z[c] = fma(-alpha, t->s[c], t->r[c]);
    }
    lines(&t->columns, t->x->conductance, t->q_columns, 0, t->z, 0);
    double next = dot(t->r, t->z, t->cells);
    beta = next / rz;
    rz = next;
    steps++;
  }
}

static const double *at_vector(const double *values, int64_t vector, int64_t each) {
  return values ? values + vector * each : 0;
}

static void store(double *values, int64_t vector, int64_t each, const double *from, double sign) {
  for (int64_t i = 0; values && i < each; i++) values[vector * each + i] = sign * from[i];
}

void ml_crossbar_solve_c(const ml_crossbar *x, const double *prepared, const ml_crossbar_drive *drive, ml_span vectors,
                         double *work, const ml_crossbar_result *result) {
  int64_t n = (int64_t)x->rows * x->columns;
  solve t = {.x = x, .rows = row_side(x), .columns = column_side(x), .q_rows = prepared, .q_columns = prepared + n,
             .w = work, .u = work + n, .r = work + 2 * n, .z = work + 3 * n, .p = work + 4 * n, .s = work + 5 * n,
             .row_i = work + 6 * n, .column_i = work + 6 * n + x->rows, .cells = n};
  for (int64_t k = vectors.begin; k < vectors.end; k++) {
    t.row_v = at_vector(drive->row_v, k, x->rows);
    t.column_v = at_vector(drive->column_v, k, x->columns);
    t.cell_a = at_vector(drive->cell_a, k, n);
    if (drive->warm)
      memcpy(t.w, result->column_voltage + k * n, (size_t)n * sizeof(double));
    else
      memset(t.w, 0, (size_t)n * sizeof(double));
    result->iterations[k] = iterate(&t, drive, &result->residual[k]);
    drive_rows(&t, t.row_i);
    drive_columns(&t, t.z, t.column_i);
    store(result->row_current, k, x->rows, t.row_i, -1);
    store(result->column_current, k, x->columns, t.column_i, 1);
    store(result->row_voltage, k, n, t.u, 1);
    store(result->column_voltage, k, n, t.z, 1);
  }
}
