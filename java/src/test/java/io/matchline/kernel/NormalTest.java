package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.hipparchus.analysis.interpolation.DividedDifferenceInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialFunctionNewtonForm;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

/// The inverse normal distribution function against the one of Hipparchus, in double.
class NormalTest {
  private static final double MAX_ERROR = 5e-7;

  /// Φ⁻¹ by Newton steps on Hipparchus' erfc, which keeps its relative accuracy in the tail.
  private static double inverse(double u) {
    if (u > 0.5) {
      return -inverse(1 - u);
    }
    NormalDistribution normal = new NormalDistribution();
    double z = normal.inverseCumulativeProbability(u);
    for (int i = 0; i < 3; i++) {
      z -= (0.5 * Erf.erfc(-z / Math.sqrt(2)) - u) / normal.density(z);
    }
    return z;
  }

  private static double error(int word) {
    return Math.abs(Normal.of(word) - inverse(((word | 1) & 0xffffffffL) * 0x1p-32));
  }

  @Test
  void isTheInverseOfTheDistributionFunction() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0;
    for (int i = 0; i < 40_000; i++) {
      int word = random.nextInt() >>> random.nextInt(32);
      worst = Math.max(worst, Math.max(error(word), error(~word)));
    }
    for (int octave = 0; octave < 32; octave++) {
      for (int near = -3; near <= 3; near++) {
        worst = Math.max(worst, error((1 << octave) + near));
      }
    }
    assertTrue(worst < MAX_ERROR, "largest error " + worst);
    assertTrue(worst > MAX_ERROR / 4, "the stated bound is far too wide: " + worst);
  }

  @Test
  void endsAreFiniteAndMirrored() {
    assertEquals(inverse(0x1p-32), Normal.of(0), MAX_ERROR);
    assertEquals(-inverse(0x1p-32), Normal.of(-1), MAX_ERROR);
    for (int i = 0; i < 1_000_000; i++) {
      int word = i * 4099;
      assertEquals(Normal.of(word), -Normal.of(~word), 0f);
      assertTrue(Math.abs(Normal.of(word)) < 6.24f);
    }
  }

  /// Makes the table again: interpolation at the Chebyshev nodes of each segment, rounded to float.
  @Test
  void tableIsTheInterpolationItClaimsToBe() {
    int terms = NormalTable.TERM.length;
    double[] d = new double[terms];
    for (int i = 0; i < terms; i++) {
      d[i] = -0.125 * Math.cos((i + 0.5) * Math.PI / terms);
    }
    for (int segment = 0; segment < NormalTable.TERM[0].length; segment++) {
      double octave = Math.scalb(1.0, segment / 4 - 32);
      double[] z = new double[terms];
      for (int i = 0; i < terms; i++) {
        z[i] = inverse(octave * (1.125 + segment % 4 * 0.25 + d[i]));
      }
      double[] wanted = coefficients(d, z);
      for (int k = 0; k < terms; k++) {
        // The interpolation of degree k magnifies the last bits of the function by about 16^k.
        assertEquals(wanted[k], NormalTable.TERM[k][segment], Math.ulp((float) wanted[k]) + 1e-14 * Math.pow(16, k));
      }
    }
  }

  private static double[] coefficients(double[] d, double[] z) {
    PolynomialFunctionNewtonForm newton = new DividedDifferenceInterpolator().interpolate(d, z);
    return newton.getCoefficients();
  }
}
