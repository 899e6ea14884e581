package io.matchline.device;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// Random telegraph noise: some cells have a trap that, while it is occupied, takes a share of the conductance away. The
/// share is log-normal from cell to cell; the state holds during a multiplication or search. From one to the next it is kept
/// with the probability `persistence` and drawn anew otherwise, so a series of equally spaced searches has the Lorentzian
/// spectrum of a trap.
///
/// Source: S. Machlup, "Noise in semiconductors: spectrum of a two-parameter random signal", J. Appl. Phys. 25 (1954) 341.
@Named(value = "telegraph", doc = "Random telegraph noise: two states, log-normal amplitude.")
public record TelegraphNoise(
    @Param(doc = "Share of cells that have a trap.", unit = Unit.FRACTION, min = 0, max = 1, standard = "0 %")
        double cells,
    @Param(doc = "Share of the time that the trap is occupied.", unit = Unit.FRACTION, min = 0, max = 1,
            standard = "50 %")
        double occupied,
    @Param(doc = "Median of the share of the conductance that an occupied trap takes.", unit = Unit.FRACTION, min = 0,
            max = 1, standard = "2 %", source = "our choice")
        double amplitude,
    @Param(doc = "Standard deviation of the logarithm of that share.", min = 0, max = 3, standard = "0.5",
            source = "our choice")
        double amplitudeSpread,
    @Param(doc = "Probability that a trap keeps its state until the next multiplication or search: exp(−period · (1/τ_capture"
            + " + 1/τ_emission)); 0: drawn anew.", unit = Unit.FRACTION, min = 0, max = 0.9999, standard = "0 %")
        double persistence) {
  public static final TelegraphNoise NONE = new TelegraphNoise(0, 0.5, 0.02, 0.5, 0);

  public TelegraphNoise {
    share("cells", cells);
    share("occupied", occupied);
    share("amplitude", amplitude);
    if (!(amplitudeSpread >= 0 && amplitudeSpread <= 3)) {
      throw new IllegalArgumentException("amplitude-spread = %s is outside 0 … 3".formatted(amplitudeSpread));
    }
    if (!(persistence >= 0 && persistence < 1)) {
      throw new IllegalArgumentException("persistence = %s is not at least 0 and below 1".formatted(persistence));
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s = %s is outside 0 … 1".formatted(name, value));
    }
  }

  /// Share of the conductance that the cell's trap takes while it is occupied, at most 1; 0 for a cell without a trap.
  ///
  /// @param uniform number in (0, 1) of the cell
  /// @param normal standard normal number of the cell
  public double amplitude(double uniform, double normal) {
    return uniform < cells ? Math.min(1, amplitude * StrictMath.exp(amplitudeSpread * normal)) : 0;
  }

  /// Whether the trap is occupied during a multiplication.
  ///
  /// @param uniform number in (0, 1) of the cell and the multiplication
  public boolean isOccupied(double uniform) {
    return uniform < occupied;
  }
}
