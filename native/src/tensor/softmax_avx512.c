#include "tensor/lanes_avx512.h"

#include "tensor/softmax_lanes.h"

void ml_softmax_avx512(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability) {
  ml_softmax_rows(rows, columns, x, logarithm, probability);
}
