#include "crossbar/transient_avx2.h"
#include "crossbar/transient_steps.h"

void ml_crossbar_transient_avx2(const ml_crossbar *x, const ml_crossbar_step *step, ml_span jobs, double *workspace,
                               const ml_crossbar_waveform *out) {
  run(x, step, jobs, workspace, out);
}
