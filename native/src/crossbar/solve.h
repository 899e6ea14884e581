/* Steady state of a crossbar, compiled for every instruction set from this text.
 *
 * Lines. With the other side held, every line is a chain of nodes with a conductance G_k to known voltages and injected
 * currents i_k. From the far end towards the terminal, R_k the resistance before node k, Y_k = G_k + q_{k+1} Y_{k+1},
 * q_k = 1 / (1 + R_k Y_k), J_k = i_k + q_{k+1} J_{k+1}; back from the terminal v_k = q_k v_{k-1} + q_k R_k J_k with v_{-1}
 * the terminal's voltage, and q_0 (J_0 - Y_0 v_{-1}) flows into the terminal. Every term is positive and no resistance is
 * divided by, so R = 0 is an ideal wire.
 *
 * Steps. T_r and T_c solve all rows and all columns for injected currents, D are the cells' conductances. The column
 * voltages w solve S w = b with S = T_c^-1 - B, B = D T_r D. With the residual r = b - S w the column solve gives
 * y = T_c r, and the coarse space Z adds Z F c, c = Z^T r, F = (E_c - E_rc E_r^-1 E_cr)^-1 - E_c^-1 with E the Galerkin
 * matrices of rows and columns: on Z the coarse solve of both sides replaces the column solve. Conjugate gradients with
 * z = y + Z F c need r nowhere: v = T_c s = z - T_c B z + beta v, z.T_c^-1 z is the power of z in cells and wires, and
 * Z^T S z = c + E_c F c - Z^T B z.
 *
 * Bound. T = T_c B shrinks every error in the norm of D: a line of which the resistance matrix A times the conductances
 * has no eigenvalue above m shrinks it to m / (1 + m) at least. The root of the sum of the squares of the entries
 * sqrt(G_k G_l) A_kl is such an m, with A_kl the resistance to the terminal that nodes k and l share. So with t the
 * product of both sides' m / (1 + m), e.S e <= r.P r / (1 - t), and e.D e <= e.S e / ((1 - t)(1 + 1/m_c)). The currents
 * of w + y are off by those of T e. The row voltage of T_r D e is at most sqrt((T_r D T_r)_jj e.D e of the row); times G
 * and the share of a current at row i of a column that reaches the terminal, which is the product of q up to there, that
 * sums over the rows to at most sqrt(sum (G share)^2 (T_r D T_r)_jj e.D e). */
#ifndef MATCHLINE_CROSSBAR_SOLVE_H
#define MATCHLINE_CROSSBAR_SOLVE_H

#include "crossbar/sweep.h"

/* Rounding of the result over the largest current. */
#define ML_ROUNDING 0x1p-50

typedef struct iteration {
  double c[ML_MAX_PAIRS];        /* Z^T r */
  double f[ML_MAX_PAIRS];        /* F c */
  double energy[ML_MAX_PAIRS];   /* E f */
  double coupled[ML_MAX_PAIRS];  /* Z^T B z */
  double s[ML_MAX_PAIRS];        /* Z^T S p */
  double step[ML_MAX_PAIRS];     /* of f */
  double gamma, alpha, beta;
  int size;                      /* modes of the plane */
} iteration;

/* y = a x */
static void multiply(int n, const double *a, const double *x, double *y) {
  for (int i = 0; i < n; i++) y[i] = 0;
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) y[i] = fma(a[j * n + i], x[j], y[i]);
}

static double dot_small(int n, const double *x, const double *y) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum = fma(x[i], y[i], sum);
  return sum;
}

/* out = Z^T d from the sums of the last pass. */
static void project(const pass *s, double *out) {
  int64_t n = s->x.padded_columns;
  for (int k = 0, i = 0; k < s->modes; k++)
    for (int l = 0; k + l < s->modes; l++, i++)
      out[i] = dot_of(s->k.sums + (ML_SUM_MODES + k) * n, s->p.column_mode + l * n, s->x.column_groups);
}

static double sum_by_column(const pass *s, int which) {
  return sum_of(s->k.sums + which * s->x.padded_columns, s->x.column_groups);
}

/* z.T_c^-1 z of the last pass. */
static double column_power(const pass *s) {
  double power = sum_by_column(s, ML_SUM_CELLS);
  if (s->x.column_ohm > 0) power = power + sum_by_column(s, ML_SUM_WIRES) / s->x.column_ohm;
  if (s->x.sense_ohm > 0) power = power + sum_by_column(s, ML_SUM_TERMINALS) / s->x.sense_ohm;
  return power;
}

/* z's terminal currents from those of y: the coarse part has its own at node 0. */
static void coarse_currents(const pass *s, const iteration *t) {
  for (int64_t j = 0; j < s->x.padded_columns; j++) {
    double volts = 0;
    for (int k = 0, i = 0; k < s->modes; k++)
      for (int l = 0; k + l < s->modes; l++, i++)
        volts = fma(s->p.row_mode[k * s->x.padded_rows] * t->f[i], s->p.column_mode[l * s->x.padded_columns + j], volts);
    s->k.column_z[j] = s->modes ? s->k.column_y[j] + volts / s->x.sense_ohm : s->k.column_y[j];
  }
}

/* The new c to f, and to what the coarse space adds to z. */
static void coarse_step(const pass *s, iteration *t) {
  double f[ML_MAX_PAIRS];
  multiply(t->size, s->p.gain, t->c, f);
  for (int i = 0; i < t->size; i++) {
    t->step[i] = f[i] - t->f[i];
    t->f[i] = f[i];
  }
  multiply(t->size, s->p.energy, t->f, t->energy);
  coarse_currents(s, t);
}

/* Steps of the terminal currents: y and w along s and p. */
static void step_currents(const pass *s, const iteration *t) {
  const ml_work *k = &s->k;
  for (int64_t j = 0; j < s->x.padded_columns; j++) {
    k->column_s[j] = fma(t->beta, k->column_s[j], k->column_z[j] - k->column_h[j]);
    k->column_p[j] = fma(t->beta, k->column_p[j], k->column_z[j]);
    k->column_w[j] = fma(t->alpha, k->column_p[j], k->column_w[j]);
    k->column_y[j] = fma(-t->alpha, k->column_s[j], k->column_y[j]);
  }
  for (int64_t i = 0; i < s->x.padded_rows; i++) {
    k->row_p[i] = fma(t->beta, k->row_p[i], k->row_z[i]);
    k->row_w[i] = fma(t->alpha, k->row_p[i], k->row_w[i]);
  }
}

static double largest_sum(const double *a, const double *b, int64_t n, double most) {
  for (int64_t i = 0; i < n; i++) most = fabs(a[i] + b[i]) > most ? fabs(a[i] + b[i]) : most;
  return most;
}

/* Bound on the error of w + y over the largest current. */
static double residual_of(const pass *s, double gamma) {
  double most = largest_sum(s->k.column_w, s->k.column_y, s->x.columns,
                            largest_sum(s->k.row_w, s->k.row_z, s->x.rows, 0));
  double error = s->p.scalars[ML_PREPARED_BOUND] * sqrt(gamma);
  if (error == 0 && most == 0) return 0;
  double relative = error / most + ML_ROUNDING;
  return relative >= 0 ? relative : INFINITY;
}

/* r . P r of the last pass. */
static double preconditioned(const pass *s, const iteration *t) {
  double gamma = column_power(s) - dot_small(t->size, t->c, t->f) - dot_small(t->size, t->f, t->energy);
  return gamma < 0 ? 0 : gamma;
}

/* The vectors and the small sums one step on, after the rows and the columns of the last pass. */
static void step_all(pass *s, iteration *t) {
  for (int i = 0; i < t->size; i++) {
    t->s[i] = fma(t->beta, t->s[i], t->c[i] + t->energy[i] - t->coupled[i]);
    t->c[i] = fma(-t->alpha, t->s[i], t->c[i]);
  }
  collect(s);
  step_currents(s, t);
  coarse_step(s, t);
  s->alpha = t->alpha;
  s->beta = t->beta;
}

/* Conjugate gradients from y in the columns' currents d and column_h; returns the steps. A pass that will probably be the
 * last one is tried first without what only a further one needs. */
static int32_t iterate(pass *s, iteration *t, const ml_crossbar_drive *drive, double *residual) {
  int32_t steps = 0;
  double earlier;
  clear(s->k.column_s, s->x.padded_columns);
  clear(s->k.column_p, s->x.padded_columns);
  clear(s->k.row_p, s->x.padded_rows);
  for (int i = 0; i < t->size; i++) t->f[i] = t->s[i] = 0;
  coarse_step(s, t);
  sweep(s, START);
  *residual = INFINITY;
  for (;;) {
    double before = t->gamma;
    t->gamma = preconditioned(s, t);
    earlier = *residual;
    *residual = residual_of(s, t->gamma);
    if (*residual <= drive->tolerance || steps == drive->max_iterations || *residual == INFINITY) return steps;
    double power = column_power(s), coupled = sum_by_column(s, ML_SUM_COUPLED);
    project(s, t->coupled);
    t->beta = steps ? t->gamma / before : 0;
    t->alpha = t->gamma / (power - coupled - (steps ? t->beta * t->gamma / t->alpha : 0));
    step_all(s, t);
    if (steps && !s->keep && *residual * (*residual / earlier) <= drive->tolerance) {
      sweep(s, TRIAL);
      double tried = residual_of(s, preconditioned(s, t));
      if (tried <= drive->tolerance) {
        *residual = tried;
        return steps + 1;
      }
    }
    if (steps++)
      sweep(s, STEP);
    else
      sweep(s, FIRST);
  }
}

/* A terminal vector in the order of the lines inside, zero in the padding and where `from` is null. */
static void read_line(const double *from, int32_t n, int64_t padded, int mirror, double *to) {
  clear(to, padded);
  for (int32_t i = 0; from && i < n; i++) to[i] = from[mirror ? n - 1 - i : i];
}

static void write_line(const double *a, const double *b, double sign, int32_t n, int mirror, double *to) {
  for (int32_t i = 0; to && i < n; i++) to[mirror ? n - 1 - i : i] = sign * (a[i] + b[i]);
}

static void read_matrix(const pass *s, const double *from, double *tiles) {
  for (int64_t group = 0, place = 0; group < s->x.row_groups; group++)
    for (int64_t at = 0; at < s->x.column_groups; at++, place += ML_TILE) {
      v8 tile[8];
      read_tile(&s->x, from, group, at, tile);
      for (int r = 0; r < 8; r++) v8_store(tiles + place + 8 * r, tile[r]);
    }
}

/* z = w + z, and to `to` where it is not null. */
static void final_voltages(const pass *s, double *to) {
  for (int64_t group = 0, place = 0; group < s->x.row_groups; group++)
    for (int64_t at = 0; at < s->x.column_groups; at++, place += ML_TILE) {
      v8 tile[8];
      for (int r = 0; r < 8; r++) {
        tile[r] = v8_add(v8_load(s->k.w + place + 8 * r), v8_load(s->k.z + place + 8 * r));
        v8_store(s->k.z + place + 8 * r, tile[r]);
      }
      if (to) write_tile(&s->x, tile, group, at, to);
    }
}

/* Every column of w at its terminal's voltage. */
static void fill_w(const pass *s) {
  for (int64_t place = 0, row = 0; row < s->x.padded_rows / 8; row++)
    for (int64_t at = 0; at < s->x.column_groups; at++, place += ML_TILE) {
      v8 volts = v8_load(s->k.column_v + 8 * at);
      for (int r = 0; r < 8; r++) v8_store(s->k.w + place + 8 * r, volts);
    }
}

/* w at the terminals' voltages and y from the sources, or w one pass from `warm` and y the next. */
static void begin(const pass *s, iteration *t, const double *cell_a, const double *warm) {
  size_t row_bytes = (size_t)s->x.padded_rows * sizeof(double);
  size_t column_bytes = (size_t)s->x.padded_columns * sizeof(double);
  if (warm) read_matrix(s, warm, s->k.z);
  drive_rows(s, warm ? TILES : TERMINALS, cell_a, NULL);
  memcpy(s->k.row_w, s->k.row_z, row_bytes);
  clear(s->k.column_w, s->x.padded_columns);
  if (!warm) project(s, t->c);
  collect(s);
  if (warm) {
    memcpy(s->k.column_w, s->k.column_h, column_bytes);
    for (int i = 0; i < t->size; i++) t->step[i] = 0;
    sweep(s, RESUME);
    for (int64_t i = 0; i < s->x.padded_rows; i++) s->k.row_w[i] = s->k.row_w[i] + s->k.row_z[i];
    project(s, t->c);
    collect(s);
  } else if (s->keep) {
    fill_w(s);
  }
  memcpy(s->k.column_y, s->k.column_h, column_bytes);
}

static double *at_vector(double *values, int64_t vector, int64_t each) { return values ? values + vector * each : NULL; }

static const double *drive_at(const double *values, int64_t vector, int64_t each) {
  return values ? values + vector * each : NULL;
}

static void solve(const ml_crossbar *crossbar, const double *prepared, const ml_crossbar_drive *drive, ml_span vectors,
                  double *work, const ml_crossbar_result *result) {
  pass s = {.x = ml_grid_of(crossbar), .keep = result->row_voltage || result->column_voltage};
  iteration t = {.alpha = 1};
  int64_t cells = (int64_t)crossbar->rows * crossbar->columns;
  s.p = ml_prepared_of(&s.x, prepared);
  s.k = ml_work_of(&s.x, work);
  s.modes = (int)s.p.scalars[ML_PREPARED_MODES];
  t.size = plane_modes(s.modes);
  s.coarse = t.step;
  for (int64_t i = vectors.begin; i < vectors.end; i++) {
    const double *cell_a = drive_at(drive->cell_a, i, cells);
    double *column_voltage = at_vector(result->column_voltage, i, cells);
    read_line(drive_at(drive->row_v, i, s.x.rows), s.x.rows, s.x.padded_rows, s.x.mirror_rows, s.k.row_v);
    read_line(drive_at(drive->column_v, i, s.x.columns), s.x.columns, s.x.padded_columns, s.x.mirror_columns,
              s.k.column_v);
    begin(&s, &t, cell_a, drive->warm ? column_voltage : NULL);
    result->iterations[i] = iterate(&s, &t, drive, &result->residual[i]);
    write_line(s.k.row_w, s.k.row_z, -1, s.x.rows, s.x.mirror_rows, at_vector(result->row_current, i, s.x.rows));
    write_line(s.k.column_w, s.k.column_y, 1, s.x.columns, s.x.mirror_columns,
               at_vector(result->column_current, i, s.x.columns));
    if (!s.keep) continue;
    final_voltages(&s, column_voltage);
    if (result->row_voltage) drive_rows(&s, TILES, cell_a, at_vector(result->row_voltage, i, cells));
  }
}

#endif
