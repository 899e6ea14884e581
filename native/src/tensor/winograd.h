/* Convolution by 3 x 3 in tiles of 2 x 2 results; tensor/winograd.c is the definition. */
#ifndef MATCHLINE_WINOGRAD_H
#define MATCHLINE_WINOGRAD_H

#include "tensor/conv.h"

/* Tiles of an image down and across. */
static inline int64_t ml_winograd_down(const ml_conv_shape *s) { return (ml_conv_height(s) + 1) / 2; }
static inline int64_t ml_winograd_across(const ml_conv_shape *s) { return (ml_conv_width(s) + 1) / 2; }

void ml_winograd_c(const ml_conv_shape *s, ml_span images, const float *x, const float *packed, float *workspace,
                   float *y);

/* Weights in the form that multiplies tiles, packed[panels][ML_CONV_PLACES][in_channels][ML_PANEL]. */
void ml_winograd_fill(const ml_conv_shape *s, const float *weights, int32_t turned, float *packed);

#endif
