/* dw = sum over images and pixels of x dy: each part of the images is one chain dw = fma(x, dy, dw) over image, row and
 * column; the parts are added by a halving tree. */
#include "tensor/conv.h"

#include <math.h>

#include "dispatch.h"

/* The chain of one weight through one image, whose padded copy starts at x for this weight. */
static float chain(const ml_conv_shape *s, const float *x, const float *dy, float sum) {
  for (int64_t row = 0; row < ml_conv_height(s); row++) {
    for (int64_t column = 0; column < ml_conv_width(s); column++, dy += s->out_channels) {
      sum = fmaf(x[row * ml_conv_pitch(s) + column * s->in_channels], *dy, sum);
    }
  }
  return sum;
}

void ml_conv_weights_c(const ml_conv_shape *s, ml_span images, const float *x, const float *dy, float *workspace,
                       float *part) {
  int64_t weights = ml_conv_depth(s) * s->out_channels, length = (int64_t)s->kernel_width * s->in_channels;
  for (int64_t n = images.begin; n < images.end; n++) {
    ml_conv_pad(s, x + n * ml_conv_image(s), workspace);
    for (int64_t i = 0; i < weights; i++) {
      int64_t r = i / s->out_channels;
      const float *start = workspace + r / length * ml_conv_pitch(s) + r % length;
      part[i] = chain(s, start, dy + n * ml_conv_result(s) + i % s->out_channels, part[i]);
    }
  }
}

#define BLOCK 16 /* weights added side by side */

/* Weights i ... i + count - 1, count <= BLOCK. */
ML_INLINE void halve(const float *partial, int64_t weights, int64_t i, int64_t count, float *dw) {
  float sum[ML_CONV_PARTS / 2][BLOCK] = {{0}}, other[BLOCK] = {0};
  for (int p = 0; p < ML_CONV_PARTS / 2; p++) {
    memcpy(sum[p], partial + p * weights + i, (size_t)count * sizeof *dw);
    memcpy(other, partial + (p + ML_CONV_PARTS / 2) * weights + i, (size_t)count * sizeof *dw);
    for (int lane = 0; lane < BLOCK; lane++) sum[p][lane] += other[lane];
  }
  for (int half = ML_CONV_PARTS / 4; half > 0; half /= 2) {
    for (int p = 0; p < half; p++) {
      for (int lane = 0; lane < BLOCK; lane++) sum[p][lane] += sum[p + half][lane];
    }
  }
  memcpy(dw + i, sum[0], (size_t)count * sizeof *dw);
}

void ml_conv_halve(const ml_conv_shape *s, const float *partial, float *dw) {
  int64_t weights = ml_conv_depth(s) * s->out_channels, i = 0;
  for (; i + BLOCK <= weights; i += BLOCK) halve(partial, weights, i, BLOCK, dw);
  if (i < weights) halve(partial, weights, i, weights - i, dw);
}
