/* The exported kernels: arguments are checked here, once, and the kernels of the level in force do the work. */
#include <stddef.h>

#include "crossbar/layout.h"
#include "crossbar/transient.h"
#include "dispatch.h"
#include "tensor/gemm.h"

#define REQUIRE(condition, status) \
  do {                             \
    if (!(condition)) return status; \
  } while (0)

/* Finite and at least zero; false for NaN. */
static int non_negative(double x) { return x >= 0 && x <= 1.7976931348623157e308; }

static int positive(double x) { return x > 0 && x <= 1.7976931348623157e308; }

static int64_t blocks_of(int64_t rows, int64_t rows_per_block) { return (rows + rows_per_block - 1) / rows_per_block; }

static int32_t check_map(const double *x, const double *y, int64_t n) {
  REQUIRE(x && y, ML_ERR_NULL);
  REQUIRE(n >= 0, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_exp(const double *x, double *y, int64_t n) {
  int32_t status = check_map(x, y, n);
  if (status == ML_OK) ml_kernels()->exp(x, y, n);
  return status;
}

ML_API int32_t ml_log(const double *x, double *y, int64_t n) {
  int32_t status = check_map(x, y, n);
  if (status == ML_OK) ml_kernels()->log(x, y, n);
  return status;
}

/* Blocks of the digital layout come in pairs. */
static int64_t digital_blocks(const ml_rows *rows) { return 2 * blocks_of(rows->rows, 2 * ML_ROWS_PER_BLOCK); }

static int32_t check_search(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks) {
  REQUIRE(rows && queries && blocks && rows->on_slb && queries->sl, ML_ERR_NULL);
  REQUIRE((rows->on_sl == NULL) == (queries->slb == NULL), ML_ERR_NULL);
  REQUIRE(rows->rows >= 1 && rows->rows <= INT32_MAX && queries->queries >= 1, ML_ERR_SIZE);
  REQUIRE(rows->words >= 1 && rows->words <= ML_MAX_WORDS && rows->words == queries->words, ML_ERR_SIZE);
  REQUIRE(blocks->begin >= 0 && blocks->begin <= blocks->end && blocks->end <= digital_blocks(rows), ML_ERR_SIZE);
  REQUIRE(blocks->begin % 2 == 0 && blocks->end % 2 == 0, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_mismatch_all(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks,
                               uint16_t *distance, int64_t stride) {
  int32_t status = check_search(rows, queries, blocks);
  if (status != ML_OK) return status;
  REQUIRE(distance, ML_ERR_NULL);
  REQUIRE(stride >= rows->rows, ML_ERR_SIZE);
  ml_kernels()->mismatch_all(rows, queries, *blocks, distance, stride);
  return ML_OK;
}

ML_API int32_t ml_mismatch_within(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks,
                                  int32_t threshold, uint32_t *hit, int64_t stride) {
  int32_t status = check_search(rows, queries, blocks);
  if (status != ML_OK) return status;
  REQUIRE(hit, ML_ERR_NULL);
  REQUIRE(stride >= digital_blocks(rows), ML_ERR_SIZE);
  REQUIRE(threshold >= 0 && threshold <= UINT16_MAX, ML_ERR_RANGE);
  ml_kernels()->mismatch_within(rows, queries, *blocks, threshold, hit, stride);
  return ML_OK;
}

ML_API int32_t ml_mismatch_nearest(const ml_rows *rows, const ml_queries *queries, const ml_span *blocks, int32_t k,
                                   uint16_t *distance, uint32_t *row) {
  int32_t status = check_search(rows, queries, blocks);
  if (status != ML_OK) return status;
  REQUIRE(distance && row, ML_ERR_NULL);
  REQUIRE(k >= 1 && k <= ML_MAX_NEAREST, ML_ERR_SIZE);
  ml_kernels()->mismatch_nearest(rows, queries, *blocks, k, distance, row);
  return ML_OK;
}

static int32_t check_line(const ml_line *line) {
  REQUIRE(line->cells >= 1 && line->cells <= 65536, ML_ERR_SIZE);
  REQUIRE(line->sense == ML_SENSE_NEAR || line->sense == ML_SENSE_FAR, ML_ERR_RANGE);
  REQUIRE(non_negative(line->wire_resistance_ohm) && non_negative(line->series_resistance_ohm), ML_ERR_RANGE);
  REQUIRE(non_negative(line->node_capacitance_f) && non_negative(line->near_capacitance_f), ML_ERR_RANGE);
  REQUIRE(non_negative(line->far_capacitance_f), ML_ERR_RANGE);
  REQUIRE(positive(line->node_capacitance_f + line->near_capacitance_f + line->far_capacitance_f), ML_ERR_RANGE);
  REQUIRE(positive(line->precharge_v), ML_ERR_RANGE);
  return ML_OK;
}

static int32_t check_batch(const ml_line *line, int64_t rows, const ml_span *blocks, const ml_samples *samples) {
  REQUIRE(rows >= 1 && rows <= INT32_MAX, ML_ERR_SIZE);
  REQUIRE(blocks->begin >= 0 && blocks->begin <= blocks->end, ML_ERR_SIZE);
  REQUIRE(blocks->end <= blocks_of(rows, ML_LANES), ML_ERR_SIZE);
  REQUIRE(samples->count >= 1 && samples->count <= 65536 && samples->stride >= rows, ML_ERR_SIZE);
  REQUIRE(samples->quick == 0 || samples->quick == 1, ML_ERR_RANGE);
  return check_line(line);
}

static int32_t check_discharge(const ml_line *line, const ml_cells *cells, const ml_span *blocks,
                               const ml_samples *samples) {
  REQUIRE(line && cells && blocks && samples && cells->g_sl && samples->at && samples->value, ML_ERR_NULL);
  REQUIRE(!cells->drive || cells->g_slb, ML_ERR_NULL);
  REQUIRE(cells->queries >= 1 && (cells->drive || cells->queries == 1), ML_ERR_SIZE);
  REQUIRE(non_negative(cells->deviation_scale), ML_ERR_RANGE);
  if (cells->deviation) {
    int64_t lanes = blocks_of(cells->rows, ML_LANES) * ML_LANES;
    REQUIRE(cells->deviation_stride >= lanes && cells->deviation_stride % ML_LANES == 0, ML_ERR_SIZE);
  } else {
    REQUIRE(cells->deviation_stride == 0 && cells->deviation_scale == 0, ML_ERR_SIZE);
  }
  return check_batch(line, cells->rows, blocks, samples);
}

static int32_t check_times(const ml_line *line, const ml_samples *samples) {
  (void)line;
  for (int32_t i = 0; i < samples->count; i++) REQUIRE(non_negative(samples->at[i]), ML_ERR_RANGE);
  return ML_OK;
}

static int32_t check_levels(const ml_line *line, const ml_samples *samples) {
  for (int32_t i = 0; i < samples->count; i++) {
    double level = samples->at[i], precharge = line->precharge_v;
    int inside = level >= ML_MIN_LEVEL_RATIO * precharge && level <= ML_MAX_LEVEL_RATIO * precharge;
    REQUIRE(inside || level == precharge, ML_ERR_RANGE);
  }
  return ML_OK;
}

#define LINE_KERNEL(name, check_samples)                                                        \
  ML_API int32_t ml_##name(const ml_line *line, const ml_cells *cells, const ml_span *blocks,  \
                           const ml_samples *samples) {                                        \
    int32_t status = check_discharge(line, cells, blocks, samples);                            \
    if (status == ML_OK) status = check_samples(line, samples);                                \
    if (status == ML_OK) ml_kernels()->name(line, cells, *blocks, samples);                    \
    return status;                                                                             \
  }

LINE_KERNEL(lumped_voltage, check_times)
LINE_KERNEL(lumped_crossing, check_levels)
LINE_KERNEL(elmore_voltage, check_times)
LINE_KERNEL(elmore_crossing, check_levels)
LINE_KERNEL(ladder_voltage, check_times)
LINE_KERNEL(ladder_crossing, check_levels)

/* 0 times a finite number is 0, and 0 times anything else is no number; four sums, so that none waits for another. */
static int finite(const double *values, int64_t count) {
  double zero[4] = {0};
  for (int64_t i = 0; i + 3 < count; i += 4)
    for (int k = 0; k < 4; k++) zero[k] = zero[k] + 0 * values[i + k];
  for (int64_t i = count & ~3; i < count; i++) zero[0] = zero[0] + 0 * values[i];
  return zero[0] + zero[1] + zero[2] + zero[3] == 0;
}

static int all_non_negative(const double *values, int64_t count) {
  double least[4] = {0};
  for (int64_t i = 0; i + 3 < count; i += 4)
    for (int k = 0; k < 4; k++) least[k] = values[i + k] < least[k] ? values[i + k] : least[k];
  for (int64_t i = count & ~3; i < count; i++) least[0] = values[i] < least[0] ? values[i] : least[0];
  return least[0] >= 0 && least[1] >= 0 && least[2] >= 0 && least[3] >= 0 && finite(values, count);
}

static int32_t check_table(const ml_cell_table *table) {
  REQUIRE(table && table->value, ML_ERR_NULL);
  REQUIRE(table->states >= 1 && table->states <= 256 && table->points >= 2 && table->points <= 65536, ML_ERR_SIZE);
  REQUIRE((int64_t)table->states * table->points <= 1 << 24, ML_ERR_SIZE);
  REQUIRE(finite(&table->low_v, 1) && positive(table->step_v), ML_ERR_RANGE);
  return ML_OK;
}

/* Whether the currents and charges are finite and the charge of every state rises. */
static int sound_table(const ml_cell_table *table) {
  if (!finite(table->value, 2 * (int64_t)table->states * table->points)) return 0;
  for (int64_t s = 0; s < table->states; s++)
    for (int64_t k = 1; k < table->points; k++) {
      const double *point = table->value + (s * table->points + k) * 2;
      if (!(point[1] > point[-1])) return 0;
    }
  return 1;
}

static int32_t check_stack(const ml_cell_table *table, const ml_cell_stack *stack) {
  REQUIRE(stack->upper && stack->line_charge && stack->lower && stack->start_v, ML_ERR_NULL);
  int64_t lines = stack->line_points, nodes = stack->node_points;
  REQUIRE(lines >= 2 && lines <= 65536 && nodes >= 2 && nodes <= 65536, ML_ERR_SIZE);
  REQUIRE(table->states * lines * nodes <= 1 << 24, ML_ERR_SIZE);
  REQUIRE(finite(&stack->node_low_v, 1) && positive(stack->node_step_v), ML_ERR_RANGE);
  REQUIRE(finite(stack->upper, table->states * lines * nodes) && finite(stack->start_v, table->states), ML_ERR_RANGE);
  int64_t each = table->points, all = table->states * each;
  REQUIRE(finite(stack->line_charge, all) && finite(stack->lower, 2 * all), ML_ERR_RANGE);
  for (int64_t i = 0; i < all; i++) {
    if (i % each == 0) continue;
    REQUIRE(stack->line_charge[i] > stack->line_charge[i - 1], ML_ERR_RANGE);
    REQUIRE(stack->lower[2 * i + 1] > stack->lower[2 * i - 1], ML_ERR_RANGE);
  }
  return ML_OK;
}

ML_API int32_t ml_tabulated_workspace(const ml_line *line, const ml_cell_table *table, int64_t *doubles) {
  REQUIRE(line && doubles, ML_ERR_NULL);
  int32_t status = check_line(line);
  if (status == ML_OK) status = check_table(table);
  if (status == ML_OK) *doubles = ml_tabulated_workspace_doubles(line, table);
  return status;
}

static int32_t check_tabulated(const ml_line *line, const ml_table_cells *cells, const ml_span *blocks,
                               const ml_samples *samples, const double *workspace) {
  REQUIRE(line && cells && blocks && samples && cells->state && samples->at && samples->value, ML_ERR_NULL);
  REQUIRE(workspace, ML_ERR_NULL);
  int32_t status = check_table(cells->table);
  if (status == ML_OK) status = check_batch(line, cells->rows, blocks, samples);
  if (status != ML_OK) return status;
  REQUIRE(sound_table(cells->table), ML_ERR_RANGE);
  if (cells->stack) status = check_stack(cells->table, cells->stack);
  if (status != ML_OK) return status;
  int64_t each = (int64_t)line->cells * ML_LANES;
  for (int64_t i = blocks->begin * each; i < blocks->end * each; i++) {
    REQUIRE(cells->state[i] < cells->table->states, ML_ERR_RANGE);
    REQUIRE(!cells->scale || non_negative(cells->scale[i]), ML_ERR_RANGE);
  }
  return ML_OK;
}

#define TABULATED_KERNEL(name, check_samples)                                                         \
  ML_API int32_t ml_##name(const ml_line *line, const ml_table_cells *cells, const ml_span *blocks,  \
                           const ml_samples *samples, double *workspace) {                           \
    int32_t status = check_tabulated(line, cells, blocks, samples, workspace);                       \
    if (status == ML_OK) status = check_samples(line, samples);                                      \
    if (status == ML_OK) ml_kernels()->name(line, cells, *blocks, samples, workspace);               \
    return status;                                                                                   \
  }

TABULATED_KERNEL(tabulated_voltage, check_times)
TABULATED_KERNEL(tabulated_crossing, check_levels)

static int32_t check_crossbar(const ml_crossbar *crossbar) {
  REQUIRE(crossbar, ML_ERR_NULL);
  REQUIRE(crossbar->rows >= 1 && crossbar->rows <= ML_MAX_CROSSBAR_LINES, ML_ERR_SIZE);
  REQUIRE(crossbar->columns >= 1 && crossbar->columns <= ML_MAX_CROSSBAR_LINES, ML_ERR_SIZE);
  REQUIRE(crossbar->driver_end == ML_END_FIRST || crossbar->driver_end == ML_END_LAST, ML_ERR_RANGE);
  REQUIRE(crossbar->sense_end == ML_END_FIRST || crossbar->sense_end == ML_END_LAST, ML_ERR_RANGE);
  REQUIRE(non_negative(crossbar->row_resistance_ohm) && non_negative(crossbar->column_resistance_ohm), ML_ERR_RANGE);
  REQUIRE(non_negative(crossbar->driver_resistance_ohm) && non_negative(crossbar->sense_resistance_ohm), ML_ERR_RANGE);
  return ML_OK;
}

ML_API int32_t ml_crossbar_size(const ml_crossbar *crossbar, int64_t *prepared, int64_t *workspace) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(prepared && workspace, ML_ERR_NULL);
  ml_grid grid = ml_grid_of(crossbar);
  *prepared = ml_prepared_doubles(&grid);
  *workspace = ml_work_doubles(&grid);
  return ML_OK;
}

static int32_t check_conductances(const ml_crossbar *crossbar) {
  int64_t cells = (int64_t)crossbar->rows * crossbar->columns;
  REQUIRE(all_non_negative(crossbar->conductance, cells), ML_ERR_RANGE);
  return ML_OK;
}

ML_API int32_t ml_crossbar_prepare(const ml_crossbar *crossbar, double *prepared) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(crossbar->conductance && prepared, ML_ERR_NULL);
  status = check_conductances(crossbar);
  if (status != ML_OK) return status;
  ml_kernels()->crossbar_prepare(crossbar, prepared);
  return ML_OK;
}

static int32_t check_drive(const ml_crossbar *crossbar, const ml_crossbar_drive *drive, const ml_span *vectors) {
  REQUIRE(drive->vectors >= 1 && drive->max_iterations >= 0, ML_ERR_SIZE);
  REQUIRE(vectors->begin >= 0 && vectors->begin <= vectors->end && vectors->end <= drive->vectors, ML_ERR_SIZE);
  REQUIRE(drive->warm == 0 || drive->warm == 1, ML_ERR_RANGE);
  REQUIRE(drive->tolerance >= ML_MIN_TOLERANCE && drive->tolerance <= ML_MAX_TOLERANCE, ML_ERR_RANGE);
  int64_t count = vectors->end - vectors->begin, rows = crossbar->rows, columns = crossbar->columns;
  REQUIRE(!drive->row_v || finite(drive->row_v + vectors->begin * rows, count * rows), ML_ERR_RANGE);
  REQUIRE(!drive->column_v || finite(drive->column_v + vectors->begin * columns, count * columns), ML_ERR_RANGE);
  REQUIRE(!drive->cell_a || finite(drive->cell_a + vectors->begin * rows * columns, count * rows * columns),
          ML_ERR_RANGE);
  return ML_OK;
}

ML_API int32_t ml_crossbar_solve(const ml_crossbar *crossbar, const double *prepared, const ml_crossbar_drive *drive,
                                 const ml_span *vectors, double *workspace, const ml_crossbar_result *result) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(crossbar->conductance && prepared && drive && vectors && workspace && result, ML_ERR_NULL);
  REQUIRE(result->residual && result->iterations && (result->column_voltage || !drive->warm), ML_ERR_NULL);
  status = check_drive(crossbar, drive, vectors);
  if (status == ML_OK) ml_kernels()->crossbar_solve(crossbar, prepared, drive, *vectors, workspace, result);
  return status;
}

ML_API int32_t ml_crossbar_transient_size(const ml_crossbar *crossbar, int64_t *workspace) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(workspace, ML_ERR_NULL);
  *workspace = ml_transient_doubles(crossbar);
  return ML_OK;
}

static int32_t check_step(const ml_crossbar *crossbar, const ml_crossbar_step *step, const ml_span *jobs) {
  REQUIRE(step->vectors >= 1 && step->times >= 1 && step->times <= 65536 && step->max_iterations >= 0, ML_ERR_SIZE);
  int64_t count = step->vectors, rows = crossbar->rows, columns = crossbar->columns;
  REQUIRE(jobs->begin >= 0 && jobs->begin <= jobs->end && jobs->end <= count * step->times, ML_ERR_SIZE);
  REQUIRE(step->tolerance >= ML_MIN_TOLERANCE && step->tolerance <= ML_MAX_TOLERANCE, ML_ERR_RANGE);
  REQUIRE(non_negative(step->row_capacitance_f) && non_negative(step->column_capacitance_f), ML_ERR_RANGE);
  for (int32_t i = 0; i < step->times; i++) REQUIRE(non_negative(step->time[i]), ML_ERR_RANGE);
  REQUIRE(!step->row_v || finite(step->row_v, count * rows), ML_ERR_RANGE);
  REQUIRE(!step->column_v || finite(step->column_v, count * columns), ML_ERR_RANGE);
  return check_conductances(crossbar);
}

ML_API int32_t ml_crossbar_transient(const ml_crossbar *crossbar, const ml_crossbar_step *step, const ml_span *jobs,
                                     double *workspace, const ml_crossbar_waveform *waveform) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(crossbar->conductance && step && jobs && workspace && waveform, ML_ERR_NULL);
  REQUIRE(step->time && waveform->residual && waveform->iterations, ML_ERR_NULL);
  status = check_step(crossbar, step, jobs);
  if (status == ML_OK) ml_kernels()->crossbar_transient(crossbar, step, *jobs, workspace, waveform);
  return status;
}

static int32_t check_draw(const ml_draw *draw, const ml_patch *patch, const void *out, int64_t stride) {
  REQUIRE(draw && patch && out, ML_ERR_NULL);
  REQUIRE(draw->stream <= 255 && draw->array < 1u << 24, ML_ERR_RANGE);
  REQUIRE(patch->row_begin >= 0 && patch->rows >= 1 && patch->cell_begin >= 0 && patch->cells >= 1, ML_ERR_SIZE);
  REQUIRE(patch->rows <= INT32_MAX && patch->row_begin <= INT32_MAX - patch->rows + 1, ML_ERR_SIZE);
  REQUIRE(patch->cells <= INT32_MAX && patch->cell_begin <= INT32_MAX - patch->cells + 1, ML_ERR_SIZE);
  REQUIRE(stride >= patch->cells, ML_ERR_SIZE);
  return ML_OK;
}

ML_API int32_t ml_philox(const ml_draw *draw, const ml_patch *patch, uint32_t *word, int64_t stride) {
  int32_t status = check_draw(draw, patch, word, stride);
  if (status == ML_OK) ml_kernels()->philox(draw, patch, word, stride);
  return status;
}

ML_API int32_t ml_gauss(const ml_draw *draw, const ml_patch *patch, float *normal, int64_t stride) {
  int32_t status = check_draw(draw, patch, normal, stride);
  if (status == ML_OK) ml_kernels()->gauss(draw, patch, normal, stride);
  return status;
}

ML_API int32_t ml_gemm_pack(const ml_gemm_shape *shape, const float *b, int64_t stride, float *packed) {
  REQUIRE(shape && b && packed, ML_ERR_NULL);
  REQUIRE(shape->inner >= 1 && shape->columns >= 1 && stride >= shape->columns, ML_ERR_SIZE);
  ml_gemm_fill(shape, b, stride, packed);
  return ML_OK;
}

ML_API int32_t ml_gemm(const ml_gemm_shape *shape, const ml_span *rows, const float *a, const float *packed, float *c) {
  REQUIRE(shape && rows && a && packed && c, ML_ERR_NULL);
  REQUIRE(shape->rows >= 1 && shape->rows <= INT32_MAX && shape->inner >= 1 && shape->columns >= 1, ML_ERR_SIZE);
  REQUIRE(shape->a_stride >= shape->inner && shape->c_stride >= shape->columns, ML_ERR_SIZE);
  REQUIRE(rows->begin >= 0 && rows->begin <= rows->end && rows->end <= shape->rows, ML_ERR_SIZE);
  REQUIRE(shape->add == 0 || shape->add == 1, ML_ERR_RANGE);
  ml_kernels()->gemm(shape, *rows, a, packed, c);
  return ML_OK;
}

ML_API int32_t ml_noisy_mvm(const ml_draw *draw, const ml_patch *patch, const ml_noisy_product *product,
                            const ml_span *vectors) {
  REQUIRE(product && vectors && product->mean && product->x, ML_ERR_NULL);
  REQUIRE(!patch || product->x_stride >= patch->rows, ML_ERR_SIZE);
  REQUIRE(!patch || product->stride >= patch->cells, ML_ERR_SIZE);
  int32_t status = check_draw(draw, patch, product->y, product->y_stride);
  if (status != ML_OK) return status;
  REQUIRE(product->vectors >= 1 && product->vectors <= INT32_MAX, ML_ERR_SIZE);
  REQUIRE(vectors->begin >= 0 && vectors->begin <= vectors->end && vectors->end <= product->vectors, ML_ERR_SIZE);
  REQUIRE(non_negative((double)product->sigma) && !(product->sigma_cell && product->sigma > 0), ML_ERR_RANGE);
  ml_kernels()->noisy_mvm(draw, patch, product, *vectors);
  return ML_OK;
}
