/* The table that every exported kernel goes through. Each stem contributes one line per instruction set. */
#ifndef MATCHLINE_DISPATCH_H
#define MATCHLINE_DISPATCH_H

#include "matchline.h"

#define ML_INLINE static inline __attribute__((always_inline))

/* Kernel functions without the argument checks, which src/api does before it calls them. */
typedef void ml_map_fn(const double *x, double *y, int64_t n);
typedef void ml_all_fn(const ml_rows *, const ml_queries *, ml_span blocks, uint16_t *distance, int64_t stride);
typedef void ml_within_fn(const ml_rows *, const ml_queries *, ml_span blocks, int32_t threshold, uint32_t *hit,
                          int64_t stride);
typedef void ml_nearest_fn(const ml_rows *, const ml_queries *, ml_span blocks, int32_t k, uint16_t *distance,
                           uint32_t *row);
typedef void ml_line_fn(const ml_line *, const ml_cells *, ml_span blocks, const ml_samples *);
typedef void ml_tabulated_fn(const ml_line *, const ml_table_cells *, ml_span blocks, const ml_samples *,
                             double *workspace);
typedef void ml_crossbar_prepare_fn(const ml_crossbar *, double *prepared);
typedef void ml_crossbar_solve_fn(const ml_crossbar *, const double *prepared, const ml_crossbar_drive *,
                                  ml_span vectors, double *workspace, const ml_crossbar_result *);
typedef void ml_crossbar_transient_fn(const ml_crossbar *, const ml_crossbar_step *, ml_span jobs, double *workspace,
                                      const ml_crossbar_waveform *);
typedef void ml_philox_fn(const ml_draw *, const ml_patch *, uint32_t *word, int64_t stride);
typedef void ml_gauss_fn(const ml_draw *, const ml_patch *, float *normal, int64_t stride);
typedef void ml_gemm_fn(const ml_gemm_shape *, ml_span rows, const float *a, const float *b, const float *bias,
                        float *c);
typedef void ml_conv_fn(const ml_conv_shape *, ml_span images, const float *x, const float *packed, float *workspace,
                        float *y);
typedef void ml_conv_weights_fn(const ml_conv_shape *, ml_span images, const float *x, const float *dy,
                                float *workspace, float *part);
typedef void ml_pool_fn(const ml_pool_shape *, ml_span images, const float *y, const float *coefficients, float *out);
typedef void ml_pool_moments_fn(const ml_pool_shape *, ml_span images, const float *y, float *moments);
typedef void ml_pool_gradient_fn(const ml_pool_shape *, ml_span images, const float *y, const float *coefficients,
                                 const float *gradient, float *result);
typedef void ml_unary_fn(int32_t function, const float *x, float *y, int64_t n);
typedef void ml_affine_fn(float scale, float shift, const float *x, float *y, int64_t n);
typedef void ml_binary_fn(int32_t function, const ml_pair_shape *, const float *a, const float *b, float *y);
typedef void ml_sums_fn(const ml_sum_shape *, const float *x, double *sum);
typedef void ml_round_fn(const double *sum, float *y, int64_t n);
typedef void ml_softmax_fn(int64_t rows, int64_t columns, const float *x, float *logarithm, float *probability);
typedef void ml_sgd_fn(const ml_sgd_step *, int64_t n, const float *g, float *w, float *v);
typedef void ml_adam_fn(const ml_adam_step *, int64_t n, const float *g, float *w, float *m, float *v);
typedef void ml_noisy_mvm_fn(const ml_draw *, const ml_patch *, const ml_noisy_product *, ml_span vectors);

/* Every stem, once: X(name, function type). Declares ml_<name>_c, _avx2 and _avx512 and the table entry. */
#define ML_STEMS(X)                               \
  X(exp, ml_map_fn)                               \
  X(log, ml_map_fn)                               \
  X(mismatch_all, ml_all_fn)                      \
  X(mismatch_within, ml_within_fn)                \
  X(mismatch_nearest, ml_nearest_fn)              \
  X(lumped_voltage, ml_line_fn)                   \
  X(lumped_crossing, ml_line_fn)                  \
  X(elmore_voltage, ml_line_fn)                   \
  X(elmore_crossing, ml_line_fn)                  \
  X(ladder_voltage, ml_line_fn)                   \
  X(ladder_crossing, ml_line_fn)                  \
  X(tabulated_voltage, ml_tabulated_fn)           \
  X(tabulated_crossing, ml_tabulated_fn)          \
  X(crossbar_prepare, ml_crossbar_prepare_fn)     \
  X(crossbar_solve, ml_crossbar_solve_fn)         \
  X(crossbar_transient, ml_crossbar_transient_fn) \
  X(philox, ml_philox_fn)                         \
  X(gauss, ml_gauss_fn)                           \
  X(gemm, ml_gemm_fn)                             \
  X(conv, ml_conv_fn)                             \
  X(conv_weights, ml_conv_weights_fn)             \
  X(pool_moments, ml_pool_moments_fn)             \
  X(pool, ml_pool_fn)                             \
  X(pool_sums, ml_pool_gradient_fn)               \
  X(pool_gradient, ml_pool_gradient_fn)           \
  X(unary, ml_unary_fn)                           \
  X(affine, ml_affine_fn)                         \
  X(binary, ml_binary_fn)                         \
  X(sums, ml_sums_fn)                             \
  X(round, ml_round_fn)                           \
  X(softmax, ml_softmax_fn)                       \
  X(sgd, ml_sgd_fn)                               \
  X(adam, ml_adam_fn)                             \
  X(noisy_mvm, ml_noisy_mvm_fn)

#define ML_TABLE_ENTRY(name, type) type *name;
typedef struct ml_table {
  ML_STEMS(ML_TABLE_ENTRY)
} ml_table;
#undef ML_TABLE_ENTRY

#define ML_DECLARE(name, type) type ml_##name##_c, ml_##name##_avx2, ml_##name##_avx512;
ML_STEMS(ML_DECLARE)
#undef ML_DECLARE

/* Doubles that the tabulated kernels of every level work in. */
int64_t ml_tabulated_workspace_doubles(const ml_line *line, const ml_cell_table *table);

/* The best level of this processor whose vector state the operating system saves. */
int32_t ml_cpu_level(void);

/* The kernels of the level in force. */
const ml_table *ml_kernels(void);

#endif
