package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Growth of a filament against closed forms.
class FilamentGrowthTest {
  private static final FilamentGrowth CELL = FilamentGrowth.SKY130;
  private static final double K_T = FilamentGrowth.BOLTZMANN_V_PER_K * 300;

  /// While it neither heats nor moves much, T grows by the rate at its start, written out with the numbers.
  @Test
  void aShortPulseGrowsByTheRateAtItsStart() {
    double gamma = 16.5 - 1.25 * Math.pow(1.7, 3);
    double pullV = gamma * 0.25 / 5 * 3;
    double rate = 150 * (Math.exp((pullV - 1.501) / K_T) - Math.exp((-pullV - 1.5) / K_T));
    double seconds = 1e-17;
    FilamentGrowth.Instant after = CELL.after(CELL.cold(3.3e-9), 0, seconds, t -> 3, 1e-18);
    double tiny = after.thicknessM() - 3.3e-9;
    assertEquals(rate * seconds, tiny, 1e-3 * rate * seconds);
  }

  /// A voltage that is too low to move the filament heats it to Θ₀ + |V I| τ/C by 1 − e^(−t/τ), and it cools likewise.
  @Test
  void heatingIsExponential() {
    double power = 0.3 * SinhCurrent.SKY130.currentA(4.5e-9, 0.3);
    double riseK = power * 0.23e-9 / 3.1825e-16;
    FilamentGrowth.Instant warm = CELL.after(CELL.cold(4.5e-9), 0, 0.5e-9, t -> -0.3, 2e-12);
    assertEquals(riseK * (1 - Math.exp(-0.5 / 0.23)), warm.temperatureK() - 300, 1e-6 * riseK);
    FilamentGrowth.Instant cool = CELL.after(warm, 0, 0.5e-9, t -> 0, 2e-12);
    assertEquals((warm.temperatureK() - 300) * Math.exp(-0.5 / 0.23), cool.temperatureK() - 300, 1e-6 * riseK);
    assertEquals(4.5e-9, cool.thicknessM(), 1e-15);
  }

  @Test
  void bothBoundsHold() {
    FilamentGrowth.Instant set = CELL.after(CELL.cold(3.3e-9), 0, 1e-8, t -> 3, 2e-12);
    assertEquals(4.9e-9, set.thicknessM());
    FilamentGrowth.Instant reset = CELL.after(set, 0, 1e-7, t -> -2.5, 2e-12);
    assertEquals(3.3e-9, reset.thicknessM(), 0.4e-9);
    assertTrue(reset.thicknessM() >= 3.3e-9);
    assertThrows(IllegalArgumentException.class, () -> CELL.cold(5e-9));
  }

  /// The rule is of fourth order: half the step, a sixteenth of the error.
  @Test
  void theErrorFallsWithTheFourthPower() {
    double exact = reset(0.25e-12);
    double coarse = Math.abs(reset(16e-12) - exact);
    double fine = Math.abs(reset(8e-12) - exact);
    assertTrue(coarse / fine > 10 && coarse / fine < 25, coarse + " over " + fine);
  }

  private static double reset(double stepS) {
    return CELL.after(CELL.cold(4.8e-9), 0, 2e-9, t -> -1.3, stepS).temperatureK();
  }
}
