/* The plain-C solve; the compiler may not change its bits. */
#include "dispatch.h"

void ml_crossbar_prepare_avx2(const ml_crossbar *crossbar, double *prepared) { ml_crossbar_prepare_c(crossbar, prepared); }

void ml_crossbar_solve_avx2(const ml_crossbar *crossbar, const double *prepared, const ml_crossbar_drive *drive,
                          ml_span vectors, double *workspace, const ml_crossbar_result *result) {
  ml_crossbar_solve_c(crossbar, prepared, drive, vectors, workspace, result);
}
