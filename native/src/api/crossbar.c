#include "api/arguments.h"
#include "crossbar/layout.h"
#include "crossbar/transient.h"

static int32_t check_crossbar(const ml_crossbar *crossbar) {
  REQUIRE(crossbar, ML_ERR_NULL);
  REQUIRE(crossbar->rows >= 1 && crossbar->rows <= ML_MAX_CROSSBAR_LINES, ML_ERR_SIZE);
  REQUIRE(crossbar->columns >= 1 && crossbar->columns <= ML_MAX_CROSSBAR_LINES, ML_ERR_SIZE);
  REQUIRE(crossbar->driver_end == ML_END_FIRST || crossbar->driver_end == ML_END_LAST, ML_ERR_RANGE);
  REQUIRE(crossbar->sense_end == ML_END_FIRST || crossbar->sense_end == ML_END_LAST, ML_ERR_RANGE);
  REQUIRE(non_negative(crossbar->row_resistance_ohm) && non_negative(crossbar->column_resistance_ohm), ML_ERR_RANGE);
  REQUIRE(non_negative(crossbar->driver_resistance_ohm) && non_negative(crossbar->sense_resistance_ohm), ML_ERR_RANGE);
  return ML_OK;
}

ML_API int32_t ml_crossbar_size(const ml_crossbar *crossbar, int64_t *prepared, int64_t *workspace) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(prepared && workspace, ML_ERR_NULL);
  ml_grid grid = ml_grid_of(crossbar);
  *prepared = ml_prepared_doubles(&grid);
  *workspace = ml_work_doubles(&grid);
  return ML_OK;
}

static int32_t check_conductances(const ml_crossbar *crossbar) {
  int64_t cells = (int64_t)crossbar->rows * crossbar->columns;
  REQUIRE(all_non_negative(crossbar->conductance, cells), ML_ERR_RANGE);
  return ML_OK;
}

ML_API int32_t ml_crossbar_prepare(const ml_crossbar *crossbar, double *prepared) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(crossbar->conductance && prepared, ML_ERR_NULL);
  status = check_conductances(crossbar);
  if (status != ML_OK) return status;
  ml_kernels()->crossbar_prepare(crossbar, prepared);
  return ML_OK;
}

static int32_t check_drive(const ml_crossbar *crossbar, const ml_crossbar_drive *drive, const ml_span *vectors) {
  REQUIRE(drive->vectors >= 1 && drive->max_iterations >= 0, ML_ERR_SIZE);
  REQUIRE(vectors->begin >= 0 && vectors->begin <= vectors->end && vectors->end <= drive->vectors, ML_ERR_SIZE);
  REQUIRE(drive->warm == 0 || drive->warm == 1, ML_ERR_RANGE);
  REQUIRE(drive->tolerance >= ML_MIN_TOLERANCE && drive->tolerance <= ML_MAX_TOLERANCE, ML_ERR_RANGE);
  int64_t count = vectors->end - vectors->begin, rows = crossbar->rows, columns = crossbar->columns;
  REQUIRE(!drive->row_v || finite(drive->row_v + vectors->begin * rows, count * rows), ML_ERR_RANGE);
  REQUIRE(!drive->column_v || finite(drive->column_v + vectors->begin * columns, count * columns), ML_ERR_RANGE);
  REQUIRE(!drive->cell_a || finite(drive->cell_a + vectors->begin * rows * columns, count * rows * columns),
          ML_ERR_RANGE);
  return ML_OK;
}

ML_API int32_t ml_crossbar_solve(const ml_crossbar *crossbar, const double *prepared, const ml_crossbar_drive *drive,
                                 const ml_span *vectors, double *workspace, const ml_crossbar_result *result) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(crossbar->conductance && prepared && drive && vectors && workspace && result, ML_ERR_NULL);
  REQUIRE(result->residual && result->iterations && (result->column_voltage || !drive->warm), ML_ERR_NULL);
  status = check_drive(crossbar, drive, vectors);
  if (status == ML_OK) ml_kernels()->crossbar_solve(crossbar, prepared, drive, *vectors, workspace, result);
  return status;
}

ML_API int32_t ml_crossbar_transient_size(const ml_crossbar *crossbar, int64_t *workspace) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(workspace, ML_ERR_NULL);
  *workspace = ml_transient_doubles(crossbar);
  return ML_OK;
}

static int32_t check_step(const ml_crossbar *crossbar, const ml_crossbar_step *step, const ml_span *jobs) {
  REQUIRE(step->vectors >= 1 && step->times >= 1 && step->times <= 65536 && step->max_iterations >= 0, ML_ERR_SIZE);
  int64_t count = step->vectors, rows = crossbar->rows, columns = crossbar->columns;
  REQUIRE(jobs->begin >= 0 && jobs->begin <= jobs->end && jobs->end <= count * step->times, ML_ERR_SIZE);
  REQUIRE(step->tolerance >= ML_MIN_TOLERANCE && step->tolerance <= ML_MAX_TOLERANCE, ML_ERR_RANGE);
  REQUIRE(non_negative(step->row_capacitance_f) && non_negative(step->column_capacitance_f), ML_ERR_RANGE);
  for (int32_t i = 0; i < step->times; i++) REQUIRE(non_negative(step->time[i]), ML_ERR_RANGE);
  REQUIRE(!step->row_v || finite(step->row_v, count * rows), ML_ERR_RANGE);
  REQUIRE(!step->column_v || finite(step->column_v, count * columns), ML_ERR_RANGE);
  return check_conductances(crossbar);
}

ML_API int32_t ml_crossbar_transient(const ml_crossbar *crossbar, const ml_crossbar_step *step, const ml_span *jobs,
                                     double *workspace, const ml_crossbar_waveform *waveform) {
  int32_t status = check_crossbar(crossbar);
  if (status != ML_OK) return status;
  REQUIRE(crossbar->conductance && step && jobs && workspace && waveform, ML_ERR_NULL);
  REQUIRE(step->time && waveform->residual && waveform->iterations, ML_ERR_NULL);
  status = check_step(crossbar, step, jobs);
  if (status == ML_OK) ml_kernels()->crossbar_transient(crossbar, step, *jobs, workspace, waveform);
  return status;
}
