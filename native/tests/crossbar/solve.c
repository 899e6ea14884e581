/* The crossbar's steady state at every level against the plain-C reference, bit by bit, and against Kirchhoff's law. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "check.h"

#define UNTOUCHED -7.25

typedef enum regime { USUAL, ROUGH, EXTREME } regime;

static double pick(const double *values, int count) { return values[check_integer(0, count - 1)]; }
#define PICK(...) pick((const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

static double draw_ohm(regime r) {
  if (r == EXTREME) return PICK(0, 5e-324, 1e-300, 0.5, 1e9, 1e20, 1e300);
  return check_integer(0, 3) ? check_logarithmic(0.1, 50) : 0;
}

static double draw_siemens(regime r) {
  if (r == EXTREME) return PICK(0, 5e-324, 1e-300, 1e-12, 1e-4, 1e3, 1e200);
  if (r == ROUGH) return PICK(0, 1e-6, 1e-2);
  return check_integer(0, 7) ? check_logarithmic(1e-8, 1e-4) : 0;
}

/* One crossbar, what drives it and where the solution goes; every buffer is beside a page without access. */
typedef struct trial {
  ml_crossbar x;
  ml_crossbar_drive drive;
  int64_t prepared_doubles, work_doubles;
  check_buffer g, row_v, column_v, cell_a, prepared, work;
} trial;

enum { ROW_I, COLUMN_I, ROW_V, COLUMN_V, RESIDUAL, ITERATIONS, OUTPUTS };

typedef struct outputs {
  check_buffer buffer[OUTPUTS];
  int64_t count[OUTPUTS];
  ml_crossbar_result result;
} outputs;

static check_buffer random_doubles(int64_t count, int at_end, double most) {
  check_buffer b = check_guarded((size_t)count * sizeof(double), at_end);
  for (int64_t i = 0; i < count; i++) ((double *)b.data)[i] = check_uniform(-most, most);
  return b;
}

static trial draw_trial(regime r, int32_t rows, int32_t columns, int at_end) {
  int64_t cells = (int64_t)rows * columns, vectors = check_integer(1, 3);
  trial t = {.x = {rows, columns, (int32_t)check_integer(0, 1), (int32_t)check_integer(0, 1), draw_ohm(r), draw_ohm(r),
                   draw_ohm(r), draw_ohm(r), NULL},
             .drive = {(int32_t)vectors, (int32_t)check_integer(0, 1), check_integer(0, 3) ? 200 : 2, 0,
                       PICK(1e-14, 1e-9, 1e-6, 1e-2), NULL, NULL, NULL}};
  CHECK(ml_crossbar_size(&t.x, &t.prepared_doubles, &t.work_doubles) == ML_OK, "size of %d x %d", rows, columns);
  t.g = random_doubles(cells, at_end, 1);
  t.row_v = random_doubles(vectors * rows, at_end, 1);
  t.column_v = random_doubles(vectors * columns, at_end, 1);
  t.cell_a = random_doubles(vectors * cells, at_end, 1e-6);
  t.prepared = random_doubles(t.prepared_doubles, at_end, 1);
  t.work = random_doubles(t.work_doubles, at_end, 1);
  for (int64_t i = 0; i < cells; i++) ((double *)t.g.data)[i] = draw_siemens(r);
  t.x.conductance = t.g.data;
  t.drive.row_v = check_integer(0, 7) ? t.row_v.data : NULL;
  t.drive.column_v = check_integer(0, 1) ? t.column_v.data : NULL;
  t.drive.cell_a = check_integer(0, 1) ? t.cell_a.data : NULL;
  return t;
}

static void release_trial(trial *t) {
  check_buffer *all[] = {&t->g, &t->row_v, &t->column_v, &t->cell_a, &t->prepared, &t->work};
  for (int i = 0; i < 6; i++) check_release(all[i]);
}

static outputs make_outputs(const trial *t, int at_end, int voltages) {
  int64_t vectors = t->drive.vectors, rows = t->x.rows, columns = t->x.columns;
  outputs o = {.count = {vectors * rows, vectors * columns, vectors * rows * columns, vectors * rows * columns, vectors,
                         vectors}};
  for (int i = 0; i < OUTPUTS; i++) {
    size_t each = i == ITERATIONS ? sizeof(int32_t) : sizeof(double);
    o.buffer[i] = check_guarded((size_t)o.count[i] * each, at_end);
    if (i == ITERATIONS) memset(o.buffer[i].data, 0xff, (size_t)o.count[i] * each);
    for (int64_t k = 0; i != ITERATIONS && k < o.count[i]; k++)
      ((double *)o.buffer[i].data)[k] = i == COLUMN_V ? 0.01 * (double)(k % 7) : UNTOUCHED;
  }
  o.result = (ml_crossbar_result){o.buffer[ROW_I].data, o.buffer[COLUMN_I].data, voltages ? o.buffer[ROW_V].data : NULL,
                                  voltages || t->drive.warm ? o.buffer[COLUMN_V].data : NULL, o.buffer[RESIDUAL].data,
                                  o.buffer[ITERATIONS].data};
  return o;
}

static void release_outputs(outputs *o) {
  for (int i = 0; i < OUTPUTS; i++) check_release(&o->buffer[i]);
}

/* The same bits, or no numbers both. */
static int same(const outputs *a, const outputs *b, int which) {
  if (which == ITERATIONS)
    return check_same(a->buffer[which].data, b->buffer[which].data, (size_t)a->count[which] * sizeof(int32_t));
  const double *x = a->buffer[which].data, *y = b->buffer[which].data;
  for (int64_t i = 0; i < a->count[which]; i++)
    if (!check_same(&x[i], &y[i], sizeof(double)) && !(isnan(x[i]) && isnan(y[i]))) return 0;
  return 1;
}

/* Current out of a node of a row (or column) into its neighbours and its terminal. */
static double along(const double *v, int64_t k, int64_t n, int64_t step, int last, double ohm, double series,
                    double terminal_v) {
  double current = 0;
  if (k > 0) current += (v[0] - v[-step]) / ohm;
  if (k < n - 1) current += (v[0] - v[step]) / ohm;
  if (k == (last ? n - 1 : 0)) current += (v[0] - terminal_v) / (ohm + series);
  return current;
}

/* Kirchhoff's law at every node where no wire is ideal; currents are bounded by those of the terminals. */
static void check_nodes(const trial *t, const outputs *o, int64_t vector) {
  const ml_crossbar *x = &t->x;
  int64_t rows = x->rows, columns = x->columns, cells = rows * columns;
  const double *u = (const double *)o->buffer[ROW_V].data + vector * cells;
  const double *w = (const double *)o->buffer[COLUMN_V].data + vector * cells;
  double most = 1e-9, worst = 0;
  for (int64_t i = 0; i < rows; i++) most = fmax(most, fabs(o->result.row_current[vector * rows + i]));
  for (int64_t i = 0; i < columns; i++) most = fmax(most, fabs(o->result.column_current[vector * columns + i]));
  for (int64_t c = 0; c < cells; c++) {
    int64_t i = c / columns, j = c % columns;
    double cell = x->conductance[c] * (u[c] - w[c]);
    if (t->drive.cell_a) cell += t->drive.cell_a[vector * cells + c];
    double row = along(u + c, j, columns, 1, x->driver_end, x->row_resistance_ohm, x->driver_resistance_ohm,
                       t->drive.row_v ? t->drive.row_v[vector * rows + i] : 0);
    double column = along(w + c, i, rows, columns, x->sense_end, x->column_resistance_ohm, x->sense_resistance_ohm,
                          t->drive.column_v ? t->drive.column_v[vector * columns + j] : 0);
    worst = fmax(worst, fmax(fabs(row + cell), fabs(column - cell)));
  }
  double rounding = 1e-14 / fmin(x->row_resistance_ohm, x->column_resistance_ohm);
  CHECK(worst <= 100 * t->drive.tolerance * most + rounding, "%lld x %lld: %g A are lost in a node of %g A at most",
        (long long)rows, (long long)columns, worst, most);
}

static void check_solution(const trial *t, const outputs *o, int voltages) {
  for (int64_t v = 0; v < t->drive.vectors; v++) {
    double residual = o->result.residual[v];
    int32_t iterations = o->result.iterations[v];
    CHECK(residual <= t->drive.tolerance || iterations == t->drive.max_iterations, "%d x %d: stopped at %g after %d steps",
          t->x.rows, t->x.columns, residual, iterations);
    if (voltages && residual <= t->drive.tolerance && t->x.row_resistance_ohm > 0 && t->x.column_resistance_ohm > 0)
      check_nodes(t, o, v);
  }
}

/* One random crossbar at once by the reference, and in two spans by the level in force. */
static void run_trial(regime r, int32_t rows, int32_t columns) {
  int at_end = (int)check_integer(0, 3) > 0, voltages = (int)check_integer(0, 1);
  trial t = draw_trial(r, rows, columns, at_end);
  outputs found = make_outputs(&t, at_end, voltages), wanted = make_outputs(&t, at_end, voltages);
  int64_t cut = check_integer(0, t.drive.vectors);
  ml_span all = {0, t.drive.vectors}, spans[] = {{cut, t.drive.vectors}, {0, cut}};
  ml_crossbar_prepare_c(&t.x, t.prepared.data);
  ml_crossbar_solve_c(&t.x, t.prepared.data, &t.drive, all, t.work.data, &wanted.result);
  CHECK(ml_crossbar_prepare(&t.x, t.prepared.data) == ML_OK, "status of prepare");
  for (int i = 0; i < 2; i++)
    CHECK(ml_crossbar_solve(&t.x, t.prepared.data, &t.drive, &spans[i], t.work.data, &found.result) == ML_OK, "status");
  for (int i = 0; i < OUTPUTS; i++)
    CHECK(same(&found, &wanted, i), "output %d of %d x %d differs from the reference", i, rows, columns);
  if (r == USUAL && t.drive.tolerance > 1e-12) check_solution(&t, &found, voltages);
  release_outputs(&found);
  release_outputs(&wanted);
  release_trial(&t);
}

/* One cell between two terminals is a chain of resistances. */
static void check_one_cell(void) {
  for (int mask = 0; mask < 16; mask++) {
    double g = 1e-4, row_v = 0.75, column_v = -0.25, row_i, column_i, residual, prepared[8000], work[4000];
    int32_t iterations;
    ml_crossbar x = {1, 1, mask & 1, mask >> 1 & 1, mask & 1 ? 40 : 0, mask & 2 ? 30 : 0, mask & 4 ? 60 : 0,
                     mask & 8 ? 9 : 0, &g};
    ml_crossbar_drive drive = {1, 0, 50, 0, 1e-12, &row_v, &column_v, NULL};
    ml_crossbar_result out = {&row_i, &column_i, NULL, NULL, &residual, &iterations};
    ml_span span = {0, 1};
    int64_t doubles, work_doubles;
    CHECK(ml_crossbar_size(&x, &doubles, &work_doubles) == ML_OK && doubles <= 8000 && work_doubles <= 4000, "size");
    CHECK(ml_crossbar_prepare(&x, prepared) == ML_OK, "prepare");
    CHECK(ml_crossbar_solve(&x, prepared, &drive, &span, work, &out) == ML_OK, "solve");
    double ohm = 1 / g + x.row_resistance_ohm + x.column_resistance_ohm + x.driver_resistance_ohm + x.sense_resistance_ohm;
    CHECK(fabs(row_i * ohm - 1) <= 2e-12 && fabs(column_i * ohm - 1) <= 2e-12, "one cell: %g and %g A, not %g", row_i,
          column_i, 1 / ohm);
  }
}

static void check_rejections(void) {
  double g[2] = {1e-4, 1e-4}, v[2] = {1, 1}, current[2], residual, prepared[8000], work[4000];
  int32_t iterations;
  ml_crossbar x = {2, 1, 0, 1, 1, 1, 1, 1, g};
  ml_crossbar_drive drive = {1, 0, 50, 0, 1e-9, v, NULL, NULL};
  ml_crossbar_result out = {NULL, current, NULL, NULL, &residual, &iterations};
  ml_span span = {0, 1}, beyond = {0, 2};
  CHECK(ml_crossbar_prepare(&x, prepared) == ML_OK, "a legal crossbar");
  CHECK(ml_crossbar_solve(&x, prepared, &drive, &span, work, &out) == ML_OK, "a legal call");
  CHECK(ml_crossbar_solve(&x, prepared, &drive, &beyond, work, &out) == ML_ERR_SIZE, "a vector too many");
  CHECK(ml_crossbar_solve(&x, NULL, &drive, &span, work, &out) == ML_ERR_NULL, "nothing prepared");
  drive.warm = 1;
  CHECK(ml_crossbar_solve(&x, prepared, &drive, &span, work, &out) == ML_ERR_NULL, "warm from nothing");
  drive = (ml_crossbar_drive){1, 0, 50, 0, 1e-15, v, NULL, NULL};
  CHECK(ml_crossbar_solve(&x, prepared, &drive, &span, work, &out) == ML_ERR_RANGE, "a tolerance below rounding");
  drive.tolerance = 1e-9;
  v[1] = NAN;
  CHECK(ml_crossbar_solve(&x, prepared, &drive, &span, work, &out) == ML_ERR_RANGE, "a voltage that is no number");
  double wrong[] = {-1e-6, NAN, INFINITY};
  for (int i = 0; i < 3; i++) {
    g[1] = wrong[i];
    CHECK(ml_crossbar_prepare(&x, prepared) == ML_ERR_RANGE, "conductance %g is accepted", wrong[i]);
  }
}

void check_crossbar_solve(void) {
  check_rejections();
  check_one_cell();
  for (int32_t rows = 1; rows <= 18; rows++)
    for (int32_t columns = 1; columns <= 18; columns++) run_trial(USUAL, rows, columns);
  for (int round = 0; round < 40; round++)
    run_trial(round % 2 ? USUAL : ROUGH, (int32_t)check_integer(19, 70), (int32_t)check_integer(19, 70));
  run_trial(USUAL, 1, 4096);
  run_trial(USUAL, 4096, 2);
  for (int round = 0; round < 300; round++)
    run_trial(round % 3 ? ROUGH : EXTREME, (int32_t)check_integer(1, 20), (int32_t)check_integer(1, 20));
}
