/* Rows of a softmax, sixteen elements at a time; tensor/softmax.c is the definition. Include a lanes header before. */
#ifndef MATCHLINE_SOFTMAX_LANES_H
#define MATCHLINE_SOFTMAX_LANES_H

ML_INLINE float ml_row_most(int64_t columns, const float *x) {
  const ml_f16 least = ml_f16_all(-INFINITY);
  ml_f16 most = least;
  for (int64_t j = 0; j < columns; j += 16) most = ml_f16_max(ml_f16_load_part(x + j, columns - j, least), most);
  return ml_f16_most(most);
}

/* z of up to 16 elements. */
ML_INLINE ml_d16 ml_shifted(const float *x, int64_t n, ml_d16 most) {
  return ml_d16_sub(ml_d16_of(ml_f16_load_part(x, n, ml_f16_all(0))), most);
}

/* The 16 stripes of a row that start at column `first`. */
ML_INLINE ml_d16 ml_exp_stripes(int64_t columns, const float *x, int64_t first, ml_d16 most) {
  ml_d16 sum = ml_d16_all(0);
  for (int64_t j = first; j < columns; j += ML_SUM_STRIPES) {
    sum = ml_d16_add(sum, ml_d16_first(ml_d16_exp(ml_shifted(x + j, columns - j, most)), columns - j));
  }
  return sum;
}

ML_INLINE void ml_softmax_row(int64_t columns, const float *x, float *logarithm, float *probability) {
  ml_d16 most = ml_d16_all((double)ml_row_most(columns, x));
  ml_d16 low = ml_exp_stripes(columns, x, 0, most), high = ml_exp_stripes(columns, x, 16, most);
  double sum = ml_d16_sum(ml_d16_add(low, high));
  ml_d16 all = ml_d16_all(sum), log_all = ml_d16_all(ml_log_scalar(sum));
  for (int64_t j = 0; j < columns; j += 16) {
    ml_d16 z = ml_shifted(x + j, columns - j, most);
    if (logarithm) ml_f16_store_part(logarithm + j, columns - j, ml_f16_of(ml_d16_sub(z, log_all)));
    if (probability) ml_f16_store_part(probability + j, columns - j, ml_f16_of(ml_d16_div(ml_d16_exp(z), all)));
  }
}

ML_INLINE void ml_softmax_rows(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability) {
  for (int64_t i = 0; i < rows; i++, x += columns) {
    ml_softmax_row(columns, x, logarithm, probability);
    if (logarithm) logarithm += columns;
    if (probability) probability += columns;
  }
}

#endif
