/* Sums in double, sixteen elements at a time; tensor/sums.c is the definition. Include a lanes header before. */
#ifndef MATCHLINE_SUMS_LANES_H
#define MATCHLINE_SUMS_LANES_H

#define ML_SUM_COLUMNS 32 /* that stay in registers while the rows pass */

ML_INLINE ml_d16 ml_term16(ml_f16 x, int squares) {
  ml_d16 wide = ml_d16_of(x);
  return squares ? ml_d16_mul(wide, wide) : wide;
}

/* Up to 16 elements, 0 past the last. */
ML_INLINE ml_d16 ml_terms_at(const float *x, int64_t n, int squares) {
  return ml_term16(n >= 16 ? ml_f16_load(x) : ml_f16_load_part(x, n > 0 ? n : 0, ml_f16_all(0)), squares);
}

ML_INLINE void ml_sum_rows(const ml_sum_shape *s, const float *x, double *sum, int squares) {
  for (int64_t i = 0; i < s->rows; i++, x += s->stride) {
    ml_d16 low = ml_d16_all(0), high = low;
    int64_t j = 0;
    for (; j + ML_SUM_STRIPES <= s->columns; j += ML_SUM_STRIPES) {
      low = ml_d16_add(low, ml_term16(ml_f16_load(x + j), squares));
      high = ml_d16_add(high, ml_term16(ml_f16_load(x + j + 16), squares));
    }
    if (j < s->columns) low = ml_d16_add(low, ml_terms_at(x + j, s->columns - j, squares));
    if (j + 16 < s->columns) high = ml_d16_add(high, ml_terms_at(x + j + 16, s->columns - j - 16, squares));
    sum[i] += ml_d16_sum(ml_d16_add(low, high));
  }
}

ML_INLINE void ml_sum_columns(const ml_sum_shape *s, const float *x, double *sum, int squares) {
  for (int64_t j = 0; j < s->columns; j += ML_SUM_COLUMNS) {
    int64_t n = s->columns - j, m = n > 16 ? n - 16 : 0;
    ml_d16 low = ml_d16_load_part(sum + j, n), high = ml_d16_all(0);
    if (m > 0) high = ml_d16_load_part(sum + j + 16, m);
    for (int64_t i = 0; i < s->rows; i++) {
      const float *row = x + i * s->stride + j;
      low = ml_d16_add(low, ml_terms_at(row, n, squares));
      if (m > 0) high = ml_d16_add(high, ml_terms_at(row + 16, m, squares));
    }
    ml_d16_store_part(sum + j, n, low);
    if (m > 0) ml_d16_store_part(sum + j + 16, m, high);
  }
}

ML_INLINE void ml_sums_loops(const ml_sum_shape *s, const float *x, double *sum) {
  if (s->kept) {
    if (s->squares) {
      ml_sum_columns(s, x, sum, 1);
    } else {
      ml_sum_columns(s, x, sum, 0);
    }
  } else if (s->squares) {
    ml_sum_rows(s, x, sum, 1);
  } else {
    ml_sum_rows(s, x, sum, 0);
  }
}

ML_INLINE void ml_round_loop(const double *sum, float *y, int64_t n) {
  for (int64_t i = 0; i < n; i += 16) ml_f16_store_part(y + i, n - i, ml_f16_of(ml_d16_load_part(sum + i, n - i)));
}

#endif
