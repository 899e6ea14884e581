#include "tensor/lanes_avx512.h"

#include "tensor/sums_lanes.h"

void ml_sums_avx512(const ml_sum_shape *shape, const float *x, double *sum) { ml_sums_loops(shape, x, sum); }

void ml_round_avx512(const double *sum, float *y, int64_t n) { ml_round_loop(sum, y, n); }
