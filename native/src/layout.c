/* The layout table that bindings check when they load the library. */
#include <stddef.h>

#include "dispatch.h"

#define AT(type, field) (int32_t)offsetof(type, field)

static const int32_t layout[] = {
    sizeof(ml_span), AT(ml_span, begin), AT(ml_span, end),
    sizeof(ml_rows), AT(ml_rows, rows), AT(ml_rows, words), AT(ml_rows, reserved), AT(ml_rows, on_sl),
    AT(ml_rows, on_slb),
    sizeof(ml_queries), AT(ml_queries, queries), AT(ml_queries, words), AT(ml_queries, sl), AT(ml_queries, slb),
    sizeof(ml_line), AT(ml_line, cells), AT(ml_line, sense), AT(ml_line, wire_resistance_ohm),
    AT(ml_line, node_capacitance_f), AT(ml_line, near_capacitance_f), AT(ml_line, far_capacitance_f),
    AT(ml_line, precharge_v), AT(ml_line, series_resistance_ohm),
    sizeof(ml_cells), AT(ml_cells, rows), AT(ml_cells, queries), AT(ml_cells, reserved), AT(ml_cells, g_sl),
    AT(ml_cells, g_slb), AT(ml_cells, drive), AT(ml_cells, deviation), AT(ml_cells, deviation_stride),
    AT(ml_cells, sigma_sl), AT(ml_cells, sigma_slb), AT(ml_cells, sigma_share),
    sizeof(ml_samples), AT(ml_samples, count), AT(ml_samples, quick), AT(ml_samples, at), AT(ml_samples, value),
    AT(ml_samples, stride),
    sizeof(ml_cell_table), AT(ml_cell_table, states), AT(ml_cell_table, points), AT(ml_cell_table, low_v),
    AT(ml_cell_table, step_v), AT(ml_cell_table, value),
    sizeof(ml_cell_stack), AT(ml_cell_stack, line_points), AT(ml_cell_stack, node_points),
    AT(ml_cell_stack, node_low_v), AT(ml_cell_stack, node_step_v), AT(ml_cell_stack, upper),
    AT(ml_cell_stack, line_charge), AT(ml_cell_stack, lower), AT(ml_cell_stack, start_v),
    sizeof(ml_cell_rise), AT(ml_cell_rise, steps), AT(ml_cell_rise, reserved), AT(ml_cell_rise, duration_s),
    AT(ml_cell_rise, value), AT(ml_cell_rise, start_charge),
    sizeof(ml_table_cells), AT(ml_table_cells, rows), AT(ml_table_cells, state), AT(ml_table_cells, scale),
    AT(ml_table_cells, table), AT(ml_table_cells, stack), AT(ml_table_cells, rise),
    sizeof(ml_crossbar), AT(ml_crossbar, rows), AT(ml_crossbar, columns), AT(ml_crossbar, driver_end),
    AT(ml_crossbar, sense_end), AT(ml_crossbar, row_resistance_ohm), AT(ml_crossbar, column_resistance_ohm),
    AT(ml_crossbar, driver_resistance_ohm), AT(ml_crossbar, sense_resistance_ohm), AT(ml_crossbar, conductance),
    sizeof(ml_crossbar_drive), AT(ml_crossbar_drive, vectors), AT(ml_crossbar_drive, warm),
    AT(ml_crossbar_drive, max_iterations), AT(ml_crossbar_drive, reserved), AT(ml_crossbar_drive, tolerance),
    AT(ml_crossbar_drive, row_v), AT(ml_crossbar_drive, column_v), AT(ml_crossbar_drive, cell_a),
    sizeof(ml_crossbar_result), AT(ml_crossbar_result, row_current), AT(ml_crossbar_result, column_current),
    AT(ml_crossbar_result, row_voltage), AT(ml_crossbar_result, column_voltage), AT(ml_crossbar_result, residual),
    AT(ml_crossbar_result, iterations),
    sizeof(ml_crossbar_step), AT(ml_crossbar_step, vectors), AT(ml_crossbar_step, times),
    AT(ml_crossbar_step, max_iterations), AT(ml_crossbar_step, reserved), AT(ml_crossbar_step, tolerance),
    AT(ml_crossbar_step, row_capacitance_f), AT(ml_crossbar_step, column_capacitance_f), AT(ml_crossbar_step, row_v),
    AT(ml_crossbar_step, column_v), AT(ml_crossbar_step, time),
    sizeof(ml_crossbar_waveform), AT(ml_crossbar_waveform, row_current), AT(ml_crossbar_waveform, column_current),
    AT(ml_crossbar_waveform, residual), AT(ml_crossbar_waveform, iterations),
    sizeof(ml_draw), AT(ml_draw, seed), AT(ml_draw, stream), AT(ml_draw, array), AT(ml_draw, event),
    AT(ml_draw, reserved),
    sizeof(ml_patch), AT(ml_patch, row_begin), AT(ml_patch, rows), AT(ml_patch, cell_begin), AT(ml_patch, cells),
    sizeof(ml_gemm_shape), AT(ml_gemm_shape, rows), AT(ml_gemm_shape, a_stride), AT(ml_gemm_shape, b_stride),
    AT(ml_gemm_shape, c_stride), AT(ml_gemm_shape, inner), AT(ml_gemm_shape, columns), AT(ml_gemm_shape, turned_a),
    AT(ml_gemm_shape, turned_b), AT(ml_gemm_shape, add), AT(ml_gemm_shape, relu),
    sizeof(ml_conv_shape), AT(ml_conv_shape, images), AT(ml_conv_shape, height), AT(ml_conv_shape, width),
    AT(ml_conv_shape, in_channels), AT(ml_conv_shape, out_channels), AT(ml_conv_shape, kernel_height),
    AT(ml_conv_shape, kernel_width), AT(ml_conv_shape, pad_height), AT(ml_conv_shape, pad_width),
    sizeof(ml_pool_shape), AT(ml_pool_shape, images), AT(ml_pool_shape, height), AT(ml_pool_shape, width),
    AT(ml_pool_shape, channels), AT(ml_pool_shape, reserved),
    sizeof(ml_pair_shape), AT(ml_pair_shape, rows), AT(ml_pair_shape, columns), AT(ml_pair_shape, a_row),
    AT(ml_pair_shape, b_row), AT(ml_pair_shape, a_step), AT(ml_pair_shape, b_step),
    sizeof(ml_sum_shape), AT(ml_sum_shape, rows), AT(ml_sum_shape, columns), AT(ml_sum_shape, stride),
    AT(ml_sum_shape, kept), AT(ml_sum_shape, squares),
    sizeof(ml_sgd_step), AT(ml_sgd_step, rate), AT(ml_sgd_step, momentum), AT(ml_sgd_step, decay),
    AT(ml_sgd_step, reserved),
    sizeof(ml_adam_step), AT(ml_adam_step, rate), AT(ml_adam_step, root), AT(ml_adam_step, beta1),
    AT(ml_adam_step, beta2), AT(ml_adam_step, gain1), AT(ml_adam_step, gain2), AT(ml_adam_step, epsilon),
    AT(ml_adam_step, decay),
    sizeof(ml_noisy_product), AT(ml_noisy_product, vectors), AT(ml_noisy_product, stride),
    AT(ml_noisy_product, x_stride), AT(ml_noisy_product, y_stride), AT(ml_noisy_product, mean),
    AT(ml_noisy_product, sigma_cell), AT(ml_noisy_product, x), AT(ml_noisy_product, y), AT(ml_noisy_product, sigma),
    AT(ml_noisy_product, reserved),
};

ML_API int32_t ml_abi_version(void) { return ML_ABI_VERSION; }

ML_API int32_t ml_layout(int32_t index) {
  return index >= 0 && index < (int32_t)(sizeof layout / sizeof layout[0]) ? layout[index] : -1;
}
