/* Eight rows at once; tcam/tabulated.c is the specification. */
#include <immintrin.h>

#include "tcam/tabulated.h"

/* A block: its cells and the arrays over its nodes, [cells + 1] vectors each. */
typedef struct rows {
  const ml_line *line;
  const ml_cell_table *table;
  const uint8_t *state;
  const double *scale;
  __m512d per_step;
  double *v, *before, *q, *middle, *f, *j, *ratio, *base, *rise;
} rows;

typedef struct cell {
  __m512d i, slope, q, rise;
} cell;

ML_INLINE __m512d get(const double *array, int64_t k) { return _mm512_loadu_pd(array + k * ML_LANES); }
ML_INLINE void put(double *array, int64_t k, __m512d x) { _mm512_storeu_pd(array + k * ML_LANES, x); }
ML_INLINE __m512d all(double x) { return _mm512_set1_pd(x); }

ML_INLINE cell look_up(const rows *r, int32_t node, __m512d v) {
  const ml_cell_table *table = r->table;
  int64_t at = (int64_t)(node - 1) * ML_LANES;
  __m512d u = _mm512_mul_pd(_mm512_sub_pd(v, all(table->low_v)), r->per_step);
  __m512d bounded = _mm512_min_pd(_mm512_max_pd(u, _mm512_setzero_pd()), all(table->points - 2));
  __m256i k = _mm512_cvttpd_epi32(bounded);
  __m512d fraction = _mm512_sub_pd(u, _mm512_cvtepi32_pd(k));
  __m256i state = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const void *)(r->state + at)));
  __m256i index = _mm256_slli_epi32(_mm256_add_epi32(_mm256_mullo_epi32(state, _mm256_set1_epi32(table->points)), k), 1);
  const double *p = table->value;
  __m512d i = _mm512_i32gather_pd(index, p, 8), q = _mm512_i32gather_pd(index, p + 1, 8);
  __m512d rise_i = _mm512_sub_pd(_mm512_i32gather_pd(index, p + 2, 8), i);
  __m512d rise_q = _mm512_sub_pd(_mm512_i32gather_pd(index, p + 3, 8), q);
  cell c = {_mm512_fmadd_pd(fraction, rise_i, i), _mm512_mul_pd(rise_i, r->per_step),
            _mm512_fmadd_pd(fraction, rise_q, q), _mm512_mul_pd(rise_q, r->per_step)};
  c.slope = _mm512_max_pd(c.slope, _mm512_setzero_pd());
  if (r->scale) {
    __m512d scale = _mm512_loadu_pd(r->scale + at);
    c.i = _mm512_mul_pd(c.i, scale);
    c.slope = _mm512_mul_pd(c.slope, scale);
  }
  return c;
}

ML_INLINE cell node_of(const rows *r, int32_t k, __m512d v) {
  const ml_line *line = r->line;
  __m512d zero = _mm512_setzero_pd();
  cell c = k ? look_up(r, k, v) : (cell){zero, zero, zero, zero};
  double inner = k == line->cells ? line->node_capacitance_f + line->far_capacitance_f : line->node_capacitance_f;
  __m512d own = all(k ? inner : line->near_capacitance_f);
  c.q = _mm512_fmadd_pd(own, v, c.q);
  c.rise = _mm512_add_pd(c.rise, own);
  return c;
}

ML_INLINE __m512d second_target(const rows *r, int64_t k) {
  return _mm512_fmadd_pd(all(ML_STAGE_MIDDLE), get(r->middle, k), _mm512_mul_pd(all(-ML_STAGE_START), get(r->q, k)));
}

ML_INLINE void newton(rows *r, __m512d ah, int second) {
  __m512d one = all(1), inverse = _mm512_div_pd(one, ah), ohm = all(r->line->wire_resistance_ohm);
  __m512d y = _mm512_setzero_pd(), j = y;
  for (int32_t k = r->line->cells; k >= 0; k--) {
    __m512d v = get(r->v, k);
    cell c = node_of(r, k, v);
    __m512d target = second ? second_target(r, k) : _mm512_fnmadd_pd(ah, get(r->f, k), get(r->q, k));
    __m512d conductance = _mm512_fmadd_pd(c.rise, inverse, c.slope);
    put(r->base, k, _mm512_fnmadd_pd(c.rise, v, c.q));
    put(r->rise, k, c.rise);
    y = _mm512_add_pd(y, conductance);
    __m512d source = _mm512_fmsub_pd(_mm512_sub_pd(target, c.q), inverse, c.i);
    j = _mm512_add_pd(j, _mm512_add_pd(source, _mm512_mul_pd(conductance, v)));
    put(r->j, k, j);
    __m512d ratio = _mm512_div_pd(one, k ? _mm512_fmadd_pd(ohm, y, one) : y);
    put(r->ratio, k, ratio);
    y = _mm512_mul_pd(y, ratio);
    j = _mm512_mul_pd(j, ratio);
  }
  put(r->v, 0, j);
  for (int32_t k = 1; k <= r->line->cells; k++) {
    j = _mm512_mul_pd(get(r->ratio, k), _mm512_fmadd_pd(ohm, get(r->j, k), j));
    put(r->v, k, j);
  }
}

static __m512d end_voltage(const rows *r) { return get(r->v, r->line->sense == ML_SENSE_NEAR ? 0 : r->line->cells); }

static void start(rows *r) {
  __m512d v = all(r->line->precharge_v);
  for (int32_t k = 0; k <= r->line->cells; k++) {
    cell c = node_of(r, k, v);
    put(r->v, k, v);
    put(r->before, k, v);
    put(r->q, k, c.q);
    put(r->f, k, c.i);
  }
}

static __m512d advance(rows *r, __m512d h, int first) {
  __m512d ah = _mm512_mul_pd(all(ML_STAGE_WEIGHT), h), inverse = _mm512_div_pd(all(1), ah);
  int32_t cells = r->line->cells;
  for (int32_t k = 0; k <= cells; k++) {
    __m512d v = get(r->v, k);
    put(r->v, k, _mm512_fmadd_pd(all(ML_STAGE_END), _mm512_sub_pd(v, get(r->before, k)), v));
    put(r->before, k, v);
  }
  newton(r, ah, 0);
  if (first) newton(r, ah, 0);
  __m512d middle_v = end_voltage(r);
  for (int32_t k = 0; k <= cells; k++) {
    __m512d v = get(r->v, k), before = get(r->before, k);
    put(r->middle, k, _mm512_fmadd_pd(get(r->rise, k), v, get(r->base, k)));
    put(r->v, k, _mm512_fmadd_pd(all(ML_STAGE_END_INVERSE), _mm512_sub_pd(v, before), before));
  }
  newton(r, ah, 1);
  for (int32_t k = 0; k <= cells; k++) {
    __m512d target = second_target(r, k), q = _mm512_fmadd_pd(get(r->rise, k), get(r->v, k), get(r->base, k));
    put(r->q, k, q);
    put(r->f, k, _mm512_mul_pd(_mm512_sub_pd(target, q), inverse));
  }
  return middle_v;
}

static __m512d voltages(rows *r, double t) {
  if (t == 0) return all(r->line->precharge_v);
  start(r);
  for (int step = 0; step < ML_TABULATED_STEPS; step++) advance(r, all(t * (1.0 / ML_TABULATED_STEPS)), step == 0);
  return end_voltage(r);
}

static __m512d ideal_crossings(const rows *r, const double *weight, const double *count, double level) {
  const ml_cell_table *table = r->table;
  const ml_line *line = r->line;
  double own = fma(line->cells, line->node_capacitance_f, line->near_capacitance_f) + line->far_capacitance_f;
  double dv = (line->precharge_v - level) * (1.0 / ML_TABULATED_PIECES), per_step = 1 / table->step_v;
  double last = table->points - 2;
  __m512d sum = _mm512_setzero_pd();
  __mmask8 never = 0;
  for (int n = 0; n < ML_TABULATED_PIECES; n++) {
    double u = (fma(n + 0.5, dv, level) - table->low_v) * per_step, at = u > 0 ? u : 0;
    int64_t k = (int64_t)(at < last ? at : last);
    double fraction = u - (double)k;
    __m512d i = _mm512_setzero_pd(), c = all(own);
    for (int32_t s = 0; s < table->states; s++) {
      const double *p = table->value + ((int64_t)s * table->points + k) * 2;
      i = _mm512_fmadd_pd(get(weight, s), all(fma(fraction, p[2] - p[0], p[0])), i);
      c = _mm512_fmadd_pd(get(count, s), all((p[3] - p[1]) * per_step), c);
    }
    never |= (__mmask8)~_mm512_cmp_pd_mask(i, _mm512_setzero_pd(), _CMP_GT_OQ);
    sum = _mm512_add_pd(sum, _mm512_div_pd(c, i));
  }
  return _mm512_mask_mov_pd(_mm512_mul_pd(sum, all(dv)), never, all(INFINITY));
}

static __m512d within(__m512d a, __m512d m, __m512d b, __m512d level, __m512d h) {
  __m512d x = _mm512_sub_pd(a, level), y = _mm512_sub_pd(m, level), z = _mm512_sub_pd(b, level);
  __m512d straight = _mm512_mul_pd(h, _mm512_div_pd(x, _mm512_sub_pd(a, b)));
  __m512d ma = _mm512_sub_pd(m, a), mb = _mm512_sub_pd(m, b), ba = _mm512_sub_pd(b, a), bm = _mm512_sub_pd(b, m);
  __m512d at_m = _mm512_mul_pd(all(ML_STAGE_END), _mm512_div_pd(_mm512_mul_pd(x, z), _mm512_mul_pd(ma, mb)));
  __m512d at_b = _mm512_div_pd(_mm512_mul_pd(x, y), _mm512_mul_pd(ba, bm));
  __mmask8 falls = _mm512_cmp_pd_mask(a, m, _CMP_GT_OQ) & _mm512_cmp_pd_mask(m, b, _CMP_GT_OQ);
  return _mm512_mask_mov_pd(straight, falls, _mm512_mul_pd(h, _mm512_add_pd(at_m, at_b)));
}

static __m512d crossings(rows *r, __m512d ideal, double level) {
  if (level == r->line->precharge_v) return _mm512_setzero_pd();
  __m512d t = _mm512_setzero_pd(), v = all(r->line->precharge_v), reference = all(level), crossing = all(INFINITY);
  __m512d h = _mm512_mul_pd(ideal, all(1.0 / ML_TABULATED_STEPS));
  __mmask8 open = _mm512_cmp_pd_mask(ideal, all(DBL_MAX), _CMP_LE_OQ);
  start(r);
  for (int step = 0; step < ML_TABULATED_MOST && open; step++) {
    if (step >= ML_TABULATED_PATIENCE) h = _mm512_mul_pd(h, all(ML_TABULATED_GROWTH));
    __m512d middle = advance(r, h, step == 0), next = end_voltage(r);
    __mmask8 passed = open & _mm512_cmp_pd_mask(next, reference, _CMP_LE_OQ);
    crossing = _mm512_mask_add_pd(crossing, passed, t, within(v, middle, next, reference, h));
    open &= (__mmask8)~passed;
    v = next;
    t = _mm512_add_pd(t, h);
  }
  return crossing;
}

static rows rows_of(const ml_line *line, const ml_table_cells *cells, int64_t block, double *work) {
  int64_t nodes = ((int64_t)line->cells + 1) * ML_LANES, offset = block * line->cells * ML_LANES;
  return (rows){.line = line, .table = cells->table, .state = cells->state + offset,
                .scale = cells->scale ? cells->scale + offset : 0, .per_step = all(1 / cells->table->step_v), .v = work,
                .before = work + nodes, .q = work + 2 * nodes, .middle = work + 3 * nodes, .f = work + 4 * nodes,
                .j = work + 5 * nodes, .ratio = work + 6 * nodes, .base = work + 7 * nodes, .rise = work + 8 * nodes};
}

static void weigh(const rows *r, double *weight, double *count) {
  for (int64_t s = 0; s < (int64_t)r->table->states * ML_LANES; s++) weight[s] = count[s] = 0;
  for (int64_t k = 0; k < (int64_t)r->line->cells * ML_LANES; k++) {
    int64_t s = (int64_t)r->state[k] * ML_LANES + k % ML_LANES;
    weight[s] = weight[s] + (r->scale ? r->scale[k] : 1);
    count[s] = count[s] + 1;
  }
}

static __mmask8 valid(const ml_table_cells *cells, int64_t block) {
  int64_t left = cells->rows - block * ML_LANES;
  return (__mmask8)(left < ML_LANES ? (1u << left) - 1 : 0xffu);
}

void ml_tabulated_voltage_avx512(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                                 const ml_samples *samples, double *work) {
  for (int64_t b = blocks.begin; b < blocks.end; b++) {
    rows r = rows_of(line, cells, b, work);
    for (int32_t i = 0; i < samples->count; i++)
      _mm512_mask_storeu_pd(samples->value + i * samples->stride + b * ML_LANES, valid(cells, b),
                            voltages(&r, samples->at[i]));
  }
}

void ml_tabulated_crossing_avx512(const ml_line *line, const ml_table_cells *cells, ml_span blocks,
                                  const ml_samples *samples, double *work) {
  double *weight = work + ML_TABULATED_ARRAYS * ((int64_t)line->cells + 1) * ML_LANES;
  double *count = weight + (int64_t)cells->table->states * ML_LANES;
  for (int64_t b = blocks.begin; b < blocks.end; b++) {
    rows r = rows_of(line, cells, b, work);
    weigh(&r, weight, count);
    for (int32_t i = 0; i < samples->count; i++) {
      __m512d ideal = ideal_crossings(&r, weight, count, samples->at[i]);
      _mm512_mask_storeu_pd(samples->value + i * samples->stride + b * ML_LANES, valid(cells, b),
                            crossings(&r, ideal, samples->at[i]));
    }
  }
}
