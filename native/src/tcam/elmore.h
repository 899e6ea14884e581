/* First moments of rows; tcam/elmore.c is the specification. */
#ifndef MATCHLINE_ELMORE_H
#define MATCHLINE_ELMORE_H

#include "tcam/line.h"

/* m0 in seconds of one row, +inf where no cell conducts. */
double ml_elmore_moment(const ml_march *march, const ml_sources *cells, int32_t lane);

#endif
