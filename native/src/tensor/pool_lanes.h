/* The kernels of tensor/pool.c with sixteen channels side by side, for a level that has defined f16. */
#ifndef MATCHLINE_POOL_LANES_H
#define MATCHLINE_POOL_LANES_H

#include "tensor/pool.h"

#define ABREAST 4 /* blocks of sixteen channels whose sums pass the pixels together */

/* Moments of channels c ... c + 16 blocks - 1 of an image. */
ML_INLINE void moments_of(const ml_pool_shape *s, const float *y, int64_t c, int blocks, float *moments) {
  int64_t pixels = (int64_t)s->height * s->width, lanes = s->channels - c;
  f16 mean[ABREAST], square[ABREAST];
  const float *value = y + c;
#pragma GCC unroll 4
  for (int b = 0; b < blocks; b++) mean[b] = square[b] = f16_splat(0);
  for (int64_t p = 0; p < pixels; p++, value += s->channels) {
#pragma GCC unroll 4
    for (int b = 0; b < blocks; b++) mean[b] = f16_add(mean[b], f16_load(value + 16 * b, lanes - 16 * b));
  }
#pragma GCC unroll 4
  for (int b = 0; b < blocks; b++) mean[b] = f16_div(mean[b], f16_splat((float)pixels));
  value = y + c;
  for (int64_t p = 0; p < pixels; p++, value += s->channels) {
#pragma GCC unroll 4
    for (int b = 0; b < blocks; b++) {
      f16 centred = f16_sub(f16_load(value + 16 * b, lanes - 16 * b), mean[b]);
      square[b] = f16_fma(centred, centred, square[b]);
    }
  }
#pragma GCC unroll 4
  for (int b = 0; b < blocks; b++) {
    f16_store(moments + c + 16 * b, lanes - 16 * b, mean[b]);
    f16_store(moments + s->channels + c + 16 * b, lanes - 16 * b, square[b]);
  }
}

ML_INLINE void moments(const ml_pool_shape *s, ml_span images, const float *y, float *out) {
  for (int64_t n = images.begin; n < images.end; n++) {
    const float *image = y + n * ml_pool_image(s);
    int64_t c = 0;
    for (; c + 16 * ABREAST <= s->channels; c += 16 * ABREAST) {
      moments_of(s, image, c, ABREAST, out + 2 * n * s->channels);
    }
    for (; c < s->channels; c += 16) moments_of(s, image, c, 1, out + 2 * n * s->channels);
  }
}

/* The four values of a window and their z. */
typedef struct corners {
  f16 y[4], z[4];
} corners;

ML_INLINE corners corners_of(const ml_pool_shape *s, const float *first, int64_t lanes, f16 scale, f16 shift) {
  corners w;
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) {
    w.y[i] = f16_load(first + (i / 2 * (int64_t)s->width + i % 2) * s->channels, lanes);
    w.z[i] = f16_fma(w.y[i], scale, shift);
  }
  return w;
}

ML_INLINE void pool_window(const ml_pool_shape *s, const float *first, const float *coefficients, float *out) {
  for (int64_t c = 0; c < s->channels; c += 16) {
    int64_t lanes = s->channels - c;
    corners w = corners_of(s, first + c, lanes, f16_load(coefficients + c, lanes),
                           f16_load(coefficients + s->channels + c, lanes));
    f16 most = w.z[0];
#pragma GCC unroll 3
    for (int i = 1; i < 4; i++) most = f16_greater(w.z[i], most, w.z[i], most);
    f16_store(out + c, lanes, f16_greater(most, f16_splat(0), most, f16_splat(0)));
  }
}

ML_INLINE void pool(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients, float *out) {
  out += images.begin * ml_pool_result(s);
  for (int64_t n = images.begin; n < images.end; n++) {
    for (int64_t row = 0; row + 1 < s->height; row += 2) {
      const float *first = y + n * ml_pool_image(s) + row * s->width * s->channels;
      for (int64_t column = 0; column + 1 < s->width; column += 2, out += s->channels) {
        pool_window(s, first + column * s->channels, coefficients, out);
      }
    }
  }
}

/* Sums of an image's channels c ... c + 15. */
ML_INLINE void sums_of(const ml_pool_shape *s, const float *y, const float *coefficients, const float *gradient,
                       int64_t c, float *sums) {
  int64_t lanes = s->channels - c;
  f16 row_of[4], sum = f16_splat(0), product = f16_splat(0);
#pragma GCC unroll 4
  for (int i = 0; i < 4; i++) row_of[i] = f16_load(coefficients + i * s->channels + c, lanes);
  for (int64_t row = 0; row + 1 < s->height; row += 2) {
    for (int64_t column = 0; column + 1 < s->width; column += 2, gradient += s->channels) {
      corners w = corners_of(s, y + (row * s->width + column) * s->channels + c, lanes, row_of[0], row_of[1]);
      f16 most = w.z[0], at = w.y[0];
#pragma GCC unroll 3
      for (int i = 1; i < 4; i++) {
        at = f16_greater(w.z[i], most, w.y[i], at);
        most = f16_greater(w.z[i], most, w.z[i], most);
      }
      f16 dz = f16_greater(most, f16_splat(0), f16_load(gradient + c, lanes), f16_splat(0));
      sum = f16_add(sum, dz);
      product = f16_fma(dz, f16_fma(at, row_of[2], row_of[3]), product);
    }
  }
  f16_store(sums + c, lanes, sum);
  f16_store(sums + s->channels + c, lanes, product);
}

ML_INLINE void sums(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                    const float *gradient, float *out) {
  for (int64_t n = images.begin; n < images.end; n++) {
    for (int64_t c = 0; c < s->channels; c += 16) {
      sums_of(s, y + n * ml_pool_image(s), coefficients, gradient + n * ml_pool_result(s), c,
              out + 2 * n * s->channels);
    }
  }
}

/* k, slope and constant of channels c ... c + 15. */
typedef struct line {
  f16 k, slope, constant;
} line;

ML_INLINE line line_of(const ml_pool_shape *s, const float *coefficients, int64_t c) {
  const float *at = coefficients + 4 * s->channels + c;
  int64_t lanes = s->channels - c;
  return (line){f16_load(at, lanes), f16_load(at + s->channels, lanes), f16_load(at + 2 * s->channels, lanes)};
}

ML_INLINE f16 on_line(const line *l, f16 dz, f16 y) { return f16_fma(l->k, dz, f16_fma(y, l->slope, l->constant)); }

ML_INLINE void window_gradient(const ml_pool_shape *s, const float *first, const float *coefficients,
                               const float *gradient, float *dy) {
  const f16 zero = f16_splat(0);
  for (int64_t c = 0; c < s->channels; c += 16) {
    int64_t lanes = s->channels - c, below = (int64_t)s->width * s->channels;
    corners w = corners_of(s, first + c, lanes, f16_load(coefficients + c, lanes),
                           f16_load(coefficients + s->channels + c, lanes));
    f16 most[4] = {w.z[0]}, dz[4];
#pragma GCC unroll 3
    for (int i = 1; i < 4; i++) most[i] = f16_greater(w.z[i], most[i - 1], w.z[i], most[i - 1]);
    f16 rest = f16_greater(most[3], zero, f16_load(gradient + c, lanes), zero);
#pragma GCC unroll 3
    for (int i = 3; i > 0; i--) {
      dz[i] = f16_greater(w.z[i], most[i - 1], rest, zero);
      rest = f16_greater(w.z[i], most[i - 1], zero, rest);
    }
    dz[0] = rest;
    line l = line_of(s, coefficients, c);
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
      f16_store(dy + i / 2 * below + i % 2 * s->channels + c, lanes, on_line(&l, dz[i], w.y[i]));
    }
  }
}

/* Pixels without a window. */
ML_INLINE void rest_gradient(const ml_pool_shape *s, const float *y, const float *coefficients, float *dy) {
  for (int64_t c = 0; c < s->channels; c += 16) {
    line l = line_of(s, coefficients, c);
    f16_store(dy + c, s->channels - c, on_line(&l, f16_splat(0), f16_load(y + c, s->channels - c)));
  }
}

ML_INLINE void image_gradient(const ml_pool_shape *s, const float *y, const float *coefficients, const float *gradient,
                              float *dy) {
  int64_t across = (int64_t)s->width * s->channels;
  for (int64_t row = 0; row + 1 < s->height; row += 2, y += 2 * across, dy += 2 * across) {
    int64_t at = 0;
    for (; at + 2 * s->channels <= across; at += 2 * s->channels, gradient += s->channels) {
      window_gradient(s, y + at, coefficients, gradient, dy + at);
    }
    if (at < across) rest_gradient(s, y + at, coefficients, dy + at);
    if (at < across) rest_gradient(s, y + across + at, coefficients, dy + across + at);
  }
  for (int64_t at = 0; s->height % 2 && at < across; at += s->channels) {
    rest_gradient(s, y + at, coefficients, dy + at);
  }
}

ML_INLINE void gradients(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                         const float *gradient, float *dy) {
  for (int64_t n = images.begin; n < images.end; n++) {
    image_gradient(s, y + n * ml_pool_image(s), coefficients, gradient + n * ml_pool_result(s),
                   dy + n * ml_pool_image(s));
  }
}

#undef ABREAST

#endif
