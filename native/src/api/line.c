#include "api/arguments.h"

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
  if (cells->deviation) {
    REQUIRE(non_negative(cells->sigma_share), ML_ERR_RANGE);
    REQUIRE(cells->sigma_sl ? cells->sigma_share == 0 : cells->sigma_share > 0, ML_ERR_NULL);
    REQUIRE(cells->sigma_sl ? !cells->drive || cells->sigma_slb : !cells->sigma_slb, ML_ERR_NULL);
    int64_t lanes = blocks_of(cells->rows, ML_LANES) * ML_LANES;
    REQUIRE(cells->deviation_stride >= lanes && cells->deviation_stride % ML_LANES == 0, ML_ERR_SIZE);
  } else {
    REQUIRE(cells->deviation_stride == 0, ML_ERR_SIZE);
    REQUIRE(!cells->sigma_sl && !cells->sigma_slb && cells->sigma_share == 0, ML_ERR_NULL);
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

static int32_t check_table(const ml_cell_table *table) {
  REQUIRE(table && table->value, ML_ERR_NULL);
  REQUIRE(table->states >= 1 && table->states <= 256 && table->points >= 2 && table->points <= 65536, ML_ERR_SIZE);
  REQUIRE((int64_t)table->states * table->points <= 1 << 24, ML_ERR_SIZE);
  REQUIRE(finite(&table->low_v, 1) && positive(table->step_v), ML_ERR_RANGE);
  return ML_OK;
}

/* Whether the currents and charges of `tables` tables of all states are finite and the charge of every state rises. */
static int sound_tables(const ml_cell_table *table, const double *value, int64_t tables) {
  if (!finite(value, 2 * tables * table->states * table->points)) return 0;
  for (int64_t s = 0; s < tables * table->states; s++)
    for (int64_t k = 1; k < table->points; k++) {
      const double *point = value + (s * table->points + k) * 2;
      if (!(point[1] > point[-1])) return 0;
    }
  return 1;
}

static int32_t check_rise(const ml_table_cells *cells) {
  const ml_cell_rise *rise = cells->rise;
  REQUIRE(rise->value && rise->start_charge, ML_ERR_NULL);
  REQUIRE(rise->steps >= 1 && rise->steps <= 64, ML_ERR_SIZE);
  REQUIRE(positive(rise->duration_s) && rise->reserved == 0 && !cells->stack, ML_ERR_RANGE);
  REQUIRE(finite(rise->start_charge, cells->table->states), ML_ERR_RANGE);
  REQUIRE(sound_tables(cells->table, rise->value, 2 * rise->steps), ML_ERR_RANGE);
  return ML_OK;
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
  REQUIRE(sound_tables(cells->table, cells->table->value, 1), ML_ERR_RANGE);
  if (cells->stack) status = check_stack(cells->table, cells->stack);
  if (status == ML_OK && cells->rise) status = check_rise(cells);
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
