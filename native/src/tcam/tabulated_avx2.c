/* Four rows at once, a block in two halves; tcam/tabulated.c is the specification. */
#include <immintrin.h>
#include <string.h>

#include "tcam/tabulated.h"

#define WIDTH 4 /* lanes of a vector */

/* Half a block: its cells and the arrays over its nodes, [cells + 1] vectors each. */
typedef struct rows {
  const ml_line *line;
  const ml_cell_table *table;
  const uint8_t *state;
  const double *scale;
  __m256d per_step;
  double *v, *before, *q, *middle, *f, *j, *ratio, *base, *rise;
} rows;

typedef struct cell {
  __m256d i, slope, q, rise;
} cell;

ML_INLINE __m256d get(const double *array, int64_t k) { return _mm256_loadu_pd(array + k * WIDTH); }
ML_INLINE void put(double *array, int64_t k, __m256d x) { _mm256_storeu_pd(array + k * WIDTH, x); }
ML_INLINE __m256d all(double x) { return _mm256_set1_pd(x); }

ML_INLINE cell look_up(const rows *r, int32_t node, __m256d v) {
  const ml_cell_table *table = r->table;
  int64_t at = (int64_t)(node - 1) * ML_LANES;
  __m256d u = _mm256_mul_pd(_mm256_sub_pd(v, all(table->low_v)), r->per_step);
  __m256d bounded = _mm256_min_pd(_mm256_max_pd(u, _mm256_setzero_pd()), all(table->points - 2));
  __m128i k = _mm256_cvttpd_epi32(bounded);
  __m256d fraction = _mm256_sub_pd(u, _mm256_cvtepi32_pd(k));
  int32_t four;
  memcpy(&four, r->state + at, sizeof four);
  __m128i state = _mm_cvtepu8_epi32(_mm_cvtsi32_si128(four));
  __m128i index = _mm_slli_epi32(_mm_add_epi32(_mm_mullo_epi32(state, _mm_set1_epi32(table->points)), k), 1);
  const double *p = table->value;
  __m256d i = _mm256_i32gather_pd(p, index, 8), q = _mm256_i32gather_pd(p + 1, index, 8);
  __m256d rise_i = _mm256_sub_pd(_mm256_i32gather_pd(p + 2, index, 8), i);
  __m256d rise_q = _mm256_sub_pd(_mm256_i32gather_pd(p + 3, index, 8), q);
  cell c = {_mm256_fmadd_pd(fraction, rise_i, i), _mm256_mul_pd(rise_i, r->per_step),
            _mm256_fmadd_pd(fraction, rise_q, q), _mm256_mul_pd(rise_q, r->per_step)};
  c.slope = _mm256_max_pd(c.slope, _mm256_setzero_pd());
  if (r->scale) {
    __m256d scale = _mm256_loadu_pd(r->scale + at);
    c.i = _mm256_mul_pd(c.i, scale);
    c.slope = _mm256_mul_pd(c.slope, scale);
  }
  return c;
}

ML_INLINE cell node_of(const rows *r, int32_t k, __m256d v) {
  const ml_line *line = r->line;
  __m256d zero = _mm256_setzero_pd();
  cell c = k ? look_up(r, k, v) : (cell){zero, zero, zero, zero};
  double inner = k == line->cells ? line->node_capacitance_f + line->far_capacitance_f : line->node_capacitance_f;
  __m256d own = all(k ? inner : line->near_capacitance_f);
  c.q = _mm256_fmadd_pd(own, v, c.q);
  c.rise = _mm256_add_pd(c.rise, own);
  return c;
}

ML_INLINE __m256d second_target(const rows *r, int64_t k) {
  return _mm256_fmadd_pd(all(ML_STAGE_MIDDLE), get(r->middle, k), _mm256_mul_pd(all(-ML_STAGE_START), get(r->q, k)));
}

ML_INLINE void newton(rows *r, __m256d ah, int second) {
  __m256d one = all(1), inverse = _mm256_div_pd(one, ah), ohm = all(r->line->wire_resistance_ohm);
  __m256d y = _mm256_setzero_pd(), j = y;
  for (int32_t k = r->line->cells; k >= 0; k--) {
    __m256d v = get(r->v, k);
    cell c = node_of(r, k, v);
    __m256d target = second ? second_target(r, k) : _mm256_fnmadd_pd(ah, get(r->f, k), get(r->q, k));
    __m256d conductance = _mm256_fmadd_pd(c.rise, inverse, c.slope);
    put(r->base, k, _mm256_fnmadd_pd(c.rise, v, c.q));
    put(r->rise, k, c.rise);
    y = _mm256_add_pd(y, conductance);
    __m256d source = _mm256_fmsub_pd(_mm256_sub_pd(target, c.q), inverse, c.i);
    j = _mm256_add_pd(j, _mm256_add_pd(source, _mm256_mul_pd(conductance, v)));
    put(r->j, k, j);
    __m256d ratio = _mm256_div_pd(one, k ? _mm256_fmadd_pd(ohm, y, one) : y);
    put(r->ratio, k, ratio);
    y = _mm256_mul_pd(y, ratio);
    j = _mm256_mul_pd(j, ratio);
  }
  put(r->v, 0, j);
  for (int32_t k = 1; k <= r->line->cells; k++) {
    j = _mm256_mul_pd(get(r->ratio, k), _mm256_fmadd_pd(ohm, get(r->j, k), j));
    put(r->v, k, j);
  }
}

static __m256d end_voltage(const rows *r) { return get(r->v, r->line->sense == ML_SENSE_NEAR ? 0 : r->line->cells); }

static void start(rows *r) {
  __m256d v = all(r->line->precharge_v);
  for (int32_t k = 0; k <= r->line->cells; k++) {
    cell c = node_of(r, k, v);
    put(r->v, k, v);
    put(r->before, k, v);
    put(r->q, k, c.q);
    put(r->f, k, c.i);
  }
}

static __m256d advance(rows *r, __m256d h, int first) {
  __m256d ah = _mm256_mul_pd(all(ML_STAGE_WEIGHT), h), inverse = _mm256_div_pd(all(1), ah);
  int32_t cells = r->line->cells;
  for (int32_t k = 0; k <= cells; k++) {
    __m256d v = get(r->v, k);
    put(r->v, k, _mm256_fmadd_pd(all(ML_STAGE_END), _mm256_sub_pd(v, get(r->before, k)), v));
    put(r->before, k, v);
  }
  newton(r, ah, 0);
  if (first) newton(r, ah, 0);
  __m256d middle_v = end_voltage(r);
  for (int32_t k = 0; k <= cells; k++) {
    __m256d v = get(r->v, k), before = get(r->before, k);
    put(r->middle, k, _mm256_fmadd_pd(get(r->rise, k), v, get(r->base, k)));
    put(r->v, k, _mm256_fmadd_pd(all(ML_STAGE_END_INVERSE), _mm256_sub_pd(v, before), before));
  }
  newton(r, ah, 1);
  for (int32_t k = 0; k <= cells; k++) {
    __m256d target = second_target(r, k), q = _mm256_fmadd_pd(get(r->rise, k), get(r->v, k), get(r->base, k));
    put(r->q, k, q);
    put(r->f, k, _mm256_mul_pd(_mm256_sub_pd(target, q), inverse));
  }
  return middle_v;
}

static __m256d voltages(rows *r, double t) {
  if (t == 0) return all(r->line->precharge_v);
  start(r);
  for (int step = 0; step < ML_TABULATED_STEPS; step++) advance(r, all(t * (1.0 / ML_TABULATED_STEPS)), step == 0);
  return end_voltage(r);
}

static __m256d ideal_crossings(const rows *r, const double *weight, const double *count, double level) {
  const ml_cell_table *table = r->table;
  const ml_line *line = r->line;
  double own = fma(line->cells, line->node_capacitance_f, line->near_capacitance_f) + line->far_capacitance_f;
  double dv = (line->precharge_v - level) * (1.0 / ML_TABULATED_PIECES), per_step = 1 / table->step_v;
  double last = table->points - 2;
  __m256d sum = _mm256_setzero_pd();
  __m256d never = _mm256_setzero_pd();
  for (int n = 0; n < ML_TABULATED_PIECES; n++) {
    double u = (fma(n + 0.5, dv, level) - table->low_v) * per_step, at = u > 0 ? u : 0;
    int64_t k = (int64_t)(at < last ? at : last);
    double fraction = u - (double)k;
    __m256d i = _mm256_setzero_pd(), c = all(own);
    for (int32_t s = 0; s < table->states; s++) {
      const double *p = table->value + ((int64_t)s * table->points + k) * 2;
      i = _mm256_fmadd_pd(get(weight, s), all(fma(fraction, p[2] - p[0], p[0])), i);
      c = _mm256_fmadd_pd(get(count, s), all((p[3] - p[1]) * per_step), c);
    }
    never = _mm256_or_pd(never, _mm256_cmp_pd(i, _mm256_setzero_pd(), _CMP_NGT_UQ));
    sum = _mm256_add_pd(sum, _mm256_div_pd(c, i));
  }
  return _mm256_blendv_pd(_mm256_mul_pd(sum, all(dv)), all(INFINITY), never);
}

static __m256d within(__m256d a, __m256d m, __m256d b, __m256d level, __m256d h) {
  __m256d x = _mm256_sub_pd(a, level), y = _mm256_sub_pd(m, level), z = _mm256_sub_pd(b, level);
  __m256d straight = _mm256_mul_pd(h, _mm256_div_pd(x, _mm256_sub_pd(a, b)));
  __m256d ma = _mm256_sub_pd(m, a), mb = _mm256_sub_pd(m, b), ba = _mm256_sub_pd(b, a), bm = _mm256_sub_pd(b, m);
  __m256d at_m = _mm256_mul_pd(all(ML_STAGE_END), _mm256_div_pd(_mm256_mul_pd(x, z), _mm256_mul_pd(ma, mb)));
  __m256d at_b = _mm256_div_pd(_mm256_mul_pd(x, y), _mm256_mul_pd(ba, bm));
  __m256d falls = _mm256_and_pd(_mm256_cmp_pd(a, m, _CMP_GT_OQ), _mm256_cmp_pd(m, b, _CMP_GT_OQ));
  return _mm256_blendv_pd(straight, _mm256_mul_pd(h, _mm256_add_pd(at_m, at_b)), falls);
}

static __m256d crossings(rows *r, __m256d ideal, double level) {
  if (level == r->line->precharge_v) return _mm256_setzero_pd();
  __m256d t = _mm256_setzero_pd(), v = all(r->line->precharge_v), reference = all(level), crossing = all(INFINITY);
  __m256d h = _mm256_mul_pd(ideal, all(1.0 / ML_TABULATED_STEPS));
  __m256d open = _mm256_cmp_pd(ideal, all(DBL_MAX), _CMP_LE_OQ);
  start(r);
  for (int step = 0; step < ML_TABULATED_MOST && _mm256_movemask_pd(open); step++) {
    if (step >= ML_TABULATED_PATIENCE) h = _mm256_mul_pd(h, all(ML_TABULATED_GROWTH));
    __m256d middle = advance(r, h, step == 0), next = end_voltage(r);
    __m256d passed = _mm256_and_pd(open, _mm256_cmp_pd(next, reference, _CMP_LE_OQ));
    crossing = _mm256_blendv_pd(crossing, _mm256_add_pd(t, within(v, middle, next, reference, h)), passed);
    open = _mm256_andnot_pd(passed, open);
    v = next;
    t = _mm256_add_pd(t, h);
  }
  return crossing;
}

/* Lanes `half` * 4 ... of a block. */
static rows rows_of(const ml_line *line, const ml_table_cells *cells, int64_t block, int half, double *work) {
  int64_t nodes = ((int64_t)line->cells + 1) * WIDTH, offset = block * line->cells * ML_LANES + half * WIDTH;
  return (rows){.line = line, .table = cells->table, .state = cells->state + offset,
                .scale = cells->scale ? cells->scale + offset : 0, .per_step = all(1 / cells->table->step_v), .v = work,
                .before = work + nodes, .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes,
                .j = work + 5 * nodes, .ratio = work + 6 * nodes, .base = work + 7 * nodes, .rise = work + 8 * nodes};
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

/* Stores the valid ones of the rows from `row`. */
static void store(const ml_table_cells *cells, const ml_samples *samples, int32_t sample, int64_t row, __m256d value) {
  double *to = samples->value + sample * samples->stride + row, lane[WIDTH];
  int64_t left = cells->rows - row;
  _mm256_storeu_pd(lane, value);
  for (int l = 0; l < WIDTH && l < left; l++) to[l] = lane[l];
}

void ml_tabulated_voltage_avx2(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                               const ml_samples *samples, double *work) {
  for (int64_t row = blocks.begin * ML_LANES; row < blocks.end * ML_LANES && row < cells->rows; row += WIDTH) {
    rows r = rows_of(line, cells, row / ML_LANES, row % ML_LANES != 0, work);
    for (int32_t i = 0; i < samples->count; i++) store(cells, samples, i, row, voltages(&r, samples->at[i]));
  }
}

void ml_tabulated_crossing_avx2(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                                const ml_samples *samples, double *work) {
  double *weight = work + ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1) * WIDTH;
  double *count = weight + (int64_t)cells->table->states * WIDTH;
  for (int64_t row = blocks.begin * ML_LANES; row < blocks.end * ML_LANES && row < cells->rows; row += WIDTH) {
    rows r = rows_of(line, cells, row / ML_LANES, row % ML_LANES != 0, work);
    weigh(&r, weight, count);
    for (int32_t i = 0; i < samples->count; i++) {
      __m256d ideal = ideal_crossings(&r, weight, count, samples->at[i]);
      store(cells, samples, i, row, crossings(&r, ideal, samples->at[i]));
    }
  }
}
