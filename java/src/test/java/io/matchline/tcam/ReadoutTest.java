package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Codes against their definition: how many references lie above a reading.
class ReadoutTest {
  private static void compare(Readout readout, double reading) {
    long above = Arrays.stream(readout.references()).filter(reference -> reading < reference).count();
    assertEquals(above, readout.code(reading), "reading " + reading);
  }

  /// Decays from hardly falling to long gone, so that references lie evenly or all in one shelf.
  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-3, 0.02, 0.5, 3, 50})
  void everyReadingHasItsCode(double decayPerMismatch) {
    double[] nominal = IntStream.range(0, 257).mapToDouble(k -> 0.9 * StrictMath.exp(-decayPerMismatch * k)).toArray();
    Readout readout = new Readout(nominal, 257);
    Random random = new Random(1);
    for (double reference : readout.references()) {
      compare(readout, Math.nextDown(reference));
      compare(readout, reference);
      compare(readout, Math.nextUp(reference));
      compare(readout, nominal[256] + random.nextDouble() * (nominal[0] - nominal[256]));
    }
    for (double extreme : new double[] {-1, 0, -Double.MIN_VALUE, 2, 1e300, Double.POSITIVE_INFINITY}) {
      compare(readout, extreme);
    }
  }

  @Test
  void timesThatNeverComeHaveCodesToo() {
    Readout readout = new Readout(new double[] {Double.POSITIVE_INFINITY, 5e-9, 2e-9, 1e-9}, 3);
    for (double reading : new double[] {0, 1e-9, 3e-9, 4e-9, 9.9e-9, 1.1e-8, Double.POSITIVE_INFINITY}) {
      compare(readout, reading);
    }
  }

  @Test
  void equalReferencesAreOneStep() {
    Readout readout = new Readout(new double[] {1, 1, 1, 1}, 4);
    for (double reading : new double[] {0.5, 1, 1.5}) {
      compare(readout, reading);
    }
  }
}
