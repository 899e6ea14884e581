/* y = x * w: y = +0, then y = fma(x, w, y) over kernel row, kernel column and input channel; outside the image x is 0.
 * Shapes for which ml_conv_tiled holds are those of tensor/winograd.c. */
#include "tensor/conv.h"

#include <math.h>

#include "dispatch.h"
#include "tensor/winograd.h"

/* x at a place that may lie outside the image. */
static float at(const ml_conv_shape *s, const float *image, int64_t row, int64_t column, int64_t channel) {
  if (row < 0 || row >= s->height || column < 0 || column >= s->width) return 0;
  return image[(row * s->width + column) * s->in_channels + channel];
}

static float element(const ml_conv_shape *s, const float *image, const float *panel, int64_t row, int64_t column) {
  float sum = 0;
  for (int64_t kh = 0; kh < s->kernel_height; kh++) {
    for (int64_t kw = 0; kw < s->kernel_width; kw++) {
      for (int64_t c = 0; c < s->in_channels; c++, panel += ML_PANEL) {
        sum = fmaf(at(s, image, row + kh - s->pad_height, column + kw - s->pad_width, c), *panel, sum);
      }
    }
  }
  return sum;
}

void ml_conv_c(const ml_conv_shape *s, ml_span images, const float *x, const float *packed, float *workspace,
               float *y) {
  if (ml_conv_tiled(s)) {
    ml_winograd_c(s, images, x, packed, workspace, y);
    return;
  }
  for (int64_t n = images.begin; n < images.end; n++) {
    float *result = y + n * ml_conv_result(s);
    for (int64_t p = 0; p < ml_conv_height(s) * ml_conv_width(s); p++) {
      for (int64_t j = 0; j < s->out_channels; j++) {
        const float *panel = packed + (j - j % ML_PANEL) * ml_conv_depth(s) + j % ML_PANEL;
        result[p * s->out_channels + j] =
            element(s, x + n * ml_conv_image(s), panel, p / ml_conv_width(s), p % ml_conv_width(s));
      }
    }
  }
}

/* The weight of kernel place k, input channel c and output channel j. */
static float weight(const ml_conv_shape *s, const float *weights, int32_t turned, int64_t k, int64_t c, int64_t j) {
  int64_t places = (int64_t)s->kernel_height * s->kernel_width;
  if (turned) return weights[((places - 1 - k) * s->out_channels + j) * s->in_channels + c];
  return weights[(k * s->in_channels + c) * s->out_channels + j];
}

void ml_conv_fill(const ml_conv_shape *s, const float *weights, int32_t turned, float *packed) {
  if (ml_conv_tiled(s)) {
    ml_winograd_fill(s, weights, turned, packed);
    return;
  }
  for (int64_t j = 0; j < s->out_channels; j += ML_PANEL) {
    for (int64_t k = 0; k < (int64_t)s->kernel_height * s->kernel_width; k++) {
      for (int64_t c = 0; c < s->in_channels; c++, packed += ML_PANEL) {
        for (int64_t lane = 0; lane < ML_PANEL; lane++) {
          packed[lane] = j + lane < s->out_channels ? weight(s, weights, turned, k, c, j + lane) : 0;
        }
      }
    }
  }
}
