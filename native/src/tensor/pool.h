/* Normalisation, ReLU and max-pooling of images: sizes and coefficients; tensor/pool.c is the definition. */
#ifndef MATCHLINE_POOL_H
#define MATCHLINE_POOL_H

#include <stdint.h>

#include "matchline.h"

static inline int64_t ml_pool_image(const ml_pool_shape *s) { return (int64_t)s->height * s->width * s->channels; }
static inline int64_t ml_pool_result(const ml_pool_shape *s) {
  return (int64_t)(s->height / 2) * (s->width / 2) * s->channels;
}

#endif
