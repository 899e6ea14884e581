/* Match lines with tabulated cells, a row per lane; tcam/tabulated.c is the specification. Included after a header of
 * lanes. */
#ifndef MATCHLINE_TABULATED_LANES_H
#define MATCHLINE_TABULATED_LANES_H

#include "tcam/tabulated.h"

/* Arrays over the nodes inside the cells, [cells + 1] vectors each. */
typedef struct inner {
  const ml_cell_stack *stack;
  double per_line, per_node;
  double *x, *before, *q, *middle, *f, *base, *rise, *from, *gain;
} inner;

/* Rows of a block: their cells and the arrays over the nodes of the line. */
typedef struct rows {
  const ml_line *line;
  const ml_cell_table *table;
  const uint8_t *state;
  const double *scale;
  double per_step;
  double *v, *before, *q, *middle, *f, *j, *ratio, *base, *rise;
  inner in;
} rows;

typedef struct cell {
  lanes i, slope, q, rise;
} cell;

typedef struct upper {
  lanes i, slope, fall;
} upper;

/* Pieces of the voltages among `points`, and places within them. */
ML_INLINE indices pieces(double low, double per_step, int32_t points, lanes v, lanes *fraction) {
  lanes u = mul(sub(v, all(low)), all(per_step));
  indices k = floor_of(least(most(u, all(0)), all(points - 2)));
  *fraction = sub(u, from_indices(k));
  return k;
}

ML_INLINE indices states_of(const rows *r, int32_t node) { return bytes_at(r->state + (int64_t)(node - 1) * ML_LANES); }

ML_INLINE lanes rising(lanes slope) { return most(slope, all(0)); }

ML_INLINE lanes scaled(const rows *r, int32_t node, lanes x) {
  int64_t at = (int64_t)(node - 1) * ML_LANES;
  return r->scale ? mul(x, get(r->scale + at, 0)) : x;
}

/* Current and charge of pairs `pair` at a voltage. */
ML_INLINE cell look_up(const rows *r, const double *pair, int32_t node, lanes v) {
  lanes fraction, per_step = all(r->per_step);
  indices k = pieces(r->table->low_v, r->per_step, r->table->points, v, &fraction);
  indices at = index_twice(index_mul_add(states_of(r, node), r->table->points, k));
  fours at_piece = four_at(pair, at);
  lanes rise_i = sub(at_piece.c, at_piece.a), rise_q = sub(at_piece.d, at_piece.b);
  return (cell){scaled(r, node, mul_add(fraction, rise_i, at_piece.a)),
                scaled(r, node, rising(mul(rise_i, per_step))), mul_add(fraction, rise_q, at_piece.b),
                mul(rise_q, per_step)};
}

ML_INLINE cell line_charge(const rows *r, int32_t node, lanes v) {
  lanes fraction;
  indices k = pieces(r->table->low_v, r->per_step, r->table->points, v, &fraction);
  indices at = index_mul_add(states_of(r, node), r->table->points, k);
  lanes next, q = two_at(r->in.stack->line_charge, at, &next), rise = sub(next, q);
  return (cell){all(0), all(0), mul_add(fraction, rise, q), mul(rise, all(r->per_step))};
}

ML_INLINE lanes within_piece(lanes fraction) { return least(most(fraction, all(0)), all(1)); }

ML_INLINE upper upper_of(const rows *r, int32_t node, lanes v, lanes x) {
  const ml_cell_stack *stack = r->in.stack;
  lanes at_v, at_x;
  indices kv = pieces(r->table->low_v, r->in.per_line, stack->line_points, v, &at_v);
  indices kx = pieces(stack->node_low_v, r->in.per_node, stack->node_points, x, &at_x);
  indices at = index_mul_add(index_mul_add(states_of(r, node), stack->line_points, kv), stack->node_points, kx);
  fours corner = two_and_two_at(stack->upper, stack->upper + stack->node_points, at);
  lanes low_rise = sub(corner.b, corner.a), high_rise = sub(corner.d, corner.c);
  lanes inside = within_piece(at_x);
  lanes low = mul_add(inside, low_rise, corner.a), rise = sub(mul_add(inside, high_rise, corner.c), low);
  lanes rise_x = mul_add(within_piece(at_v), sub(high_rise, low_rise), low_rise), fall = sub(all(0), rise_x);
  lanes i = mul_add(sub(at_x, inside), rise_x, mul_add(at_v, rise, low));
  return (upper){scaled(r, node, i), scaled(r, node, rising(mul(rise, all(r->in.per_line)))),
                 scaled(r, node, rising(mul(fall, all(r->in.per_node))))};
}

ML_INLINE cell node_of(const rows *r, int32_t k, lanes v, int stacked) {
  const ml_line *line = r->line;
  cell c = {all(0), all(0), all(0), all(0)};
  if (k) c = stacked ? line_charge(r, k, v) : look_up(r, r->table->value, k, v);
  double inside = k == line->cells ? line->node_capacitance_f + line->far_capacitance_f : line->node_capacitance_f;
  lanes own = all(k ? inside : line->near_capacitance_f);
  c.q = mul_add(own, v, c.q);
  c.rise = add(c.rise, own);
  return c;
}

ML_INLINE lanes first_target(const double *f, const double *q, lanes ah, int64_t k) {
  return take(ah, get(f, k), get(q, k));
}

ML_INLINE lanes second_target(const double *middle, const double *q, int64_t k) {
  return mul_add(all(ML_STAGE_MIDDLE), get(middle, k), mul(all(-ML_STAGE_START), get(q, k)));
}

ML_INLINE void eliminate(const rows *r, int32_t k, lanes v, lanes ah, lanes inverse, int second, cell *c) {
  const inner *in = &r->in;
  lanes x = get(in->x, k);
  upper u = upper_of(r, k, v, x);
  cell l = look_up(r, in->stack->lower, k, x);
  lanes target = second ? second_target(in->middle, in->q, k) : first_target(in->f, in->q, ah, k);
  lanes own = mul_add(l.rise, inverse, l.slope), share = over(all(1), add(own, u.fall));
  lanes step = mul(mul_add(sub(target, l.q), inverse, sub(u.i, l.i)), share), gain = mul(u.slope, share);
  put(in->gain, k, gain);
  put(in->from, k, take(gain, v, add(x, step)));
  put(in->base, k, take(l.rise, x, l.q));
  put(in->rise, k, l.rise);
  c->i = take(u.fall, step, u.i);
  c->slope = mul(gain, own);
}

ML_INLINE void newton(rows *r, lanes ah, int second, int stacked) {
  lanes one = all(1), inverse = over(one, ah), ohm = all(r->line->wire_resistance_ohm), y = all(0), j = y;
  for (int32_t k = r->line->cells; k >= 0; k--) {
    lanes v = get(r->v, k);
    cell c = node_of(r, k, v, stacked);
    if (stacked && k) eliminate(r, k, v, ah, inverse, second, &c);
    lanes target = second ? second_target(r->middle, r->q, k) : first_target(r->f, r->q, ah, k);
    lanes conductance = mul_add(c.rise, inverse, c.slope);
    put(r->base, k, take(c.rise, v, c.q));
    put(r->rise, k, c.rise);
    y = add(y, conductance);
    j = add(j, add(mul_sub(sub(target, c.q), inverse, c.i), mul(conductance, v)));
    put(r->j, k, j);
    lanes ratio = over(one, k ? mul_add(ohm, y, one) : y);
    put(r->ratio, k, ratio);
    y = mul(y, ratio);
    j = mul(j, ratio);
  }
  put(r->v, 0, j);
  for (int32_t k = 1; k <= r->line->cells; k++) {
    j = mul(get(r->ratio, k), mul_add(ohm, get(r->j, k), j));
    put(r->v, k, j);
    if (stacked) put(r->in.x, k, mul_add(get(r->in.gain, k), j, get(r->in.from, k)));
  }
}

ML_INLINE lanes end_voltage(const rows *r) { return get(r->v, r->line->sense == ML_SENSE_NEAR ? 0 : r->line->cells); }

static void start_inner(rows *r, int32_t k, lanes v) {
  inner *in = &r->in;
  for (int l = 0; l < WIDTH; l++)
    in->x[k * WIDTH + l] = in->stack->start_v[r->state[(int64_t)(k - 1) * ML_LANES + l]];
  lanes x = get(in->x, k);
  upper u = upper_of(r, k, v, x);
  cell c = look_up(r, in->stack->lower, k, x);
  put(in->before, k, x);
  put(in->q, k, c.q);
  put(in->f, k, sub(c.i, u.i));
  put(r->f, k, u.i);
}

static void start(rows *r) {
  lanes v = all(r->line->precharge_v);
  for (int32_t k = 0; k <= r->line->cells; k++) {
    cell c = node_of(r, k, v, r->in.stack != 0);
    put(r->v, k, v);
    put(r->before, k, v);
    put(r->q, k, c.q);
    put(r->f, k, c.i);
    if (r->in.stack && k) start_inner(r, k, v);
  }
}

ML_INLINE void guess_first(double *array, double *before, double reach, int32_t from, int32_t cells) {
  for (int32_t k = from; k <= cells; k++) {
    lanes v = get(array, k);
    put(array, k, mul_add(all(reach), sub(v, get(before, k)), v));
    put(before, k, v);
  }
}

ML_INLINE void guess_second(double *array, const double *befores, double *middle, const double *rise,
                            const double *base, int32_t from, int32_t cells) {
  for (int32_t k = from; k <= cells; k++) {
    lanes v = get(array, k), before = get(befores, k);
    put(middle, k, mul_add(get(rise, k), v, get(base, k)));
    put(array, k, mul_add(all(ML_STAGE_END_INVERSE), sub(v, before), before));
  }
}

ML_INLINE void finish(const double *v, double *charge, double *f, const double *middle, const double *rise,
                      const double *base, lanes inverse, int32_t from, int32_t cells) {
  for (int32_t k = from; k <= cells; k++) {
    lanes target = second_target(middle, charge, k), q = mul_add(get(rise, k), get(v, k), get(base, k));
    put(charge, k, q);
    put(f, k, mul(sub(target, q), inverse));
  }
}

ML_INLINE lanes march(rows *r, lanes h, int first, double reach, int stacked) {
  lanes ah = mul(all(ML_STAGE_WEIGHT), h), inverse = over(all(1), ah);
  int32_t cells = r->line->cells;
  const inner *in = &r->in;
  guess_first(r->v, r->before, reach, 0, cells);
  if (stacked) guess_first(in->x, in->before, reach, 1, cells);
  newton(r, ah, 0, stacked);
  if (first) newton(r, ah, 0, stacked);
  lanes middle_v = end_voltage(r);
  guess_second(r->v, r->before, r->middle, r->rise, r->base, 0, cells);
  if (stacked) guess_second(in->x, in->before, in->middle, in->rise, in->base, 1, cells);
  newton(r, ah, 1, stacked);
  finish(r->v, r->q, r->f, r->middle, r->rise, r->base, inverse, 0, cells);
  if (stacked) finish(in->x, in->q, in->f, in->middle, in->rise, in->base, inverse, 1, cells);
  return middle_v;
}

static lanes advance(rows *r, lanes h, int step, lanes *now) {
  if (!r->in.stack) {
    *now = h;
    return march(r, h, step == 0, ML_STAGE_END, 0);
  }
  *now = step <= ML_STACK_SPLITS ? mul(h, all(ml_stack_split[step])) : h;
  return march(r, *now, step == 0, ml_stack_reach(step), 1);
}

static lanes voltages(rows *r, double t) {
  if (t == 0) return all(r->line->precharge_v);
  start(r);
  int steps = ML_TABULATED_STEPS + (r->in.stack ? ML_STACK_SPLITS : 0);
  lanes length;
  for (int step = 0; step < steps; step++) advance(r, all(t * (1.0 / ML_TABULATED_STEPS)), step, &length);
  return end_voltage(r);
}

static lanes ideal_crossings(const rows *r, const double *weight, const double *count, double level) {
  const ml_cell_table *table = r->table;
  const ml_line *line = r->line;
  double own = fma(line->cells, line->node_capacitance_f, line->near_capacitance_f) + line->far_capacitance_f;
  double dv = (line->precharge_v - level) * (1.0 / ML_TABULATED_PIECES), last = table->points - 2;
  lanes sum = all(0);
  choice flows = above(all(1), sum);
  for (int n = 0; n < ML_TABULATED_PIECES; n++) {
    double u = (fma(n + 0.5, dv, level) - table->low_v) * r->per_step, at = u > 0 ? u : 0;
    int64_t k = (int64_t)(at < last ? at : last);
    double fraction = u - (double)k;
    lanes i = all(0), c = all(own);
    for (int32_t s = 0; s < table->states; s++) {
      const double *p = table->value + ((int64_t)s * table->points + k) * 2;
      i = mul_add(get(weight, s), all(fma(fraction, p[2] - p[0], p[0])), i);
      c = mul_add(get(count, s), all((p[3] - p[1]) * r->per_step), c);
    }
    flows = both(flows, above(i, all(0)));
    sum = add(sum, over(c, i));
  }
  return pick(flows, mul(sum, all(dv)), all(INFINITY));
}

static lanes within(lanes a, lanes m, lanes b, lanes level, lanes h) {
  lanes x = sub(a, level), y = sub(m, level), z = sub(b, level);
  lanes straight = mul(h, over(x, sub(a, b)));
  lanes at_m = mul(all(ML_STAGE_END), over(mul(x, z), mul(sub(m, a), sub(m, b))));
  lanes at_b = over(mul(x, y), mul(sub(b, a), sub(b, m)));
  return pick(both(above(a, m), above(m, b)), mul(h, add(at_m, at_b)), straight);
}

static lanes crossings(rows *r, lanes ideal, double level) {
  if (level == r->line->precharge_v) return all(0);
  lanes t = all(0), v = all(r->line->precharge_v), reference = all(level), crossing = all(INFINITY);
  lanes h = mul(ideal, all(1.0 / ML_TABULATED_STEPS));
  choice open = at_most(ideal, all(DBL_MAX));
  start(r);
  for (int step = 0; step < ML_TABULATED_MOST && any(open); step++) {
    if (step >= ML_TABULATED_PATIENCE) h = mul(h, all(ML_TABULATED_GROWTH));
    lanes length, middle = advance(r, h, step, &length), next = end_voltage(r);
    choice passed = both(open, at_most(next, reference));
    crossing = pick(passed, add(t, within(v, middle, next, reference, length)), crossing);
    open = without(open, passed);
    v = next;
    t = add(t, length);
  }
  return crossing;
}

static inner inner_of(const ml_table_cells *cells, int64_t nodes, double *work) {
  const ml_cell_stack *stack = cells->stack;
  if (!stack) return (inner){0};
  double per_range = 1 / ((cells->table->points - 1) * cells->table->step_v);
  return (inner){.stack = stack, .per_line = (stack->line_points - 1) * per_range,
                 .per_node = 1 / stack->node_step_v, .x = work, .before = work + nodes,
                 .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes, .base = work + 5 * nodes,
                 .rise = work + 6 * nodes, .from = work + 7 * nodes, .gain = work + 8 * nodes};
}

/* The rows from number `first` on. */
static rows rows_of(const ml_line *line, const ml_table_cells *cells, int64_t first, double *work) {
  int64_t nodes = ((int64_t)line->cells + 1) * WIDTH;
  int64_t offset = first / ML_LANES * line->cells * ML_LANES + first % ML_LANES;
  return (rows){.line = line, .table = cells->table, .state = cells->state + offset,
                .scale = cells->scale ? cells->scale + offset : 0, .per_step = 1 / cells->table->step_v, .v = work,
                .before = work + nodes, .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes,
                .j = work + 5 * nodes, .ratio = work + 6 * nodes, .base = work + 7 * nodes, .rise = work + 8 * nodes,
                .in = inner_of(cells, nodes, work + 9 * nodes)};
}

static void weigh(const rows *r, double *weight, double *count) {
  for (int64_t s = 0; s < (int64_t)r->table->states * WIDTH; s++) weight[s] = count[s] = 0;
  for (int64_t k = 0; k < r->line->cells; k++)
    for (int l = 0; l < WIDTH; l++) {
      int64_t at = k * ML_LANES + l, s = (int64_t)r->state[at] * WIDTH + l;
      weight[s] = weight[s] + (r->scale ? r->scale[at] : 1);
      count[s] = count[s] + 1;
    }
}

/* Stores the valid ones of the rows from number `first` on. */
static void store(const ml_table_cells *cells, const ml_samples *samples, int32_t sample, int64_t first, lanes value) {
  put_first(samples->value + sample * samples->stride + first, value, cells->rows - first);
}

static void all_voltages(const ml_line *line, const ml_table_cells *cells, ml_span blocks, const ml_samples *samples,
                         double *work) {
  for (int64_t row = blocks.begin * ML_LANES; row < blocks.end * ML_LANES && row < cells->rows; row += WIDTH) {
    rows r = rows_of(line, cells, row, work);
    for (int32_t i = 0; i < samples->count; i++) store(cells, samples, i, row, voltages(&r, samples->at[i]));
  }
}

static void all_crossings(const ml_line *line, const ml_table_cells *cells, ml_span blocks, const ml_samples *samples,
                          double *work) {
  double *weight = work + ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1) * WIDTH;
  double *count = weight + (int64_t)cells->table->states * WIDTH;
  for (int64_t row = blocks.begin * ML_LANES; row < blocks.end * ML_LANES && row < cells->rows; row += WIDTH) {
    rows r = rows_of(line, cells, row, work);
    weigh(&r, weight, count);
    for (int32_t i = 0; i < samples->count; i++) {
      lanes ideal = ideal_crossings(&r, weight, count, samples->at[i]);
      store(cells, samples, i, row, crossings(&r, ideal, samples->at[i]));
    }
  }
}

#endif
