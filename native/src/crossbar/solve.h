/* Memory of the crossbar solve; crossbar/solve.c is the specification. */
#ifndef MATCHLINE_CROSSBAR_SOLVE_H
#define MATCHLINE_CROSSBAR_SOLVE_H

#include "dispatch.h"

/* Doubles that ml_crossbar_prepare writes: the factors of the rows, then of the columns. */
int64_t ml_crossbar_prepared_doubles(const ml_crossbar *crossbar);

/* Doubles that one solve works in. */
int64_t ml_crossbar_workspace_doubles(const ml_crossbar *crossbar);

#endif
