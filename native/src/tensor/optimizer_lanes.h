/* Steps of optimizers, sixteen elements at a time; tensor/optimizer.c is the definition. Include a lanes header before. */
#ifndef MATCHLINE_OPTIMIZER_LANES_H
#define MATCHLINE_OPTIMIZER_LANES_H

ML_INLINE void ml_sgd16(const ml_sgd_step *step, const float *g, float *w, float *v, int64_t n) {
  const ml_f16 zero = ml_f16_all(0);
  ml_f16 weight = ml_f16_load_part(w, n, zero);
  ml_f16 slope = ml_f16_fma(ml_f16_all(step->decay), weight, ml_f16_load_part(g, n, zero));
  if (v) {
    slope = ml_f16_fma(ml_f16_all(step->momentum), ml_f16_load_part(v, n, zero), slope);
    ml_f16_store_part(v, n, slope);
  }
  ml_f16_store_part(w, n, ml_f16_fnma(ml_f16_all(step->rate), slope, weight));
}

ML_INLINE void ml_sgd_loop(const ml_sgd_step *step, int64_t n, const float *g, float *w, float *v) {
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) ml_sgd16(step, g + i, w + i, v ? v + i : NULL, 16);
  if (i < n) ml_sgd16(step, g + i, w + i, v ? v + i : NULL, n - i);
}

ML_INLINE void ml_adam16(const ml_adam_step *step, const float *g, float *w, float *m, float *v, int64_t n) {
  const ml_f16 zero = ml_f16_all(0);
  ml_f16 slope = ml_f16_load_part(g, n, zero), weight = ml_f16_load_part(w, n, zero);
  ml_f16 mean = ml_f16_fma(ml_f16_all(step->beta1), ml_f16_load_part(m, n, zero),
                           ml_f16_mul(ml_f16_all(step->gain1), slope));
  ml_f16 square = ml_f16_fma(ml_f16_all(step->beta2), ml_f16_load_part(v, n, zero),
                             ml_f16_mul(ml_f16_mul(ml_f16_all(step->gain2), slope), slope));
  ml_f16_store_part(m, n, mean);
  ml_f16_store_part(v, n, square);
  ml_f16 size = ml_f16_fma(ml_f16_sqrt(square), ml_f16_all(step->root), ml_f16_all(step->epsilon));
  ml_f16 moved = ml_f16_div(ml_f16_mul(ml_f16_all(step->rate), mean), size);
  ml_f16 kept = ml_f16_fnma(ml_f16_all(step->decay), weight, weight);
  ml_f16_store_part(w, n, ml_f16_sub(kept, moved));
}

ML_INLINE void ml_adam_loop(const ml_adam_step *step, int64_t n, const float *g, float *w, float *m, float *v) {
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) ml_adam16(step, g + i, w + i, m + i, v + i, 16);
  if (i < n) ml_adam16(step, g + i, w + i, m + i, v + i, n - i);
}

#endif
