/* exp and ln against long double libm, and every level against the plain-C reference. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "math/elementary.h"

#define VALUES 4099 /* a prime: no level's vector length divides it */

static double ulp(double x) { return nextafter(fabs(x), INFINITY) - fabs(x); }

static void compare(const char *name, const double *x, const double *got, double (*reference)(double),
                    long double (*exact)(long double), double low, double high) {
  for (int i = 0; i < VALUES; i++) {
    double wanted = reference(x[i]);
    CHECK(check_same(&got[i], &wanted, sizeof wanted) || (isnan(got[i]) && isnan(wanted)), "%s(%a) = %a, reference %a",
          name, x[i], got[i], wanted);
    if (!(x[i] >= low && x[i] <= high)) continue;
    long double truth = exact(x[i]);
    double error = (double)fabsl(got[i] - truth);
    CHECK(error <= ulp((double)truth), "%s(%a) = %a is %g ulp off", name, x[i], got[i], error / ulp((double)truth));
  }
}

static double any_bits(void) { return ml_from_bits(check_random()); }

void check_elementary(void) {
  static double x[VALUES], y[VALUES];
  static const double special[] = {0.0,  -0.0, 1.0,   -708.0, -708.1, 709.7, 709.8, INFINITY, -INFINITY, NAN, 0x1p-1074,
                                   1e-308, 2.0, 0x1p-1022, 0x1.fffffffffffffp+1023, 0x1.6a09e667f3bcdp-1};
  for (int round = 0; round < 50; round++) {
    for (int i = 0; i < VALUES; i++) x[i] = i % 3 ? check_uniform(-720, 720) : any_bits();
    memcpy(x, special, sizeof special);
    CHECK(ml_exp(x, y, VALUES) == ML_OK, "status");
    compare("exp", x, y, ml_exp_scalar, expl, -708, 709);
    for (int i = 0; i < VALUES; i++) x[i] = i % 3 ? check_logarithmic(1e-300, 1e300) : any_bits();
    for (int i = 100; i < 200; i++) x[i] = check_uniform(0.7, 1.5);
    memcpy(x, special, sizeof special);
    CHECK(ml_log(x, y, VALUES) == ML_OK, "status");
    compare("log", x, y, ml_log_scalar, logl, 0x1p-1022, 0x1.fffffffffffffp+1023);
  }
  CHECK(ml_exp(NULL, y, 1) == ML_ERR_NULL && ml_exp(x, y, -1) == ML_ERR_SIZE, "arguments are not checked");
}
