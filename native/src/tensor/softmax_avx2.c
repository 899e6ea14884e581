#include "tensor/lanes_avx2.h"

#include "tensor/softmax_lanes.h"

void ml_softmax_avx2(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability) {
  ml_softmax_rows(rows, columns, x, logarithm, probability);
}
