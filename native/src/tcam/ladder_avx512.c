#include "tcam/elmore_avx512.h"
#include "tcam/ladder.h"

#define AT_ONCE 4 /* poles that march together */

/* Eight rows: the line in units of one wire segment, each lane at its own time. */
typedef struct scaled {
  __m512d wire_ohm, node, start, end, head;
} scaled;

static inline scaled scale_line(const ml_march *m, __m512d t) {
  __m512d own_wire = _mm512_set1_pd(m->wire_ohm), least = _mm512_set1_pd(ML_RATIO_LEAST);
  __m512d resistance = _mm512_div_pd(t, _mm512_set1_pd(m->largest_f));
  resistance = _mm512_min_pd(resistance, _mm512_set1_pd(ML_RESISTANCE_MOST));
  resistance = _mm512_max_pd(resistance, _mm512_set1_pd(ML_RESISTANCE_LEAST));
  resistance = _mm512_max_pd(resistance, _mm512_mul_pd(least, own_wire));
  __m512d wire = _mm512_max_pd(own_wire, _mm512_mul_pd(least, resistance));
  __m512d ratio = _mm512_div_pd(wire, resistance);
  double node = m->node > ML_FRACTION_LEAST ? m->node : ML_FRACTION_LEAST;
  return (scaled){wire, _mm512_mul_pd(ratio, _mm512_set1_pd(node)), _mm512_mul_pd(ratio, _mm512_set1_pd(m->start)),
                  _mm512_mul_pd(ratio, _mm512_set1_pd(m->end)), _mm512_set1_pd(m->start / node)};
}

typedef struct state {
  __m512d yr, yi, jr, ji, sr, si;
} state;

ML_INLINE void load(state *s, __m512d ar, __m512d ai) {
  s->jr = _mm512_fnmadd_pd(ai, s->yi, s->jr);
  s->ji = _mm512_fmadd_pd(ai, s->yr, s->ji);
  s->jr = _mm512_fmadd_pd(ar, s->yr, s->jr);
  s->ji = _mm512_fmadd_pd(ar, s->yi, s->ji);
}

ML_INLINE void cross_wire(state *s) {
  s->yr = _mm512_add_pd(s->yr, s->jr);
  s->yi = _mm512_add_pd(s->yi, s->ji);
}

/* The same with a real pole, whose imaginary parts stay 0. */
ML_INLINE void cross_wire_real(state *s) { s->yr = _mm512_add_pd(s->yr, s->jr); }

ML_INLINE void visit_real(state *s, __m512d ar) {
  s->jr = _mm512_fmadd_pd(ar, s->yr, s->jr);
  s->sr = _mm512_add_pd(s->sr, s->yr);
}

/* A processor that adds and multiplies in different units is loaded evenly when one of the poles takes its sums by
 * fma(1, y, S), which is y + S. */
ML_INLINE void visit(state *s, __m512d ar, __m512d ai, int sum_by_fma) {
  __m512d one = _mm512_set1_pd(1);
  load(s, ar, ai);
  s->sr = sum_by_fma ? _mm512_fmadd_pd(one, s->yr, s->sr) : _mm512_add_pd(s->sr, s->yr);
  s->si = sum_by_fma ? _mm512_fmadd_pd(one, s->yi, s->si) : _mm512_add_pd(s->si, s->yi);
}

ML_INLINE __m512d size(const state *s) { return _mm512_max_pd(_mm512_abs_pd(s->yr), _mm512_abs_pd(s->yi)); }

ML_INLINE void rescale(state *s) {
  __m512d scale = ml_scale_avx512(size(s));
  s->yr = _mm512_mul_pd(s->yr, scale);
  s->yi = _mm512_mul_pd(s->yi, scale);
  s->jr = _mm512_mul_pd(s->jr, scale);
  s->ji = _mm512_mul_pd(s->ji, scale);
  s->sr = _mm512_mul_pd(s->sr, scale);
  s->si = _mm512_mul_pd(s->si, scale);
}

ML_INLINE __mmask8 grown(const state *s) {
  return _mm512_cmp_pd_mask(size(s), _mm512_set1_pd(ML_GROWN), _CMP_GT_OQ);
}

/* The sums over the poles, and the lanes whose marches stayed finite. */
typedef struct points {
  __m512d v, slope;
  __mmask8 finite;
} points;

ML_INLINE void add_pole(points *p, state *s, const scaled *line, const ml_poles *poles, int pole) {
  __m512d zr = _mm512_set1_pd(poles->pole_r[pole]), zi = _mm512_set1_pd(poles->pole_i[pole]);
  __m512d cr = _mm512_set1_pd(poles->residue_r[pole]), ci = _mm512_set1_pd(poles->residue_i[pole]);
  load(s, _mm512_mul_pd(zr, line->end), _mm512_mul_pd(zi, line->end));
  __m512d yr = _mm512_fmadd_pd(line->node, s->sr, _mm512_mul_pd(line->end, s->yr));
  __m512d yi = _mm512_fmadd_pd(line->node, s->si, _mm512_mul_pd(line->end, s->yi));
  __m512d square = _mm512_fmadd_pd(s->jr, s->jr, _mm512_mul_pd(s->ji, s->ji));
  __m512d inverse = _mm512_div_pd(_mm512_set1_pd(1), square);
  __m512d ar = _mm512_fmadd_pd(yr, s->jr, _mm512_mul_pd(yi, s->ji));
  __m512d ai = _mm512_fmsub_pd(yi, s->jr, _mm512_mul_pd(yr, s->ji));
  __m512d pr = _mm512_mul_pd(_mm512_fmsub_pd(cr, ar, _mm512_mul_pd(ci, ai)), inverse);
  __m512d pi = _mm512_mul_pd(_mm512_fmadd_pd(cr, ai, _mm512_mul_pd(ci, ar)), inverse);
  p->v = _mm512_sub_pd(p->v, pr);
  p->slope = _mm512_add_pd(p->slope, _mm512_sub_pd(cr, _mm512_fmsub_pd(zr, pr, _mm512_mul_pd(zi, pi))));
  p->finite &= _mm512_cmp_pd_mask(square, _mm512_set1_pd(DBL_MAX), _CMP_LE_OQ);
}

/* What a march of several poles at once holds: the poles' states and z q, wires and noise. Poles from `pairs` on are real. */
typedef struct group {
  state s[AT_ONCE];
  __m512d nr[AT_ONCE], ni[AT_ONCE];
} group;

ML_INLINE void begin(group *g, const scaled *line, const ml_poles *poles, int first, int count) {
#pragma GCC unroll 4
  for (int k = 0; k < count; k++) {
    __m512d zr = _mm512_set1_pd(poles->pole_r[first + k]), zi = _mm512_set1_pd(poles->pole_i[first + k]);
    g->nr[k] = _mm512_mul_pd(zr, line->node);
    g->ni[k] = _mm512_mul_pd(zi, line->node);
    g->s[k] = (state){_mm512_set1_pd(1), _mm512_setzero_pd(), _mm512_mul_pd(zr, line->start),
                      _mm512_mul_pd(zi, line->start), line->head, _mm512_setzero_pd()};
  }
}

ML_INLINE void cross(group *g, int count, int pairs) {
#pragma GCC unroll 4
  for (int k = 0; k < count; k++) k < pairs ? cross_wire(&g->s[k]) : cross_wire_real(&g->s[k]);
}

/* Where the cells stand that are read one stretch later: so many cells on, in this block or the next. */
typedef struct ahead {
  int64_t cells, doubles;
} ahead;

/* The ahead of the stretch from step i on: past the last cell the next block's first ones, and the same cells where a
 * shorter stretch comes. */
ML_INLINE ahead ahead_of(const ml_march *m, int32_t i) {
  int32_t begin = i / ML_STRETCH * ML_STRETCH, next = begin + ML_STRETCH;
  int64_t towards = m->near ? -1 : 1;
  if (m->cells - next >= ML_STRETCH) return (ahead){towards * ML_STRETCH, 0};
  if (m->cells > next) return (ahead){0, 0};
  return (ahead){-towards * begin, (int64_t)m->cells * ML_LANES};
}

/* May name addresses past the rows. The deviations come near by themselves: their places do not depend on the drive. */
ML_INLINE void prefetch(const ml_sources *cells, int64_t cell, ahead a) {
  uintptr_t g = (uintptr_t)ml_source(cells, cell + a.cells) + (uintptr_t)a.doubles * sizeof(double);
  _mm_prefetch((const char *)g, _MM_HINT_T0);
}

/* A cell; `crossing`: after the wire before it. */
ML_INLINE void step(group *g, const ml_sources *cells, const scaled *line, int64_t cell, int count, int pairs, int noisy,
                    int crossing) {
  __m512d conductance = ml_conductances_avx512(cells, cell, noisy);
#pragma GCC unroll 4
  for (int k = 0; k < count; k++) {
    __m512d ar = _mm512_fmadd_pd(conductance, line->wire_ohm, g->nr[k]);
    if (k < pairs) {
      if (crossing) cross_wire(&g->s[k]);
      visit(&g->s[k], ar, g->ni[k], k == 0);
    } else {
      if (crossing) cross_wire_real(&g->s[k]);
      visit_real(&g->s[k], ar);
    }
  }
}

/* `count` poles at once, at most four, `pairs` of them complex: up to 24 registers of state, the rest for the cell and
 * the constants. From the near end as from the far one the loop crosses a wire and visits a cell; the first cell and the
 * last wire of the near end stand outside. */
ML_INLINE void march_poles(const ml_march *m, const ml_sources *cells, const scaled *line, const ml_poles *poles,
                           int first, int count, int pairs, int noisy, points *p) {
  group g;
  begin(&g, line, poles, first, count);
  if (m->near) step(&g, cells, line, ml_step_cell(m, 0), count, pairs, noisy, 0);
  for (int32_t i = m->near; i < m->cells;) {
    int32_t stretch = (i / ML_STRETCH + 1) * ML_STRETCH, stop = stretch < m->cells ? stretch : m->cells;
    ahead later = ahead_of(m, i);
    for (; i < stop; i++) {
      int64_t cell = ml_step_cell(m, i);
      prefetch(cells, cell, later);
      step(&g, cells, line, cell, count, pairs, noisy, 1);
    }
    __mmask8 any = 0;
    if (i % ML_STRETCH == 0) {
#pragma GCC unroll 4
      for (int k = 0; k < count; k++) any |= grown(&g.s[k]);
    }
    if (any) {
#pragma GCC unroll 4
      for (int k = 0; k < count; k++) rescale(&g.s[k]);
    }
  }
  if (m->near) cross(&g, count, pairs);
#pragma GCC unroll 4
  for (int k = 0; k < count; k++) add_pole(p, &g.s[k], line, poles, first + k);
}

/* All poles: four at once, or two times three. */
ML_INLINE points march_block(const ml_march *m, const ml_sources *cells, const scaled *line, const ml_poles *poles,
                             int noisy) {
  int groups = (poles->count + AT_ONCE - 1) / AT_ONCE, count = poles->count / groups;
  points p = {_mm512_set1_pd(poles->limit), _mm512_setzero_pd(), 0xff};
  for (int first = 0; first < poles->count; first += count) {
    int pairs = poles->pairs - first < count ? poles->pairs - first : count;
    march_poles(m, cells, line, poles, first, count, pairs, noisy, &p);
  }
  p.finite &= ml_finite_avx512(p.v);
  return p;
}

/* Values with the lanes that are not finite marched again; want_slope: slopes, else voltages. */
static __attribute__((noinline)) __m512d replace(const ml_march *m, const ml_sources *cells, const ml_poles *poles,
                                                 __m512d t, __m512d value, __mmask8 finite, int want_slope) {
  double at[ML_LANES], lane[ML_LANES];
  _mm512_storeu_pd(at, t);
  _mm512_storeu_pd(lane, value);
  for (int32_t l = 0; l < ML_LANES; l++) {
    if (finite >> l & 1) continue;
    ml_point careful = ml_ladder_careful(m, cells, poles, l, at[l]);
    lane[l] = want_slope ? careful.slope : careful.v;
  }
  return _mm512_loadu_pd(lane);
}

ML_INLINE points ladder_points(const ml_march *m, const ml_sources *cells, const scaled *line, const ml_poles *poles) {
  return cells->deviation ? march_block(m, cells, line, poles, 1) : march_block(m, cells, line, poles, 0);
}

static __m512d voltages(const ml_march *m, const ml_sources *cells, const scaled *line, double precharge_v, double t,
                        int32_t quick) {
  __m512d precharge = _mm512_set1_pd(precharge_v);
  if (t == 0) return precharge;
  points p = quick ? ladder_points(m, cells, line, &ml_seven_poles) : ladder_points(m, cells, line, &ml_four_poles);
  __m512d v = p.v;
  if (p.finite != 0xff)
    v = replace(m, cells, quick ? &ml_seven_poles : &ml_four_poles, _mm512_set1_pd(t), v, p.finite, 0);
  v = _mm512_min_pd(_mm512_max_pd(v, _mm512_setzero_pd()), _mm512_set1_pd(1));
  return _mm512_mul_pd(precharge, v);
}

static __m512d crossings(const ml_march *m, const ml_sources *cells, __m512d moment_s, double level_ratio) {
  const ml_poles *poles = &ml_six_poles;
  if (level_ratio == 1) return _mm512_setzero_pd();
  __m512d level = _mm512_set1_pd(level_ratio), log_level = _mm512_set1_pd(ml_log_scalar(level_ratio));
  __m512d zero = _mm512_setzero_pd(), low = zero;
  __m512d high = _mm512_min_pd(_mm512_div_pd(moment_s, level), _mm512_set1_pd(DBL_MAX));
  __mmask8 active = ml_finite_avx512(moment_s);
  __m512d t = _mm512_mul_pd(moment_s, _mm512_set1_pd(-ml_log_scalar(level_ratio)));
  for (int step = 0; step < ML_CROSSING_STEPS && active; step++) {
    scaled line = scale_line(m, t);
    points p = ladder_points(m, cells, &line, poles);
    if (p.finite != 0xff) {
      p.v = replace(m, cells, poles, t, p.v, p.finite, 0);
      p.slope = replace(m, cells, poles, t, p.slope, p.finite, 1);
    }
    __mmask8 above = _mm512_cmp_pd_mask(p.v, level, _CMP_GT_OQ);
    low = _mm512_mask_mov_pd(low, above, t);
    high = _mm512_mask_mov_pd(high, (__mmask8)~above, t);
    __m512d relative = _mm512_mul_pd(_mm512_sub_pd(log_level, ml_log_avx512_pd(p.v)), p.v);
    __m512d newton = _mm512_fmadd_pd(t, _mm512_div_pd(relative, p.slope), t);
    __mmask8 inside = _mm512_cmp_pd_mask(newton, low, _CMP_GT_OQ) & _mm512_cmp_pd_mask(newton, high, _CMP_LT_OQ);
    __m512d middle = _mm512_mask_mov_pd(_mm512_mul_pd(_mm512_set1_pd(ML_CROSSING_DESCENT), high),
                                        _mm512_cmp_pd_mask(low, zero, _CMP_GT_OQ),
                                        _mm512_mul_pd(_mm512_sqrt_pd(low), _mm512_sqrt_pd(high)));
    __m512d next = _mm512_mask_mov_pd(middle, inside, newton);
    __m512d moved = _mm512_abs_pd(_mm512_sub_pd(next, t));
    __mmask8 small = _mm512_cmp_pd_mask(moved, _mm512_mul_pd(_mm512_set1_pd(ML_CROSSING_STEP), t), _CMP_LE_OQ);
    __mmask8 narrow = _mm512_cmp_pd_mask(_mm512_sub_pd(high, low),
                                         _mm512_mul_pd(_mm512_set1_pd(ML_CROSSING_BRACKET), high), _CMP_LE_OQ);
    t = _mm512_mask_mov_pd(t, active, next);
    active &= (__mmask8)~((inside & small) | narrow);
  }
  return _mm512_mask_mov_pd(_mm512_set1_pd(INFINITY), ml_finite_avx512(moment_s), t);
}

/* All queries pass a block while its conductances are near. */
void ml_ladder_voltage_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_march march = ml_march_of(line);
  for (int64_t b = blocks.begin; b < blocks.end; b++)
    for (int32_t q = 0; q < cells->queries; q++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      for (int32_t i = 0; i < samples->count; i++) {
        scaled at = scale_line(&march, _mm512_set1_pd(samples->at[i]));
        ml_store_avx512(&target, i, voltages(&march, &sources, &at, line->precharge_v, samples->at[i], samples->quick));
      }
    }
}

void ml_ladder_crossing_avx512(const ml_line *line, const ml_cells *cells, ml_span blocks, const ml_samples *samples) {
  ml_march march = ml_march_of(line);
  for (int32_t q = 0; q < cells->queries; q++)
    for (int64_t b = blocks.begin; b < blocks.end; b++) {
      ml_sources sources = ml_sources_of(line, cells, q, b);
      ml_target target = ml_target_of(cells, samples, q, b);
      __m512d moment_s = ml_elmore_moments_avx512(&march, &sources);
      for (int32_t i = 0; i < samples->count; i++)
        ml_store_avx512(&target, i, crossings(&march, &sources, moment_s, samples->at[i] / line->precharge_v));
    }
}
