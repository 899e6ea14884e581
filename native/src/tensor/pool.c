/* Moments of channels; z = fma(y, scale, shift), ReLU and the largest of 2 x 2 windows; the gradient back to y.
 *
 * dz is the gradient of a window where z is its first largest and above the least result, else 0. With the batch's mean and variance,
 * dy = k (dz - mean of dz - yn mean of dz yn) with yn = fma(y, inverse deviation, offset), which is
 * fma(k, dz, fma(y, slope, constant)) with coefficients of the sums over all images. */
#include "tensor/pool.h"

#include <math.h>

#include "dispatch.h"

void ml_pool_moments_c(const ml_pool_shape *s, ml_span images, const float *y, float *moments) {
  int64_t pixels = (int64_t)s->height * s->width;
  for (int64_t n = images.begin; n < images.end; n++) {
    for (int64_t c = 0; c < s->channels; c++) {
      const float *value = y + n * ml_pool_image(s) + c;
      float *mean = moments + 2 * n * s->channels + c, *square = mean + s->channels, sum = 0, squares = 0;
      for (int64_t p = 0; p < pixels; p++) sum += value[p * s->channels];
      *mean = sum / (float)pixels;
      for (int64_t p = 0; p < pixels; p++) {
        float centred = value[p * s->channels] - *mean;
        squares = fmaf(centred, centred, squares);
      }
      *square = squares;
    }
  }
}

/* Elements from the first of a window to the others, row by row. */
static int64_t corner(const ml_pool_shape *s, int i) { return (i / 2 * (int64_t)s->width + i % 2) * s->channels; }

/* The first largest z of the window at y; its place, 0 ... 3, in `which`. */
static float largest(const ml_pool_shape *s, const float *y, const float *coefficient, int *which) {
  float most = fmaf(y[0], coefficient[0], coefficient[s->channels]);
  *which = 0;
  for (int i = 1; i < 4; i++) {
    float z = fmaf(y[corner(s, i)], coefficient[0], coefficient[s->channels]);
    if (z > most) most = z, *which = i;
  }
  return most;
}

static float least(const ml_pool_shape *s, const float *coefficients, int64_t c) {
  return coefficients[7 * s->channels + c];
}

/* First element of window i of an image and of one of its channels. */
static const float *window(const ml_pool_shape *s, const float *image, int64_t i, int64_t c) {
  int64_t across = s->width / 2;
  return image + (2 * (i / across) * s->width + 2 * (i % across)) * s->channels + c;
}

void ml_pool_c(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients, float *out) {
  int which;
  for (int64_t n = images.begin; n < images.end; n++) {
    for (int64_t i = 0; i < ml_pool_result(s); i++) {
      int64_t c = i % s->channels;
      float most = largest(s, window(s, y + n * ml_pool_image(s), i / s->channels, c), coefficients + c, &which);
      out[n * ml_pool_result(s) + i] = most > least(s, coefficients, c) ? most : least(s, coefficients, c);
    }
  }
}

void ml_pool_sums_c(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                    const float *gradient, float *sums) {
  int64_t windows = ml_pool_result(s) / s->channels;
  int which;
  for (int64_t n = images.begin; n < images.end; n++) {
    for (int64_t c = 0; c < s->channels; c++) {
      float sum = 0, product = 0;
      for (int64_t i = 0; i < windows; i++) {
        const float *first = window(s, y + n * ml_pool_image(s), i, c), *coefficient = coefficients + c;
        float most = largest(s, first, coefficient, &which);
        float dz = most > least(s, coefficients, c) ? gradient[n * ml_pool_result(s) + i * s->channels + c] : 0;
        sum += dz;
        float normal = fmaf(first[corner(s, which)], coefficient[2 * s->channels], coefficient[3 * s->channels]);
        product = fmaf(dz, normal, product);
      }
      sums[2 * n * s->channels + c] = sum;
      sums[(2 * n + 1) * s->channels + c] = product;
    }
  }
}

/* dz of a pixel of an image. */
static float pixel_gradient(const ml_pool_shape *s, const float *y, const float *coefficients, const float *gradient,
                            int64_t row, int64_t column, int64_t c) {
  int which;
  if (row / 2 >= s->height / 2 || column / 2 >= s->width / 2) return 0;
  int64_t i = row / 2 * (s->width / 2) + column / 2;
  float most = largest(s, window(s, y, i, c), coefficients + c, &which);
  int counts = most > least(s, coefficients, c) && which == row % 2 * 2 + column % 2;
  return counts ? gradient[i * s->channels + c] : 0;
}

void ml_pool_gradient_c(const ml_pool_shape *s, ml_span images, const float *y, const float *coefficients,
                        const float *gradient, float *dy) {
  for (int64_t n = images.begin; n < images.end; n++) {
    const float *image = y + n * ml_pool_image(s);
    for (int64_t i = 0; i < ml_pool_image(s); i++) {
      int64_t c = i % s->channels, column = i / s->channels % s->width, row = i / s->channels / s->width;
      const float *slope = coefficients + 4 * s->channels + c;
      float dz = pixel_gradient(s, image, coefficients, gradient + n * ml_pool_result(s), row, column, c);
      float rest = fmaf(image[i], slope[s->channels], slope[2 * s->channels]);
      dy[n * ml_pool_image(s) + i] = fmaf(slope[0], dz, rest);
    }
  }
}
