/* The match line with tabulated cells at every level against the plain-C reference, bit by bit, in guarded buffers. */
#include <math.h>

#include "check.h"

typedef int32_t exported(const ml_line *, const ml_table_cells *, const ml_span *, const ml_samples *, double *);

/* Currents that rise, stay and fall, in a table narrower than the voltages. */
static void fill_table(double *value, int32_t states, int32_t points, double step) {
  for (int32_t s = 0; s < states; s++) {
    double reach = check_logarithmic(1e-8, 1e-4), knee = check_uniform(0.1, 1), c = check_logarithmic(1e-17, 1e-15);
    for (int32_t k = 0; k < points; k++) {
      double v = k * step, *point = value + ((int64_t)s * points + k) * 2;
      point[0] = v < knee ? reach * v : reach * (knee - 0.01 * (v - knee));
      point[1] = k ? point[-1] + c * step * check_uniform(0.5, 1.5) : 0;
    }
  }
}

/* Currents between line and inner node that saturate, charges that rise. */
static void fill_stack(ml_cell_stack *stack, const ml_cell_table *table, double *upper, double *charge, double *lower,
                       double *start) {
  double range = (table->points - 1) * table->step_v;
  for (int32_t s = 0; s < table->states; s++) {
    double g = check_logarithmic(1e-6, 1e-3), knee = check_uniform(0.05, 0.5), cut = check_uniform(0.3, 0.9);
    start[s] = check_uniform(0, 0.5);
    for (int32_t v = 0; v < stack->line_points; v++)
      for (int32_t x = 0; x < stack->node_points; x++) {
        double at_x = x * range / (stack->node_points - 1), drop = v * range / (stack->line_points - 1) - at_x;
        double bounded = drop < knee ? drop : knee + 0.1 * (drop - knee);
        upper[((int64_t)s * stack->line_points + v) * stack->node_points + x] = at_x < cut ? g * bounded * (cut - at_x) : 0;
      }
  }
  fill_table(lower, table->states, table->points, table->step_v);
  for (int64_t i = 0; i < (int64_t)table->states * table->points; i++)
    charge[i] = (i % table->points ? charge[i - 1] : 0) + table->step_v * check_logarithmic(1e-17, 1e-15);
}

static void compare(const ml_line *line, const ml_table_cells *cells, const ml_span *blocks, int is_crossing) {
  double at[3] = {line->precharge_v, check_uniform(0.01, 0.99), 2e-4};
  if (!is_crossing) at[0] = 0, at[1] = check_logarithmic(1e-13, 1e-9), at[2] = check_logarithmic(1e-12, 1e-7);
  int64_t doubles = 0, stride = cells->rows + check_integer(0, 3);
  CHECK(ml_tabulated_workspace(line, cells->table, &doubles) == ML_OK, "workspace refused");
  check_buffer work = check_guarded((size_t)doubles * sizeof(double), 1);
  check_buffer found = check_guarded((size_t)(2 * stride + cells->rows) * sizeof(double), 1);
  check_buffer wanted = check_guarded((size_t)(2 * stride + cells->rows) * sizeof(double), 1);
  double *f = found.data, *w = wanted.data;
  for (int64_t i = 0; i < 2 * stride + cells->rows; i++) f[i] = w[i] = -7.25;
  ml_samples samples = {.count = 3, .at = at, .value = f, .stride = stride}, reference = samples;
  reference.value = w;
  exported *run = is_crossing ? ml_tabulated_crossing : ml_tabulated_voltage;
  CHECK(run(line, cells, blocks, &samples, work.data) == ML_OK, "tabulated kernel refused its arguments");
  (is_crossing ? ml_tabulated_crossing_c : ml_tabulated_voltage_c)(line, cells, *blocks, &reference, work.data);
  for (int64_t i = 0; i < 2 * stride + cells->rows; i++)
    CHECK(check_same(&f[i], &w[i], sizeof f[i]), "%s of %d cells, value %lld: %a, reference %a",
          is_crossing ? "crossing" : "voltage", line->cells, (long long)i, f[i], w[i]);
  check_release(&work);
  check_release(&found);
  check_release(&wanted);
}

static void one_round(void) {
  int32_t states = (int32_t)check_integer(1, 5), points = (int32_t)check_integer(2, 40);
  ml_line line = {.cells = (int32_t)check_integer(1, 70), .sense = (int32_t)check_integer(0, 1), .precharge_v = 1};
  line.wire_resistance_ohm = check_integer(0, 3) ? check_logarithmic(0.1, 1000) : 0;
  line.node_capacitance_f = check_logarithmic(1e-17, 1e-14);
  line.near_capacitance_f = check_integer(0, 3) ? check_logarithmic(1e-16, 1e-13) : 0;
  line.far_capacitance_f = check_integer(0, 1) ? check_logarithmic(1e-16, 1e-14) : 0;
  int64_t rows = check_integer(1, 27), blocks = (rows + ML_LANES - 1) / ML_LANES, all = blocks * line.cells * ML_LANES;
  check_buffer value = check_guarded((size_t)states * (size_t)points * 16, 1);
  check_buffer state = check_guarded((size_t)all, 1), scale = check_guarded((size_t)all * sizeof(double), 1);
  double step = 0.9 / points;
  fill_table(value.data, states, points, step);
  for (int64_t i = 0; i < all; i++) {
    ((uint8_t *)state.data)[i] = (uint8_t)check_integer(0, states - 1);
    ((double *)scale.data)[i] = check_integer(0, 7) ? check_uniform(0.5, 1.5) : 0;
  }
  ml_cell_table table = {.states = states, .points = points, .low_v = 0, .step_v = step, .value = value.data};
  ml_table_cells cells = {.rows = rows, .state = state.data, .scale = check_integer(0, 1) ? scale.data : 0, .table = &table};
  int32_t lines = (int32_t)check_integer(2, 20), nodes = (int32_t)check_integer(2, 20);
  check_buffer upper = check_guarded((size_t)states * (size_t)lines * (size_t)nodes * sizeof(double), 1);
  check_buffer charge = check_guarded((size_t)states * (size_t)points * sizeof(double), 1);
  check_buffer lower = check_guarded((size_t)states * (size_t)points * 16, 1);
  check_buffer first = check_guarded((size_t)states * sizeof(double), 1);
  ml_cell_stack stack = {.line_points = lines, .node_points = nodes, .node_low_v = 0,
                         .node_step_v = (points - 1) * step / (nodes - 1), .upper = upper.data, .line_charge = charge.data,
                         .lower = lower.data, .start_v = first.data};
  fill_stack(&stack, &table, upper.data, charge.data, lower.data, first.data);
  int32_t steps = (int32_t)check_integer(1, 5);
  check_buffer rising = check_guarded((size_t)steps * 2 * (size_t)states * (size_t)points * 16, 1);
  check_buffer resting = check_guarded((size_t)states * sizeof(double), 1);
  fill_table(rising.data, 2 * steps * states, points, step);
  for (int32_t s = 0; s < states; s++) ((double *)resting.data)[s] = check_uniform(-1e-15, 1e-15);
  ml_cell_rise rise = {.steps = steps, .duration_s = check_logarithmic(1e-12, 1e-10), .value = rising.data,
                       .start_charge = resting.data};
  switch (check_integer(0, 2)) {
    case 0: cells.stack = &stack; break;
    case 1: cells.rise = &rise;
  }
  ml_span span = {.begin = check_integer(0, blocks - 1), .end = blocks};
  compare(&line, &cells, &span, 0);
  compare(&line, &cells, &span, 1);
  check_release(&rising);
  check_release(&resting);
  check_release(&upper);
  check_release(&charge);
  check_release(&lower);
  check_release(&first);
  check_release(&value);
  check_release(&state);
  check_release(&scale);
}

void check_tabulated(void) {
  for (int round = 0; round < 200; round++) one_round();
}
