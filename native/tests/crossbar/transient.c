/* The crossbar's transient at every level against the plain-C reference, bit by bit, and against closed forms. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "check.h"
#include "crossbar/transient.h"

#define UNTOUCHED -7.25
#define NODE_F 2e-15

static double pick(const double *values, int count) { return values[check_integer(0, count - 1)]; }
#define PICK(...) pick((const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

static double draw_ohm(int extreme) {
  if (extreme) return PICK(0, 1e-300, 0.5, 1e9, 1e20);
  return check_integer(0, 3) ? check_logarithmic(0.1, 50) : 0;
}

static double draw_farad(int extreme) {
  if (extreme) return PICK(0, 5e-324, 1e-15, 1.0, 1e300);
  return check_integer(0, 3) ? check_logarithmic(1e-16, 1e-14) : 0;
}

static double draw_second(int extreme) {
  if (extreme) return PICK(0, 5e-324, 1e-25, 1e-12, 1.0, 1e300, DBL_MAX);
  return check_integer(0, 7) ? check_logarithmic(1e-15, 1e-8) : 0;
}

static double draw_siemens(int extreme) {
  if (extreme) return PICK(0, 5e-324, 1e-12, 1e-4, 1e3);
  return check_integer(0, 7) ? check_logarithmic(1e-8, 1e-4) : 0;
}

typedef struct job {
  ml_crossbar x;
  ml_crossbar_step step;
  int64_t workspace;
} trial;

static trial draw_trial(int extreme, int32_t rows, int32_t columns) {
  trial j = {{rows, columns, (int32_t)check_integer(0, 1), (int32_t)check_integer(0, 1), draw_ohm(extreme),
            draw_ohm(extreme), draw_ohm(extreme), draw_ohm(extreme), NULL},
           {(int32_t)check_integer(1, 3), (int32_t)check_integer(1, 3), (int32_t)check_integer(0, 40), 0,
            check_logarithmic(1e-14, 1e-2), draw_farad(extreme), draw_farad(extreme), NULL, NULL, NULL},
           0};
  CHECK(ml_crossbar_transient_size(&j.x, &j.workspace) == ML_OK, "size of %d x %d", rows, columns);
  return j;
}

/* Buffers of one job, each beside a page without access. */
typedef struct buffers {
  check_buffer g, row_v, column_v, time, work, row_i, column_i, residual, iterations;
} buffers;

static check_buffer doubles(int64_t count, int at_end) { return check_guarded((size_t)count * sizeof(double), at_end); }

static buffers make_buffers(const trial *j, int at_end) {
  int64_t jobs = (int64_t)j->step.vectors * j->step.times, rows = j->x.rows, columns = j->x.columns;
  return (buffers){doubles(rows * columns, at_end), doubles(j->step.vectors * rows, at_end),
                   doubles(j->step.vectors * columns, at_end), doubles(j->step.times, at_end),
                   doubles(j->workspace, at_end), doubles(jobs * rows, at_end), doubles(jobs * columns, at_end),
                   doubles(jobs, at_end), check_guarded((size_t)jobs * sizeof(int32_t), at_end)};
}

static void release(buffers *b) {
  check_buffer *all[] = {&b->g, &b->row_v, &b->column_v, &b->time, &b->work, &b->row_i, &b->column_i, &b->residual,
                         &b->iterations};
  for (int i = 0; i < 9; i++) check_release(all[i]);
}

static void fill(const check_buffer *b, int64_t count, double value) {
  for (int64_t i = 0; i < count; i++) ((double *)b->data)[i] = value;
}

static ml_crossbar_waveform cleared(const buffers *b, const trial *j) {
  int64_t jobs = (int64_t)j->step.vectors * j->step.times;
  fill(&b->work, j->workspace, UNTOUCHED);
  fill(&b->row_i, jobs * j->x.rows, UNTOUCHED);
  fill(&b->column_i, jobs * j->x.columns, UNTOUCHED);
  fill(&b->residual, jobs, UNTOUCHED);
  memset(b->iterations.data, 0xff, (size_t)jobs * sizeof(int32_t));
  return (ml_crossbar_waveform){b->row_i.data, b->column_i.data, b->residual.data, b->iterations.data};
}

static void compare(const trial *j, const buffers *found, const buffers *wanted) {
  int64_t jobs = (int64_t)j->step.vectors * j->step.times;
  size_t each = (size_t)jobs * sizeof(double);
  int same = check_same(found->row_i.data, wanted->row_i.data, each * (size_t)j->x.rows) &&
             check_same(found->column_i.data, wanted->column_i.data, each * (size_t)j->x.columns) &&
             check_same(found->residual.data, wanted->residual.data, each) &&
             check_same(found->iterations.data, wanted->iterations.data, (size_t)jobs * sizeof(int32_t));
  CHECK(same, "transient of %d x %d, %d vectors, %d times differs from the reference", j->x.rows, j->x.columns,
        j->step.vectors, j->step.times);
}

/* One random job at once by the reference, and in two spans by the level in force. */
static void run_trial(int extreme, int32_t rows, int32_t columns) {
  trial j = draw_trial(extreme, rows, columns);
  int at_end = (int)check_integer(0, 3) > 0;
  buffers found = make_buffers(&j, at_end), wanted = make_buffers(&j, at_end);
  int64_t jobs = (int64_t)j.step.vectors * j.step.times, cut = check_integer(0, jobs);
  for (int64_t c = 0; c < (int64_t)rows * columns; c++) ((double *)found.g.data)[c] = draw_siemens(extreme);
  for (int64_t i = 0; i < (int64_t)j.step.vectors * rows; i++) ((double *)found.row_v.data)[i] = check_uniform(-1, 1);
  for (int64_t i = 0; i < (int64_t)j.step.vectors * columns; i++)
    ((double *)found.column_v.data)[i] = check_uniform(-1, 1);
  for (int32_t i = 0; i < j.step.times; i++) ((double *)found.time.data)[i] = draw_second(extreme);
  j.x.conductance = found.g.data;
  j.step.row_v = check_integer(0, 7) ? found.row_v.data : NULL;
  j.step.column_v = check_integer(0, 1) ? found.column_v.data : NULL;
  j.step.time = found.time.data;
  ml_crossbar_waveform out = cleared(&found, &j), reference = cleared(&wanted, &j);
  ml_span all = {0, jobs}, spans[] = {{cut, jobs}, {0, cut}};
  ml_crossbar_transient_c(&j.x, &j.step, all, wanted.work.data, &reference);
  for (int i = 0; i < 2; i++)
    CHECK(ml_crossbar_transient(&j.x, &j.step, &spans[i], found.work.data, &out) == ML_OK, "status");
  compare(&j, &found, &wanted);
  release(&found);
  release(&wanted);
}

/* One cell whose column is ideal: the row node charges through the driver and the cell. */
static void check_one_cell(int32_t driver_end, int32_t sense_end) {
  double g = 1e-4, row_v = 0.75, work[ML_QUAD * 17], current, residual;
  double time[] = {0, 1e-16, 2e-14, 3e-13, 1e-11, 1};
  int32_t iterations;
  for (int i = 0; i < 6; i++) {
    ml_crossbar x = {1, 1, driver_end, sense_end, 40, 0, 60, 0, &g};
    ml_crossbar_step step = {1, 1, 10, 0, 1e-12, NODE_F, NODE_F, &row_v, NULL, &time[i]};
    ml_crossbar_waveform out = {NULL, &current, &residual, &iterations};
    ml_span job = {0, 1};
    CHECK(ml_crossbar_transient(&x, &step, &job, work, &out) == ML_OK, "status of one cell");
    long double total = 0.01L + (long double)g, tau = NODE_F / total, most = 0.75L * 0.01L / total * g;
    long double error = fabsl(current + most * expm1l(-time[i] / tau)) / most;
    CHECK(error <= 1e-7L, "one cell at %g s: %g A, off by %Lg of the largest", time[i], current, error);
  }
}

static void check_rejections(void) {
  double g[2] = {1e-4, 1e-4}, v[2] = {1, 1}, time = 1e-12, work[1000], current[2], residual;
  int32_t iterations;
  ml_crossbar x = {2, 1, 0, 1, 1, 1, 1, 1, g};
  ml_crossbar_step step = {1, 1, 10, 0, 1e-9, 1e-15, 1e-15, v, NULL, &time};
  ml_crossbar_waveform out = {NULL, current, &residual, &iterations};
  ml_span job = {0, 1}, beyond = {0, 2};
  CHECK(ml_crossbar_transient(&x, &step, &job, work, &out) == ML_OK, "a legal call");
  CHECK(ml_crossbar_transient(&x, &step, &job, NULL, &out) == ML_ERR_NULL, "no workspace");
  CHECK(ml_crossbar_transient(&x, &step, &beyond, work, &out) == ML_ERR_SIZE, "a job too many");
  double wrong[] = {-1, NAN, INFINITY};
  for (int i = 0; i < 3; i++) {
    time = wrong[i];
    CHECK(ml_crossbar_transient(&x, &step, &job, work, &out) == ML_ERR_RANGE, "time %g", wrong[i]);
    time = 1e-12;
    step.row_capacitance_f = wrong[i];
    CHECK(ml_crossbar_transient(&x, &step, &job, work, &out) == ML_ERR_RANGE, "capacitance %g", wrong[i]);
    step.row_capacitance_f = 1e-15;
    g[1] = wrong[i];
    CHECK(ml_crossbar_transient(&x, &step, &job, work, &out) == ML_ERR_RANGE, "conductance %g", wrong[i]);
    g[1] = 1e-4;
  }
  v[0] = NAN;
  CHECK(ml_crossbar_transient(&x, &step, &job, work, &out) == ML_ERR_RANGE, "voltage that is no number");
}

void check_crossbar_transient(void) {
  for (int32_t rows = 1; rows <= 9; rows++)
    for (int32_t columns = 1; columns <= 9; columns++)
      for (int extreme = 0; extreme < 2; extreme++) run_trial(extreme, rows, columns);
  run_trial(0, 33, 18);
  run_trial(0, 5, 70);
  for (int32_t driver_end = 0; driver_end < 2; driver_end++)
    for (int32_t sense_end = 0; sense_end < 2; sense_end++) check_one_cell(driver_end, sense_end);
  check_rejections();
}
