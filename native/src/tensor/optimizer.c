/* Steps of optimizers. Gradient descent: v = momentum v + (decay w + g), w = w - rate v.
 *
 * Adam: m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2,
 * w = w - decay w - rate m / (sqrt(v) root + epsilon).
 * Sources: Kingma, Ba, Adam, ICLR 2015, algorithm 1 and the end of section 2, whose epsilon stands beside the corrected
 * root here; Loshchilov, Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2. */
#include <math.h>

#include "dispatch.h"

void ml_sgd_c(const ml_sgd_step *step, int64_t n, const float *g, float *w, float *v) {
  for (int64_t i = 0; i < n; i++) {
    float slope = fmaf(step->decay, w[i], g[i]);
    if (v) slope = v[i] = fmaf(step->momentum, v[i], slope);
    w[i] = fmaf(-step->rate, slope, w[i]);
  }
}

void ml_adam_c(const ml_adam_step *step, int64_t n, const float *g, float *w, float *m, float *v) {
  for (int64_t i = 0; i < n; i++) {
    m[i] = fmaf(step->beta1, m[i], step->gain1 * g[i]);
    v[i] = fmaf(step->beta2, v[i], step->gain2 * g[i] * g[i]);
    w[i] = fmaf(-step->decay, w[i], w[i]) - step->rate * m[i] / fmaf(sqrtf(v[i]), step->root, step->epsilon);
  }
}
