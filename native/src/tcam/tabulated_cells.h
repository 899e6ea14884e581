/* What cells with tables conduct and store, a row per lane; tcam/tabulated.c is the specification. Included after a
 * header of lanes. Places are found first and looked up later, for several cells at a time: each look-up waits long for
 * its indices, and none for another. */
#ifndef MATCHLINE_TABULATED_CELLS_H
#define MATCHLINE_TABULATED_CELLS_H

#include "tcam/tabulated.h"

/* Voltages at which a table has points: the first, how many per volt, and the number of the last piece. */
typedef struct axis {
  double low, per_step, last;
} axis;

/* The cells of the rows of a block. */
typedef struct tables {
  const ml_cell_table *table;
  const ml_cell_stack *stack; /* or null */
  const ml_cell_rise *rise;   /* or null */
  const double *value;        /* the table now in force */
  const uint8_t *state;
  const double *scale; /* or null */
  axis table_axis;
  axis line_axis, node_axis; /* of the stack's grid */
} tables;

typedef struct cell {
  lanes i, slope, q, rise;
} cell;

typedef struct upper {
  lanes i, slope, fall;
} upper;

/* Where in a table the lanes of a cell look. */
typedef struct place {
  uint32_t at[2 * WIDTH];
  lanes fraction;
} place;

typedef struct grid_place {
  uint32_t at[2 * WIDTH];
  lanes along_line, along_node;
} grid_place;

static tables tables_of(const ml_table_cells *cells, int64_t offset) {
  const ml_cell_table *table = cells->table;
  const ml_cell_stack *stack = cells->stack;
  tables c = {.table = table, .stack = stack, .rise = cells->rise, .state = cells->state + offset,
             .scale = cells->scale ? cells->scale + offset : 0,
             .table_axis = {table->low_v, 1 / table->step_v, table->points - 2}};
  if (!stack) return c;
  double per_range = 1 / ((table->points - 1) * table->step_v);
  c.line_axis = (axis){table->low_v, (stack->line_points - 1) * per_range, stack->line_points - 2};
  c.node_axis = (axis){stack->node_low_v, 1 / stack->node_step_v, stack->node_points - 2};
  return c;
}

ML_INLINE const uint8_t *states_of(const tables *c, int32_t node) { return c->state + (int64_t)(node - 1) * ML_LANES; }

ML_INLINE lanes scaled(const tables *c, int32_t node, lanes x) {
  int64_t at = (int64_t)(node - 1) * ML_LANES;
  return c->scale ? mul(x, get(c->scale + at, 0)) : x;
}

ML_INLINE lanes rising(lanes slope) { return most(slope, all(0)); }

/* The piece of an axis that a voltage lies in, as a whole number, and the place within it. */
ML_INLINE lanes piece(axis along, lanes v, lanes *fraction) {
  lanes u = mul(sub(v, all(along.low)), all(along.per_step));
  lanes k = whole(least(most(u, all(0)), all(along.last)));
  *fraction = sub(u, k);
  return k;
}

/* In a table of `numbers` per point. */
ML_INLINE void find(const tables *c, int32_t node, lanes v, int32_t numbers, place *p) {
  lanes k = piece(c->table_axis, v, &p->fraction);
  indices state = bytes_times(states_of(c, node), numbers * c->table->points);
  put_indices(p->at, index_add(index_of(mul(k, all(numbers))), state));
}

ML_INLINE void find_in_grid(const tables *c, int32_t node, lanes v, lanes x, grid_place *p) {
  const ml_cell_stack *stack = c->stack;
  lanes kv = piece(c->line_axis, v, &p->along_line), kx = piece(c->node_axis, x, &p->along_node);
  indices state = bytes_times(states_of(c, node), stack->line_points * stack->node_points);
  put_indices(p->at, index_add(index_of(mul_add(kv, all(stack->node_points), kx)), state));
}

/* Current and charge of pairs `pair`. */
ML_INLINE cell look_up(const tables *c, const double *pair, int32_t node, const place *p) {
  fours end = four_at(pair, p->at);
  lanes per_step = all(c->table_axis.per_step), rise_i = sub(end.c, end.a), rise_q = sub(end.d, end.b);
  return (cell){scaled(c, node, mul_add(p->fraction, rise_i, end.a)), scaled(c, node, rising(mul(rise_i, per_step))),
                mul_add(p->fraction, rise_q, end.b), mul(rise_q, per_step)};
}

ML_INLINE cell line_charge(const tables *c, const place *p) {
  twos end = two_at(c->stack->line_charge, p->at);
  lanes rise = sub(end.b, end.a);
  return (cell){all(0), all(0), mul_add(p->fraction, rise, end.a), mul(rise, all(c->table_axis.per_step))};
}

ML_INLINE lanes within_piece(lanes fraction) { return least(most(fraction, all(0)), all(1)); }

ML_INLINE upper upper_of(const tables *c, int32_t node, const grid_place *p) {
  const double *grid = c->stack->upper;
  twos first = two_at(grid, p->at), second = two_at(grid + c->stack->node_points, p->at);
  lanes low_rise = sub(first.b, first.a), high_rise = sub(second.b, second.a), inside = within_piece(p->along_node);
  lanes low = mul_add(inside, low_rise, first.a), rise = sub(mul_add(inside, high_rise, second.a), low);
  lanes rise_x = mul_add(within_piece(p->along_line), sub(high_rise, low_rise), low_rise), fall = sub(all(0), rise_x);
  lanes i = mul_add(sub(p->along_node, inside), rise_x, mul_add(p->along_line, rise, low));
  return (upper){scaled(c, node, i), scaled(c, node, rising(mul(rise, all(c->line_axis.per_step)))),
                 scaled(c, node, rising(mul(fall, all(c->node_axis.per_step))))};
}

#endif
