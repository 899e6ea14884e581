/* The crossbar's solve over the lanes of v8_avx2.h; crossbar/solve.h is the specification. */
#include "crossbar/v8_avx2.h"

#include "crossbar/prepare.h"
#include "crossbar/solve.h"

void ml_crossbar_prepare_avx2(const ml_crossbar *crossbar, double *prepared) { prepare(crossbar, prepared); }

void ml_crossbar_solve_avx2(const ml_crossbar *crossbar, const double *prepared, const ml_crossbar_drive *drive,
                           ml_span vectors, double *workspace, const ml_crossbar_result *result) {
  solve(crossbar, prepared, drive, vectors, workspace, result);
}
