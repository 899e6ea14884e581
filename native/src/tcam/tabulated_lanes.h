/* Match lines with tabulated cells, a row per lane; tcam/tabulated.c is the specification. Included after a header of
 * lanes. What follows a solution, a guess or the end of a step, is done while the line is marched back. */
#ifndef MATCHLINE_TABULATED_LANES_H
#define MATCHLINE_TABULATED_LANES_H

#include "tcam/tabulated_cells.h"

/* Cells that are looked up together, in loops unrolled as often. */
#define ABREAST 4

/* Arrays of vectors over nodes, those of the line or those inside its cells. `target` is of the second stage. */
typedef struct nodes {
  double *v, *before, *q, *target, *f, *base, *rise;
} nodes;

/* Rows of a block. Inner nodes are at from + gain V after a Newton step. */
typedef struct rows {
  const ml_line *line;
  tables cells;
  int32_t stage; /* stages passed */
  nodes outer, inner;
  double *j, *ratio, *from, *gain;
} rows;

/* One Newton step: `ah` and its inverse, what the solution is for, and how far the next step's first stage reaches. */
typedef enum stage { AGAIN, FIRST, SECOND } stage;
typedef struct step {
  stage stage;
  lanes ah, inverse;
  double reach;
} step;

ML_INLINE lanes target_of(const nodes *n, int64_t k, const step *s) {
  return s->stage == SECOND ? get(n->target, k) : take(s->ah, get(n->f, k), get(n->q, k));
}

/* Takes a cell's inner node out of the step. */
ML_INLINE void eliminate(const rows *r, int32_t k, const upper *u, const cell *l, const step *s, cell *c) {
  const nodes *n = &r->inner;
  lanes x = get(n->v, k), v = get(r->outer.v, k);
  lanes own = mul_add(l->rise, s->inverse, l->slope), share = over(all(1), add(own, u->fall));
  lanes change = mul(mul_add(sub(target_of(n, k, s), l->q), s->inverse, sub(u->i, l->i)), share);
  lanes gain = mul(u->slope, share);
  put(r->gain, k, gain);
  put(r->from, k, take(gain, v, add(x, change)));
  put(n->base, k, take(l->rise, x, l->q));
  put(n->rise, k, l->rise);
  c->i = take(u->fall, change, u->i);
  c->slope = mul(gain, own);
}

/* The `count` cells from number `last` down. */
ML_INLINE void look_up_all(const rows *r, int32_t last, int count, const step *s, int stacked, cell *c) {
  place on_line[ABREAST], on_node[ABREAST];
  grid_place in_grid[ABREAST];
#pragma GCC unroll 4
  for (int i = 0; i < count; i++) {
    lanes v = get(r->outer.v, last - i);
    find(&r->cells, last - i, v, stacked ? 1 : 2, &on_line[i]);
    if (!stacked) continue;
    lanes x = get(r->inner.v, last - i);
    find(&r->cells, last - i, x, 2, &on_node[i]);
    find_in_grid(&r->cells, last - i, v, x, &in_grid[i]);
  }
#pragma GCC unroll 4
  for (int i = 0; i < count; i++) {
    if (!stacked) {
      c[i] = look_up(&r->cells, r->cells.value, last - i, &on_line[i]);
      continue;
    }
    c[i] = line_charge(&r->cells, &on_line[i]);
    cell lower = look_up(&r->cells, r->cells.stack->lower, last - i, &on_node[i]);
    upper u = upper_of(&r->cells, last - i, &in_grid[i]);
    eliminate(r, last - i, &u, &lower, s, &c[i]);
  }
}

ML_INLINE void add_own(const ml_line *line, int32_t k, lanes v, cell *c) {
  double inside = k == line->cells ? line->node_capacitance_f + line->far_capacitance_f : line->node_capacitance_f;
  lanes own = all(k ? inside : line->near_capacitance_f);
  c->q = mul_add(own, v, c->q);
  c->rise = add(c->rise, own);
}

/* Adds node k to the conductance and the current of the line behind it. */
ML_INLINE void join(const rows *r, int32_t k, cell c, const step *s, lanes ohm, lanes *y, lanes *j) {
  lanes v = get(r->outer.v, k), one = all(1);
  add_own(r->line, k, v, &c);
  lanes conductance = mul_add(c.rise, s->inverse, c.slope);
  put(r->outer.base, k, take(c.rise, v, c.q));
  put(r->outer.rise, k, c.rise);
  lanes sum_y = add(*y, conductance);
  lanes own_j = add(mul_sub(sub(target_of(&r->outer, k, s), c.q), s->inverse, c.i), mul(conductance, v));
  lanes sum_j = add(*j, own_j), ratio = over(one, k ? mul_add(ohm, sum_y, one) : sum_y);
  put(r->j, k, sum_j);
  put(r->ratio, k, ratio);
  *y = mul(sum_y, ratio);
  *j = mul(sum_j, ratio);
}

ML_INLINE void join_cells(const rows *r, int32_t last, int count, const step *s, int stacked, lanes ohm, lanes *y,
                          lanes *j) {
  cell c[ABREAST];
  look_up_all(r, last, count, s, stacked, c);
#pragma GCC unroll 4
  for (int i = 0; i < count; i++) join(r, last - i, c[i], s, ohm, y, j);
}

/* The solution of a node, and what follows it: charges after the first stage and a guess for the second; or charges and
 * currents after the second, and a guess for the next step. */
ML_INLINE void settle(const nodes *n, int64_t k, lanes v, const step *s) {
  if (s->stage == AGAIN) {
    put(n->v, k, v);
    return;
  }
  lanes q = mul_add(get(n->rise, k), v, get(n->base, k)), before = get(n->before, k);
  if (s->stage == FIRST) {
    put(n->target, k, mul_add(all(ML_STAGE_MIDDLE), q, mul(all(-ML_STAGE_START), get(n->q, k))));
    put(n->v, k, mul_add(all(ML_STAGE_END_INVERSE), sub(v, before), before));
    return;
  }
  put(n->f, k, mul(sub(get(n->target, k), q), s->inverse));
  put(n->q, k, q);
  put(n->before, k, v);
  put(n->v, k, mul_add(all(s->reach), sub(v, before), v));
}

/* A Newton step; the voltage of the sense node is returned. Rows by value: no store can change where they are. */
ML_INLINE lanes newton(rows r, step s, int stacked) {
  lanes ohm = all(r.line->wire_resistance_ohm), y = all(0), j = y;
  int32_t last = r.line->cells;
  for (; last >= ABREAST; last -= ABREAST) join_cells(&r, last, ABREAST, &s, stacked, ohm, &y, &j);
  for (; last > 0; last--) join_cells(&r, last, 1, &s, stacked, ohm, &y, &j);
  join(&r, 0, (cell){all(0), all(0), all(0), all(0)}, &s, ohm, &y, &j);
  lanes v = j;
  settle(&r.outer, 0, v, &s);
  for (int32_t k = 1; k <= r.line->cells; k++) {
    v = mul(get(r.ratio, k), mul_add(ohm, get(r.j, k), v));
    settle(&r.outer, k, v, &s);
    if (stacked) settle(&r.inner, k, mul_add(get(r.gain, k), v, get(r.from, k)), &s);
  }
  return r.line->sense == ML_SENSE_NEAR ? j : v;
}

static void start_inner(rows *r, int32_t k, lanes v) {
  const nodes *n = &r->inner;
  for (int l = 0; l < WIDTH; l++) n->v[k * WIDTH + l] = r->cells.stack->start_v[states_of(&r->cells, k)[l]];
  lanes x = get(n->v, k);
  place p;
  grid_place in_grid;
  find(&r->cells, k, x, 2, &p);
  find_in_grid(&r->cells, k, v, x, &in_grid);
  upper u = upper_of(&r->cells, k, &in_grid);
  cell c = look_up(&r->cells, r->cells.stack->lower, k, &p);
  put(n->before, k, x);
  put(n->q, k, c.q);
  put(n->f, k, sub(c.i, u.i));
  put(r->outer.f, k, u.i);
}

static void next_stage(rows *r) {
  const ml_cell_rise *rise = r->cells.rise;
  int64_t each = 2 * (int64_t)r->cells.table->states * r->cells.table->points;
  r->cells.value = rise && r->stage < 2 * rise->steps ? rise->value + r->stage * each : r->cells.table->value;
  r->stage++;
}

static lanes resting_charge(const rows *r, int32_t k) {
  double charge[WIDTH];
  for (int l = 0; l < WIDTH; l++) charge[l] = r->cells.rise->start_charge[states_of(&r->cells, k)[l]];
  return get(charge, 0);
}

static cell cell_at_first(const rows *r, int32_t k, lanes v) {
  int stacked = r->cells.stack != 0;
  cell c = {all(0), all(0), all(0), all(0)};
  if (r->cells.rise) {
    c.q = resting_charge(r, k);
    return c;
  }
  place p;
  find(&r->cells, k, v, stacked ? 1 : 2, &p);
  return stacked ? line_charge(&r->cells, &p) : look_up(&r->cells, r->cells.table->value, k, &p);
}

static void start(rows *r) {
  lanes v = all(r->line->precharge_v);
  int stacked = r->cells.stack != 0;
  r->stage = 0;
  for (int32_t k = 0; k <= r->line->cells; k++) {
    cell c = {all(0), all(0), all(0), all(0)};
    if (k) c = cell_at_first(r, k, v);
    add_own(r->line, k, v, &c);
    put(r->outer.v, k, v);
    put(r->outer.before, k, v);
    put(r->outer.q, k, c.q);
    put(r->outer.f, k, c.i);
    if (stacked && k) start_inner(r, k, v);
  }
}

ML_INLINE lanes march(rows *r, lanes h, int first, double next_reach, int stacked, lanes *middle) {
  lanes ah = mul(all(ML_STAGE_WEIGHT), h), inverse = over(all(1), ah);
  next_stage(r);
  if (first) newton(*r, (step){AGAIN, ah, inverse, 0}, stacked);
  *middle = newton(*r, (step){FIRST, ah, inverse, 0}, stacked);
  next_stage(r);
  return newton(*r, (step){SECOND, ah, inverse, next_reach}, stacked);
}

/* The sense node's voltages after both stages of step number `number`, which is as long as `length`. */
typedef struct advanced {
  lanes middle, end, length;
} advanced;

static advanced advance(rows *r, lanes h, int number) {
  advanced a = {.length = h};
  if (!r->cells.stack) {
    a.end = march(r, h, number == 0, ML_STAGE_END, 0, &a.middle);
    return a;
  }
  if (number <= ML_STACK_SPLITS) a.length = mul(h, all(ml_stack_split[number]));
  a.end = march(r, a.length, number == 0, ml_stack_reach(number + 1), 1, &a.middle);
  return a;
}

/* Step number `number` of a rise; after the last the march starts anew. */
static advanced advance_rise(rows *r, int number) {
  const ml_cell_rise *rise = r->cells.rise;
  advanced a = {.length = all(rise->duration_s / rise->steps)};
  a.end = march(r, a.length, number == 0, number + 1 < rise->steps ? ML_STAGE_END : 0, 0, &a.middle);
  return a;
}

static lanes voltages(rows *r, double t) {
  if (t == 0) return all(r->line->precharge_v);
  start(r);
  const ml_cell_rise *rise = r->cells.rise;
  int steps = ML_TABULATED_STEPS + (r->cells.stack ? ML_STACK_SPLITS : 0);
  double h = t * (1.0 / ML_TABULATED_STEPS);
  lanes end = all(r->line->precharge_v);
  if (rise) {
    double at = t / (rise->duration_s / rise->steps), rest = t - rise->duration_s;
    for (int number = 0; number < rise->steps; number++) {
      lanes v = end;
      end = advance_rise(r, number).end;
      if (at <= number + 1) return mul_add(all(at - number), sub(end, v), v);
    }
    if (!(rest > 0)) return end;
    steps = ML_TABULATED_AFTER_RISE;
    h = rest * (1.0 / ML_TABULATED_AFTER_RISE);
  }
  for (int number = 0; number < steps; number++) end = advance(r, all(h), number).end;
  return end;
}

static lanes ideal_crossings(const rows *r, const double *weight, const double *count, double level) {
  const ml_cell_table *table = r->cells.table;
  const ml_line *line = r->line;
  double own = fma(line->cells, line->node_capacitance_f, line->near_capacitance_f) + line->far_capacitance_f;
  double dv = (line->precharge_v - level) * (1.0 / ML_TABULATED_PIECES), last = table->points - 2;
  lanes sum = all(0);
  choice flows = above(all(1), sum);
  for (int n = 0; n < ML_TABULATED_PIECES; n++) {
    double u = (fma(n + 0.5, dv, level) - table->low_v) * r->cells.table_axis.per_step, at = u > 0 ? u : 0;
    int64_t k = (int64_t)(at < last ? at : last);
    double fraction = u - (double)k;
    lanes i = all(0), c = all(own);
    for (int32_t s = 0; s < table->states; s++) {
      const double *p = table->value + ((int64_t)s * table->points + k) * 2;
      i = mul_add(get(weight, s), all(fma(fraction, p[2] - p[0], p[0])), i);
      c = mul_add(get(count, s), all((p[3] - p[1]) * r->cells.table_axis.per_step), c);
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

static lanes fall_share(const rows *r, const double *count, double level) {
  const ml_cell_table *table = r->cells.table;
  const ml_line *line = r->line;
  double own = fma(line->cells, line->node_capacitance_f, line->near_capacitance_f) + line->far_capacitance_f;
  double u = (line->precharge_v - table->low_v) * r->cells.table_axis.per_step, at = u > 0 ? u : 0;
  int64_t k = (int64_t)(at < table->points - 2 ? at : table->points - 2);
  lanes charge = all(0), c = all(own);
  for (int32_t s = 0; s < table->states; s++) {
    const double *p = table->value + ((int64_t)s * table->points + k) * 2;
    double coupled = r->cells.rise->start_charge[s] - fma(u - (double)k, p[3] - p[1], p[1]);
    charge = mul_add(get(count, s), all(coupled), charge);
    c = mul_add(get(count, s), all((p[3] - p[1]) * r->cells.table_axis.per_step), c);
  }
  return most(add(over(charge, mul(c, all(line->precharge_v - level))), all(1)), all(ML_RISE_LEAST));
}

static lanes crossing_step(const rows *r, const double *count, lanes ideal, double level) {
  if (!r->cells.rise) return mul(ideal, all(1.0 / ML_TABULATED_STEPS));
  lanes moved = mul(ideal, fall_share(r, count, level));
  lanes rest = mul_add(all(-0.5), all(r->cells.rise->duration_s), moved);
  return mul(most(rest, mul(moved, all(ML_RISE_LEAST))), all(1.0 / ML_TABULATED_AFTER_RISE));
}

/* A search for crossings on its way. */
typedef struct search {
  lanes t, v, level, crossing;
  choice open;
} search;

ML_INLINE void take_step(search *s, advanced a) {
  choice passed = both(s->open, at_most(a.end, s->level));
  s->crossing = pick(passed, add(s->t, within(s->v, a.middle, a.end, s->level, a.length)), s->crossing);
  s->open = without(s->open, passed);
  s->v = a.end;
  s->t = add(s->t, a.length);
}

static lanes march_to(rows *r, lanes h, double level, choice open) {
  search s = {all(0), all(r->line->precharge_v), all(level), all(INFINITY), open};
  start(r);
  for (int number = 0; r->cells.rise && number < r->cells.rise->steps && any(s.open); number++)
    take_step(&s, advance_rise(r, number));
  for (int number = 0; number < ML_TABULATED_MOST && any(s.open); number++) {
    if (number >= ML_TABULATED_PATIENCE) h = mul(h, all(ML_TABULATED_GROWTH));
    take_step(&s, advance(r, h, number));
  }
  return s.crossing;
}

static lanes crossings(rows *r, const double *count, lanes ideal, double level) {
  if (level == r->line->precharge_v) return all(0);
  lanes h = crossing_step(r, count, ideal, level), t = march_to(r, h, level, at_most(ideal, all(DBL_MAX)));
  if (!r->cells.rise) return t;
  lanes duration = all(r->cells.rise->duration_s);
  choice early = both(above(t, duration), at_most(t, mul_add(all(ML_RISE_EARLY), h, duration)));
  if (!any(early)) return t;
  lanes finer = mul(sub(t, duration), all(1.0 / ML_TABULATED_AFTER_RISE));
  return pick(early, march_to(r, most(finer, mul(h, all(ML_RISE_FINEST))), level, early), t);
}

static nodes nodes_of(double *work, int64_t each) {
  return (nodes){work,            work + each,     work + 2 * each, work + 3 * each,
                 work + 4 * each, work + 5 * each, work + 6 * each};
}

/* The first whole vector of a workspace: the others would straddle cache lines. */
static double *aligned(double *work) {
  uintptr_t bytes = WIDTH * sizeof(double) - 1;
  return (double *)(((uintptr_t)work + bytes) & ~bytes);
}

/* The rows from number `first` on. */
static rows rows_of(const ml_line *line, const ml_table_cells *cells, int64_t first, double *work) {
  int64_t each = ((int64_t)line->cells + 1) * WIDTH;
  int64_t offset = first / ML_LANES * line->cells * ML_LANES + first % ML_LANES;
  return (rows){.line = line, .cells = tables_of(cells, offset), .outer = nodes_of(work, each),
                .inner = nodes_of(work + 7 * each, each), .j = work + 14 * each, .ratio = work + 15 * each,
                .from = work + 16 * each, .gain = work + 17 * each};
}

static void weigh(const rows *r, double *weight, double *count) {
  for (int64_t s = 0; s < (int64_t)r->cells.table->states * WIDTH; s++) weight[s] = count[s] = 0;
  for (int64_t k = 0; k < r->line->cells; k++)
    for (int l = 0; l < WIDTH; l++) {
      int64_t at = k * ML_LANES + l, s = (int64_t)r->cells.state[at] * WIDTH + l;
      weight[s] = weight[s] + (r->cells.scale ? r->cells.scale[at] : 1);
      count[s] = count[s] + 1;
    }
}

/* Stores the valid ones of the rows from number `first` on. */
static void store(const ml_table_cells *cells, const ml_samples *samples, int32_t sample, int64_t first, lanes value) {
  put_first(samples->value + sample * samples->stride + first, value, cells->rows - first);
}

static void all_voltages(const ml_line *line, const ml_table_cells *cells, ml_span blocks, const ml_samples *samples,
                         double *work) {
  work = aligned(work);
  for (int64_t row = blocks.begin * ML_LANES; row < blocks.end * ML_LANES && row < cells->rows; row += WIDTH) {
    rows r = rows_of(line, cells, row, work);
    for (int32_t i = 0; i < samples->count; i++) store(cells, samples, i, row, voltages(&r, samples->at[i]));
  }
}

static void all_crossings(const ml_line *line, const ml_table_cells *cells, ml_span blocks, const ml_samples *samples,
                          double *work) {
  work = aligned(work);
  double *weight = work + ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1) * WIDTH;
  double *count = weight + (int64_t)cells->table->states * WIDTH;
  for (int64_t row = blocks.begin * ML_LANES; row < blocks.end * ML_LANES && row < cells->rows; row += WIDTH) {
    rows r = rows_of(line, cells, row, work);
    weigh(&r, weight, count);
    for (int32_t i = 0; i < samples->count; i++) {
      lanes ideal = ideal_crossings(&r, weight, count, samples->at[i]);
      store(cells, samples, i, row, crossings(&r, count, ideal, samples->at[i]));
    }
  }
}

#endif
