/* Functions of floats, sixteen elements at a time; tensor/elementwise.c is the definition. Include a lanes header before. */
#ifndef MATCHLINE_ELEMENTWISE_LANES_H
#define MATCHLINE_ELEMENTWISE_LANES_H

ML_INLINE ml_d16 ml_sigmoid16(ml_d16 x) {
  const ml_d16 one = ml_d16_all(1);
  return ml_d16_div(one, ml_d16_add(one, ml_d16_exp(ml_d16_sub(ml_d16_all(0), x))));
}

ML_INLINE ml_f16 ml_softplus16(ml_f16 x) {
  const ml_f16 zero = ml_f16_all(0);
  ml_d16 size = ml_d16_exp(ml_d16_sub(ml_d16_all(0), ml_d16_of(ml_f16_abs(x))));
  ml_d16 log = ml_d16_log(ml_d16_add(ml_d16_all(1), size));
  return ml_f16_of(ml_d16_add(ml_d16_of(ml_f16_greater(x, zero, x, zero)), log));
}

ML_INLINE ml_f16 ml_unary16(int32_t function, ml_f16 x) {
  const ml_f16 zero = ml_f16_all(0), one = ml_f16_all(1);
  const ml_d16 two = ml_d16_all(2);
  switch (function) {
    case ML_UNARY_ABS: return ml_f16_abs(x);
    case ML_UNARY_SIGN: return ml_f16_greater(x, zero, one, ml_f16_greater(zero, x, ml_f16_all(-1), x));
    case ML_UNARY_RELU: return ml_f16_greater(x, zero, x, zero);
    case ML_UNARY_STEP: return ml_f16_greater(x, zero, one, zero);
    case ML_UNARY_SQRT: return ml_f16_sqrt(x);
    case ML_UNARY_EXP: return ml_f16_of(ml_d16_exp(ml_d16_of(x)));
    case ML_UNARY_LOG: return ml_f16_of(ml_d16_log(ml_d16_of(x)));
    case ML_UNARY_SIGMOID: return ml_f16_of(ml_sigmoid16(ml_d16_of(x)));
    case ML_UNARY_TANH:
      return ml_f16_of(ml_d16_sub(ml_d16_mul(two, ml_sigmoid16(ml_d16_mul(two, ml_d16_of(x)))), ml_d16_all(1)));
    default: return ml_softplus16(x);
  }
}

ML_INLINE void ml_unary_all(int32_t function, const float *x, float *y, int64_t n) {
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) ml_f16_store(y + i, ml_unary16(function, ml_f16_load(x + i)));
  if (i < n) ml_f16_store_part(y + i, n - i, ml_unary16(function, ml_f16_load_part(x + i, n - i, ml_f16_all(0))));
}

/* One loop for every function. */
ML_INLINE void ml_unary_loops(int32_t function, const float *x, float *y, int64_t n) {
  switch (function) {
    case ML_UNARY_ABS: ml_unary_all(ML_UNARY_ABS, x, y, n); break;
    case ML_UNARY_SIGN: ml_unary_all(ML_UNARY_SIGN, x, y, n); break;
    case ML_UNARY_RELU: ml_unary_all(ML_UNARY_RELU, x, y, n); break;
    case ML_UNARY_STEP: ml_unary_all(ML_UNARY_STEP, x, y, n); break;
    case ML_UNARY_SQRT: ml_unary_all(ML_UNARY_SQRT, x, y, n); break;
    case ML_UNARY_EXP: ml_unary_all(ML_UNARY_EXP, x, y, n); break;
    case ML_UNARY_LOG: ml_unary_all(ML_UNARY_LOG, x, y, n); break;
    case ML_UNARY_SIGMOID: ml_unary_all(ML_UNARY_SIGMOID, x, y, n); break;
    case ML_UNARY_TANH: ml_unary_all(ML_UNARY_TANH, x, y, n); break;
    default: ml_unary_all(ML_UNARY_SOFTPLUS, x, y, n);
  }
}

ML_INLINE void ml_affine_loop(float scale, float shift, const float *x, float *y, int64_t n) {
  const ml_f16 a = ml_f16_all(scale), b = ml_f16_all(shift), zero = ml_f16_all(0);
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) ml_f16_store(y + i, ml_f16_add(ml_f16_mul(a, ml_f16_load(x + i)), b));
  if (i == n) return;
  ml_f16_store_part(y + i, n - i, ml_f16_add(ml_f16_mul(a, ml_f16_load_part(x + i, n - i, zero)), b));
}

ML_INLINE ml_f16 ml_binary16(int32_t function, ml_f16 a, ml_f16 b) {
  switch (function) {
    case ML_BINARY_ADD: return ml_f16_add(a, b);
    case ML_BINARY_SUBTRACT: return ml_f16_sub(a, b);
    case ML_BINARY_MULTIPLY: return ml_f16_mul(a, b);
    case ML_BINARY_DIVIDE: return ml_f16_div(a, b);
    default: return ml_f16_mul(a, ml_f16_greater(b, ml_f16_all(0), ml_f16_all(1), ml_f16_all(0)));
  }
}

/* Rows whose operands are contiguous (a step of 1) or a single element. */
ML_INLINE void ml_binary_rows(int32_t function, const ml_pair_shape *s, const float *a, const float *b, float *y,
                              int a_step, int b_step) {
  const ml_f16 one = ml_f16_all(1);
  for (int64_t i = 0; i < s->rows; i++, a += s->a_row, b += s->b_row, y += s->columns) {
    ml_f16 left = ml_f16_all(*a), right = ml_f16_all(*b);
    int64_t j = 0;
    for (; j + 16 <= s->columns; j += 16) {
      if (a_step) left = ml_f16_load(a + j);
      if (b_step) right = ml_f16_load(b + j);
      ml_f16_store(y + j, ml_binary16(function, left, right));
    }
    int64_t rest = s->columns - j;
    if (rest == 0) continue;
    if (a_step) left = ml_f16_load_part(a + j, rest, one);
    if (b_step) right = ml_f16_load_part(b + j, rest, one);
    ml_f16_store_part(y + j, rest, ml_binary16(function, left, right));
  }
}

ML_INLINE void ml_binary_steps(int32_t function, const ml_pair_shape *s, const float *a, const float *b, float *y) {
  if (s->a_step && s->b_step) {
    ml_binary_rows(function, s, a, b, y, 1, 1);
  } else if (s->a_step) {
    ml_binary_rows(function, s, a, b, y, 1, 0);
  } else if (s->b_step) {
    ml_binary_rows(function, s, a, b, y, 0, 1);
  } else {
    ml_binary_rows(function, s, a, b, y, 0, 0);
  }
}

ML_INLINE void ml_binary_loops(int32_t function, const ml_pair_shape *s, const float *a, const float *b, float *y) {
  switch (function) {
    case ML_BINARY_ADD: ml_binary_steps(ML_BINARY_ADD, s, a, b, y); break;
    case ML_BINARY_SUBTRACT: ml_binary_steps(ML_BINARY_SUBTRACT, s, a, b, y); break;
    case ML_BINARY_MULTIPLY: ml_binary_steps(ML_BINARY_MULTIPLY, s, a, b, y); break;
    case ML_BINARY_DIVIDE: ml_binary_steps(ML_BINARY_DIVIDE, s, a, b, y); break;
    default: ml_binary_steps(ML_BINARY_GATE, s, a, b, y);
  }
}

#endif
