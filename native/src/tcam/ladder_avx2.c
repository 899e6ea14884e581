#include "tcam/elmore_avx2.h"
#include "tcam/ladder.h"

/* Four rows: the line in units of one wire segment, each lane at its own time. */
typedef struct scaled {
  __m256d wire_ohm, node, start, end, head;
} scaled;

static inline scaled scale_line(const ml_march *m, __m256d t) {
  __m256d own_wire = _mm256_set1_pd(m->wire_ohm), least = _mm256_set1_pd(ML_RATIO_LEAST);
  __m256d resistance = _mm256_div_pd(t, _mm256_set1_pd(m->largest_f));
  resistance = _mm256_min_pd(resistance, _mm256_set1_pd(ML_RESISTANCE_MOST));
  resistance = _mm256_max_pd(resistance, _mm256_set1_pd(ML_RESISTANCE_LEAST));
  resistance = _mm256_max_pd(resistance, _mm256_mul_pd(least, own_wire));
  __m256d wire = _mm256_max_pd(own_wire, _mm256_mul_pd(least, resistance));
  __m256d ratio = _mm256_div_pd(wire, resistance);
  double node = m->node > ML_FRACTION_LEAST ? m->node : ML_FRACTION_LEAST;
  return (scaled){wire, _mm256_mul_pd(ratio, _mm256_set1_pd(node)), _mm256_mul_pd(ratio, _mm256_set1_pd(m->start)),
                  _mm256_mul_pd(ratio, _mm256_set1_pd(m->end)), _mm256_set1_pd(m->start / node)};
}

typedef struct state {
  __m256d yr, yi, jr, ji, sr, si;
} state;

ML_INLINE void load(state *s, __m256d ar, __m256d ai) {
  s->jr = _mm256_fnmadd_pd(ai, s->yi, s->jr);
  s->ji = _mm256_fmadd_pd(ai, s->yr, s->ji);
  s->jr = _mm256_fmadd_pd(ar, s->yr, s->jr);
  s->ji = _mm256_fmadd_pd(ar, s->yi, s->ji);
}

ML_INLINE void cross_wire(state *s) {
  s->yr = _mm256_add_pd(s->yr, s->jr);
  s->yi = _mm256_add_pd(s->yi, s->ji);
}

/* The same with a real pole, whose imaginary parts stay 0. */
ML_INLINE void cross_wire_real(state *s) { s->yr = _mm256_add_pd(s->yr, s->jr); }

ML_INLINE void visit_real(state *s, __m256d ar) {
  s->jr = _mm256_fmadd_pd(ar, s->yr, s->jr);
  s->sr = _mm256_add_pd(s->sr, s->yr);
}

ML_INLINE void visit(state *s, __m256d ar, __m256d ai) {
  load(s, ar, ai);
  s->sr = _mm256_add_pd(s->sr, s->yr);
  s->si = _mm256_add_pd(s->si, s->yi);
}

ML_INLINE __m256d size(const state *s) { return _mm256_max_pd(ml_abs_avx2(s->yr), ml_abs_avx2(s->yi)); }

ML_INLINE void rescale(state *s) {
  __m256d scale = ml_scale_avx2(size(s));
  s->yr = _mm256_mul_pd(s->yr, scale);
  s->yi = _mm256_mul_pd(s->yi, scale);
  s->jr = _mm256_mul_pd(s->jr, scale);
  s->ji = _mm256_mul_pd(s->ji, scale);
  s->sr = _mm256_mul_pd(s->sr, scale);
  s->si = _mm256_mul_pd(s->si, scale);
}

ML_INLINE int grown(const state *s) {
  return _mm256_movemask_pd(_mm256_cmp_pd(size(s), _mm256_set1_pd(ML_GROWN), _CMP_GT_OQ));
}

/* The sums over the poles, and all bits set in the lanes whose marches stayed finite. */
typedef struct points {
  __m256d v, slope, finite;
} points;

ML_INLINE void add_pole(points *p, state *s, const scaled *line, const ml_poles *poles, int pole) {
  __m256d zr = _mm256_set1_pd(poles->pole_r[pole]), zi = _mm256_set1_pd(poles->pole_i[pole]);
  __m256d cr = _mm256_set1_pd(poles->residue_r[pole]), ci = _mm256_set1_pd(poles->residue_i[pole]);
  load(s, _mm256_mul_pd(zr, line->end), _mm256_mul_pd(zi, line->end));
  __m256d yr = _mm256_fmadd_pd(line->node, s->sr, _mm256_mul_pd(line->end, s->yr));
  __m256d yi = _mm256_fmadd_pd(line->node, s->si, _mm256_mul_pd(line->end, s->yi));
  __m256d square = _mm256_fmadd_pd(s->jr, s->jr, _mm256_mul_pd(s->ji, s->ji));
  __m256d inverse = _mm256_div_pd(_mm256_set1_pd(1), square);
  __m256d ar = _mm256_fmadd_pd(yr, s->jr, _mm256_mul_pd(yi, s->ji));
  __m256d ai = _mm256_fmsub_pd(yi, s->jr, _mm256_mul_pd(yr, s->ji));
  __m256d pr = _mm256_mul_pd(_mm256_fmsub_pd(cr, ar, _mm256_mul_pd(ci, ai)), inverse);
  __m256d pi = _mm256_mul_pd(_mm256_fmadd_pd(cr, ai, _mm256_mul_pd(ci, ar)), inverse);
  p->v = _mm256_sub_pd(p->v, pr);
  p->slope = _mm256_add_pd(p->slope, _mm256_sub_pd(cr, _mm256_fmsub_pd(zr, pr, _mm256_mul_pd(zi, pi))));
  p->finite = _mm256_and_pd(p->finite, _mm256_cmp_pd(square, _mm256_set1_pd(DBL_MAX), _CMP_LE_OQ));
}

/* Two poles at once, the second perhaps real: 12 of the 16 registers hold their state. */
typedef struct pair {
  state s[2];
  __m256d nr[2], ni[2];
} pair;

ML_INLINE void step(pair *g, const ml_march *m, const ml_sources *cells, const scaled *line, int half, int64_t i,
                    int real, int noisy, int crossing) {
  __m256d conductance = ml_conductances_avx2(cells, ml_step_cell(m, i), half, noisy);
#pragma GCC unroll 2
  for (int k = 0; k < 2; k++) {
    __m256d ar = _mm256_fmadd_pd(conductance, line->wire_ohm, g->nr[k]);
    if (k == 1 && real) {
      if (crossing) cross_wire_real(&g->s[k]);
      visit_real(&g->s[k], ar);
    } else {
      if (crossing) cross_wire(&g->s[k]);
      visit(&g->s[k], ar, g->ni[k]);
    }
  }
}

/* From the near end as from the far one the loop crosses a wire and visits a cell; the first cell and the last wire of
 * the near end stand outside. */
ML_INLINE void march_pair(const ml_march *m, const ml_sources *cells, const scaled *line, int half,
                          const ml_poles *poles, int first, int noisy, points *p) {
  int real = first + 1 >= poles->pairs;
  pair g;
#pragma GCC unroll 2
  for (int k = 0; k < 2; k++) {
    __m256d zr = _mm256_set1_pd(poles->pole_r[first + k]), zi = _mm256_set1_pd(poles->pole_i[first + k]);
    g.nr[k] = _mm256_mul_pd(zr, line->node);
    g.ni[k] = _mm256_mul_pd(zi, line->node);
    g.s[k] = (state){_mm256_set1_pd(1), _mm256_setzero_pd(), _mm256_mul_pd(zr, line->start),
                     _mm256_mul_pd(zi, line->start), line->head, _mm256_setzero_pd()};
  }
  if (m->near) step(&g, m, cells, line, half, 0, real, noisy, 0);
  for (int32_t i = m->near; i < m->cells;) {
    int32_t stretch = (i / ML_STRETCH + 1) * ML_STRETCH, stop = stretch < m->cells ? stretch : m->cells;
    for (; i < stop; i++) step(&g, m, cells, line, half, i, real, noisy, 1);
    if (i % ML_STRETCH == 0 && (grown(&g.s[0]) | grown(&g.s[1]))) {
      rescale(&g.s[0]);
      rescale(&g.s[1]);
    }
  }
  if (m->near) {
    cross_wire(&g.s[0]);
    cross_wire(&g.s[1]);
  }
  add_pole(p, &g.s[0], line, poles, first);
  add_pole(p, &g.s[1], line, poles, first + 1);
}

ML_INLINE points march_half(const ml_march *m, const ml_sources *cells, const ml_poles *poles, __m256d t, int half,
                            int noisy) {
  scaled line = scale_line(m, t);
  __m256d zero = _mm256_setzero_pd();
  points p = {_mm256_set1_pd(poles->limit), zero, _mm256_cmp_pd(zero, zero, _CMP_EQ_OQ)};
#pragma GCC unroll 3
  for (int k = 0; k < poles->count; k += 2) march_pair(m, cells, &line, half, poles, k, noisy, &p);
  p.finite = _mm256_and_pd(p.finite, ml_finite_avx2(p.v));
  return p;
}

static __attribute__((noinline)) points replace(const ml_march *m, const ml_sources *cells, const ml_poles *poles,
                                                __m256d t, int half, points p) {
  double at[ML_HALF_LANES], v[ML_HALF_LANES], slope[ML_HALF_LANES];
  _mm256_storeu_pd(at, t);
  _mm256_storeu_pd(v, p.v);
  _mm256_storeu_pd(slope, p.slope);
  int finite = _mm256_movemask_pd(p.finite);
  for (int32_t l = 0; l < ML_HALF_LANES; l++) {
    if (finite >> l & 1) continue;
    ml_point careful = ml_ladder_careful(m, cells, poles, ML_HALF_LANES * half + l, at[l]);
    v[l] = careful.v;
    slope[l] = careful.slope;
  }
  return (points){_mm256_loadu_pd(v), _mm256_loadu_pd(slope), p.finite};
}

ML_INLINE points ladder_points(const ml_march *m, const ml_sources *cells, const ml_poles *poles, __m256d t, int half) {
  points p = cells->deviation ? march_half(m, cells, poles, t, half, 1) : march_half(m, cells, poles, t, half, 0);
  return _mm256_movemask_pd(p.finite) == 0xf ? p : replace(m, cells, poles, t, half, p);
}

static __m256d voltages(const ml_march *m, const ml_sources *cells, int half, double precharge_v, double t,
                        int32_t quick) {
  __m256d precharge = _mm256_set1_pd(precharge_v);
  if (t == 0) return precharge;
  __m256d at = _mm256_set1_pd(t);
  __m256d v = (quick ? ladder_points(m, cells, &ml_seven_poles, at, half)
                     : ladder_points(m, cells, &ml_four_poles, at, half)).v;
  v = _mm256_min_pd(_mm256_max_pd(v, _mm256_setzero_pd()), _mm256_set1_pd(1));
  return _mm256_mul_pd(precharge, v);
}

static __m256d crossings(const ml_march *m, const ml_sources *cells, int half, __m256d moment_s, double level_ratio) {
  if (level_ratio == 1) return _mm256_setzero_pd();
  __m256d level = _mm256_set1_pd(level_ratio), log_level = _mm256_set1_pd(ml_log_scalar(level_ratio));
  __m256d zero = _mm256_setzero_pd(), low = zero;
  __m256d high = _mm256_min_pd(_mm256_div_pd(moment_s, level), _mm256_set1_pd(DBL_MAX));
  __m256d active = ml_finite_avx2(moment_s);
  __m256d t = _mm256_mul_pd(moment_s, _mm256_set1_pd(-ml_log_scalar(level_ratio)));
  for (int step = 0; step < ML_CROSSING_STEPS && _mm256_movemask_pd(active); step++) {
    points p = ladder_points(m, cells, &ml_six_poles, t, half);
    __m256d above = _mm256_cmp_pd(p.v, level, _CMP_GT_OQ);
    low = _mm256_blendv_pd(low, t, above);
    high = _mm256_blendv_pd(t, high, above);
    __m256d relative = _mm256_mul_pd(_mm256_sub_pd(log_level, ml_log_avx2_pd(p.v)), p.v);
    __m256d newton = _mm256_fmadd_pd(t, _mm256_div_pd(relative, p.slope), t);
    __m256d inside = _mm256_and_pd(_mm256_cmp_pd(newton, low, _CMP_GT_OQ), _mm256_cmp_pd(newton, high, _CMP_LT_OQ));
    __m256d middle = _mm256_blendv_pd(_mm256_mul_pd(_mm256_set1_pd(ML_CROSSING_DESCENT), high),
                                      _mm256_mul_pd(_mm256_sqrt_pd(low), _mm256_sqrt_pd(high)),
                                      _mm256_cmp_pd(low, zero, _CMP_GT_OQ));
    __m256d next = _mm256_blendv_pd(middle, newton, inside);
    __m256d moved = ml_abs_avx2(_mm256_sub_pd(next, t));
    __m256d small = _mm256_cmp_pd(moved, _mm256_mul_pd(_mm256_set1_pd(ML_CROSSING_STEP), t), _CMP_LE_OQ);
    __m256d narrow = _mm256_cmp_pd(_mm256_sub_pd(high, low), _mm256_mul_pd(_mm256_set1_pd(ML_CROSSING_BRACKET), high),
                                   _CMP_LE_OQ);
    t = _mm256_blendv_pd(t, next, active);
    active = _mm256_andnot_pd(_mm256_or_pd(_mm256_and_pd(inside, small), narrow), active);
  }
  return _mm256_blendv_pd(_mm256_set1_pd(INFINITY), t, ml_finite_avx2(moment_s));
}

void ml_ladder_voltage_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_march march = ml_march_of(line);
  for (int64_t b = blocks.begin; b < blocks.end; b++)
    for (int32_t q = 0; q < cells->queries; q++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      for (int32_t i = 0; i < samples->count; i++)
        for (int half = 0; half < ML_HALVES; half++)
          ml_store_avx2(&target, i, half,
                        voltages(&march, &sources, half, line->precharge_v, samples->at[i], samples->quick));
    }
}

void ml_ladder_crossing_avx2(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_march march = ml_march_of(line);
  for (int32_t q = 0; q < cells->queries; q++)
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      for (int half = 0; half < ML_HALVES; half++) {
        __m256d moment_s = ml_elmore_moments_avx2(&march, &sources, half);
        for (int32_t i = 0; i < samples->count; i++) {
          double level = samples->at[i] / line->precharge_v;
          ml_store_avx2(&target, i, half, crossings(&march, &sources, half, moment_s, level));
        }
      }
    }
}
