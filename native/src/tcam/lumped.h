/* The scalars of the lumped line; tcam/lumped.c is the specification. */
#ifndef MATCHLINE_LUMPED_H
#define MATCHLINE_LUMPED_H

#include "tcam/line.h"

#define ML_STRIPES 16
/* Sums of conductances and series resistances beyond it count as it, so that their product is finite. */
#define ML_LUMPED_MOST 0x1p500

static inline double ml_lumped_capacitance(const ml_line *line) {
  double c = line->near_capacitance_f + line->cells * line->node_capacitance_f + line->far_capacitance_f;
  return c < DBL_MAX ? c : DBL_MAX;
}

static inline double ml_lumped_series(const ml_line *line) {
  return line->series_resistance_ohm < ML_LUMPED_MOST ? line->series_resistance_ohm : ML_LUMPED_MOST;
}

#endif
