#include "tensor/lanes_avx2.h"

#include "tensor/optimizer_lanes.h"

void ml_sgd_avx2(const ml_sgd_step *step, int64_t n, const float *g, float *w, float *v) {
  ml_sgd_loop(step, n, g, w, v);
}

void ml_adam_avx2(const ml_adam_step *step, int64_t n, const float *g, float *w, float *m, float *v) {
  ml_adam_loop(step, n, g, w, m, v);
}
