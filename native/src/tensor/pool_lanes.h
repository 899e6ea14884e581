/* The kernels of tensor/pool.c with sixteen channels side by side, included after a header of lanes. Inner functions
 * take the lanes of their block, so that there is a copy for whole blocks. */
#ifndef MATCHLINE_POOL_LANES_H
#define MATCHLINE_POOL_LANES_H

#include "tensor/pool.h"

#define ABREAST 4 /* blocks of sixteen channels whose sums pass the pixels together */
#define WHOLE 16

/* Moments of an image's channels of `blocks` blocks, of `lanes` lanes each. */
ML_INLINE void moments_of(const ml_pool_shape *s, const float *y, int blocks, int64_t lanes, float *moments) {
  int64_t pixels = (int64_t)s->height * s->width;
  ml_f16 mean[ABREAST], square[ABREAST];
  const float *value = y;
#pragma GCC unroll 4
  for (int b = 0; b < blocks; b++) mean[b] = square[b] = ml_f16_all(0);
  for (int64_t p = 0; p < pixels; p++, value += s->channels) {
#pragma GCC unroll 4
    for (int b = 0; b < blocks; b++) mean[b] = ml_f16_add(mean[b], ml_f16_load_first(value + 16 * b, lanes));
  }
#pragma GCC unroll 4
  for (int b = 0; b < blocks; b++) mean[b] = ml_f16_div(mean[b], ml_f16_all((float)pixels));
  value = y;
  for (int64_t p = 0; p < pixels; p++, value += s->channels) {
#pragma GCC unroll 4
    for (int b = 0; b < blocks; b++) {
      ml_f16 centred = ml_f16_sub(ml_f16_load_first(value + 16 * b, lanes), mean[b]);
      square[b] = ml_f16_fma(centred, centred, square[b]);
    }
  }
#pragma GCC unroll 4
  for (int b = 0; b < blocks; b++) {
    ml_f16_store_part(moments + 16 * b, lanes, mean[b]);
    ml_f16_store_part(moments + s->channels + 16 * b, lanes, square[b]);
  }
}

ML_INLINE void moments(const ml_pool_shape *s, ml_span images, const float *y, float *out) {
  for (int64_t n = images.begin; n < images.end; n++) {
    const float *image = y + n * ml_pool_image(s);
    float *own = out + 2 * n * s->channels;
    int64_t c = 0;
    for (; c + 16 * ABREAST <= s->channels; c += 16 * ABREAST) moments_of(s, image + c, ABREAST, WHOLE, own + c);
    for (; c + 16 <= s->channels; c += 16) moments_of(s, image + c, 1, WHOLE, own + c);
    if (c < s->channels) moments_of(s, image + c, 1, s->channels - c, own + c);
  }
}

/* The four values of a window and their z. */
typedef struct corners {
  ml_f16 y[4], z[4];
} corners;

ML_INLINE corners corners_of(const ml_pool_shape *s, const float *first, int64_t lanes, ml_f16 scale, ml_f16 shift) {
  corners w;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    w.y[i] = ml_f16_load_first(first + (i / 2 * (int64_t)s->width + i % 2) * s->channels, lanes);
    w.z[i] = ml_f16_fma(w.y[i], scale, shift);
  }
  return w;
}

/* Row `row` of the coefficients, of the channels at `coefficients`. */
ML_INLINE ml_f16 coefficient(const ml_pool_shape *s, const float *coefficients, int row, int64_t lanes) {
  return ml_f16_load_first(coefficients + row * (int64_t)s->channels, lanes);
}

/* The results of a block of channels of an image. */
ML_INLINE void pool_block(const ml_pool_shape *s, const float *y, const float *coefficients, int64_t lanes,
                          float *out) {
  ml_f16 scale = coefficient(s, coefficients, 0, lanes), shift = coefficient(s, coefficients, 1, lanes);
  ml_f16 least = coefficient(s, coefficients, 7, lanes);
  for (int64_t row = 0; row + 1 < s->height; row += 2) {
    const float *first = y + row * s->width * s->channels;
    for (int64_t column = 0; column + 1 < s->width; column += 2, first += 2 * s->channels, out += s->channels) {
      corners w = corners_of(s, first, lanes, scale, shift);
      ml_f16 most = w.z[0];
#pragma GCC unroll 3
      for (int i = 1; i < 4; i++) most = ml_f16_greater(w.z[i], most, w.z[i], most);
      ml_f16_store_part(out, lanes, ml_f16_greater(most, least, most, least));
    }
  }
}

ML_INLINE void pool(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients, float *out) {
  for (int64_t n = images.begin; n < images.end; n++) {
    const float *image = y + n * ml_pool_image(s);
    float *own = out + n * ml_pool_result(s);
    int64_t c = 0;
    for (; c + 16 <= s->channels; c += 16) pool_block(s, image + c, coefficients + c, WHOLE, own + c);
    if (c < s->channels) pool_block(s, image + c, coefficients + c, s->channels - c, own + c);
  }
}

/* The sums of a block of channels of an image. */
ML_INLINE void sums_of(const ml_pool_shape *s, const float *y, const float *coefficients, const float *gradient,
                       int64_t lanes, float *sums) {
  ml_f16 row_of[4], least = coefficient(s, coefficients, 7, lanes), sum = ml_f16_all(0), product = ml_f16_all(0);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) row_of[i] = coefficient(s, coefficients, i, lanes);
  for (int64_t row = 0; row + 1 < s->height; row += 2) {
    const float *first = y + row * s->width * s->channels;
    for (int64_t column = 0; column + 1 < s->width; column += 2, first += 2 * s->channels, gradient += s->channels) {
      corners w = corners_of(s, first, lanes, row_of[0], row_of[1]);
      ml_f16 most = w.z[0], at = w.y[0];
#pragma GCC unroll 3
      for (int i = 1; i < 4; i++) {
        at = ml_f16_greater(w.z[i], most, w.y[i], at);
        most = ml_f16_greater(w.z[i], most, w.z[i], most);
      }
      ml_f16 dz = ml_f16_greater(most, least, ml_f16_load_first(gradient, lanes), ml_f16_all(0));
      sum = ml_f16_add(sum, dz);
      product = ml_f16_fma(dz, ml_f16_fma(at, row_of[2], row_of[3]), product);
    }
  }
  ml_f16_store_part(sums, lanes, sum);
  ml_f16_store_part(sums + s->channels, lanes, product);
}

ML_INLINE void sums(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                    const float *gradient, float *out) {
  for (int64_t n = images.begin; n < images.end; n++) {
    const float *image = y + n * ml_pool_image(s), *up = gradient + n * ml_pool_result(s);
    float *own = out + 2 * n * s->channels;
    int64_t c = 0;
    for (; c + 16 <= s->channels; c += 16) sums_of(s, image + c, coefficients + c, up + c, WHOLE, own + c);
    if (c < s->channels) sums_of(s, image + c, coefficients + c, up + c, s->channels - c, own + c);
  }
}

/* k, slope and constant of a block of channels. */
typedef struct line {
  ml_f16 k, slope, constant;
} line;

ML_INLINE ml_f16 on_line(const line *l, ml_f16 dz, ml_f16 y) {
  return ml_f16_fma(l->k, dz, ml_f16_fma(y, l->slope, l->constant));
}

/* dz of the four values of a window whose largest is above `least`. */
ML_INLINE void spread(const corners *w, ml_f16 least, ml_f16 gradient, ml_f16 dz[4]) {
  const ml_f16 zero = ml_f16_all(0);
  ml_f16 most[4] = {w->z[0]};
#pragma GCC unroll 3
  for (int i = 1; i < 4; i++) most[i] = ml_f16_greater(w->z[i], most[i - 1], w->z[i], most[i - 1]);
  ml_f16 rest = ml_f16_greater(most[3], least, gradient, zero);
#pragma GCC unroll 3
  for (int i = 3; i > 0; i--) {
    dz[i] = ml_f16_greater(w->z[i], most[i - 1], rest, zero);
    rest = ml_f16_greater(w->z[i], most[i - 1], zero, rest);
  }
  dz[0] = rest;
}

/* Pixels without a window, from `first` on. */
ML_INLINE void rest_of(const ml_pool_shape *s, const line *l, const float *y, int64_t first, int64_t count,
                       int64_t lanes, float *dy) {
  for (int64_t i = first; i < first + count; i++) {
    ml_f16 at = ml_f16_load_first(y + i * s->channels, lanes);
    ml_f16_store_part(dy + i * s->channels, lanes, on_line(l, ml_f16_all(0), at));
  }
}

/* The gradient of a block of channels of an image. */
ML_INLINE void gradient_of(const ml_pool_shape *s, const float *y, const float *coefficients, const float *gradient,
                           int64_t lanes, float *dy) {
  ml_f16 scale = coefficient(s, coefficients, 0, lanes), shift = coefficient(s, coefficients, 1, lanes);
  ml_f16 least = coefficient(s, coefficients, 7, lanes), dz[4];
  line l = {coefficient(s, coefficients, 4, lanes), coefficient(s, coefficients, 5, lanes),
            coefficient(s, coefficients, 6, lanes)};
  int64_t width = s->width, below = width * s->channels;
  for (int64_t row = 0; row + 1 < s->height; row += 2) {
    for (int64_t column = 0; column + 1 < width; column += 2, gradient += s->channels) {
      int64_t at = (row * width + column) * s->channels;
      corners w = corners_of(s, y + at, lanes, scale, shift);
      spread(&w, least, ml_f16_load_first(gradient, lanes), dz);
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++) {
        ml_f16_store_part(dy + at + i / 2 * below + i % 2 * s->channels, lanes, on_line(&l, dz[i], w.y[i]));
      }
    }
    rest_of(s, &l, y, (row + 1) * width - 1, width % 2, lanes, dy);
    rest_of(s, &l, y, (row + 2) * width - 1, width % 2, lanes, dy);
  }
  if (s->height % 2) rest_of(s, &l, y, (s->height - 1) * width, width, lanes, dy);
}

ML_INLINE void gradients(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                         const float *gradient, float *dy) {
  for (int64_t n = images.begin; n < images.end; n++) {
    const float *image = y + n * ml_pool_image(s), *up = gradient + n * ml_pool_result(s);
    float *own = dy + n * ml_pool_image(s);
    int64_t c = 0;
    for (; c + 16 <= s->channels; c += 16) gradient_of(s, image + c, coefficients + c, up + c, WHOLE, own + c);
    if (c < s->channels) gradient_of(s, image + c, coefficients + c, up + c, s->channels - c, own + c);
  }
}

#undef ABREAST
#undef WHOLE

#endif
