package io.matchline.device;

import java.util.Optional;

/// An analog device with its files read and its values in S: what simulations program and read.
///
/// @param model name of the device, for messages
/// @param window conductances that weights use; the programming spread holds here
/// @param offWindow further conductances that a cell may be switched off to, without programming spread
/// @param offS conductance of a cell that is switched off or stuck in the high-resistive state, S
/// @param levels number of evenly spaced levels in the window, 0 or at least 2; 0: any conductance of it
/// @param programming spread around the target per write
/// @param variation log-normal spreads and stuck devices; those in the low-resistive state conduct `window.highestS`
/// @param ageing drift or relaxation
/// @param flicker slow noise of reads
/// @param readNoise normal noise of reads
/// @param telegraph random telegraph noise of reads
public record AnalogStates(
    String model,
    ConductanceWindow window,
    Optional<ConductanceWindow> offWindow,
    double offS,
    int levels,
    ConductanceSpread programming,
    Variation variation,
    Ageing ageing,
    FlickerLaw flicker,
    ReadNoise readNoise,
    TelegraphNoise telegraph) {
  /// Highest number of levels.
  public static final int MAX_LEVELS = 65_536;

  public AnalogStates {
    if (levels < 0 || levels == 1 || levels > MAX_LEVELS) {
      throw new IllegalArgumentException("levels = %d is neither 0 nor within 2 … %d".formatted(levels, MAX_LEVELS));
    }
    if (!window.contains(offS) && offWindow.filter(off -> off.contains(offS)).isEmpty()) {
      throw new IllegalArgumentException(
          "off = %s S is outside %s".formatted(offS, offWindow.orElse(window)));
    }
    programming.sigmaS(window.lowestS());
    programming.sigmaS(window.highestS());
  }

  /// What happens to programmed cells.
  public CellLaws laws() {
    return new CellLaws(window, ageing, flicker, readNoise, telegraph);
  }

  /// Whether a cell can be meant to have this conductance.
  public boolean accepts(double targetS) {
    return window.contains(targetS) || offWindow.filter(off -> off.contains(targetS)).isPresent();
  }

  /// The conductances that {@link #accepts} accepts, for messages.
  public String accepted() {
    return offWindow.map(off -> off + " and " + window).orElseGet(window::toString) + ", the window of " + model;
  }

  /// Target conductance of a share of the window, S, on the nearest level where there are levels.
  ///
  /// @param share 0 for the lowest conductance … 1 for the highest
  /// @throws IllegalArgumentException for other shares
  public double targetS(double share) {
    return window.at(levels == 0 || !(share >= 0 && share <= 1) ? share : Math.rint(share * (levels - 1)) / (levels - 1));
  }

  /// Standard deviation that one write leaves around an accepted target, besides the log-normal spreads, S.
  public double programmingSigmaS(double targetS) {
    return window.contains(targetS) ? programming.sigmaS(targetS) : 0;
  }

  /// Conductance after one write, S, at least 0: (aim + σ(target) · programmingNormal) · log-normal factor.
  ///
  /// @param aimS conductance that the write aims at, S
  /// @param targetS conductance that the cell is meant to get in the end, S
  /// @param deviceNormal standard normal number of the device, the same at every write
  /// @param cycleNormal standard normal number of the device and the write
  /// @param programmingNormal another one
  public double writtenS(
      double aimS, double targetS, double deviceNormal, double cycleNormal, double programmingNormal) {
    double scatteredS = aimS + programmingSigmaS(targetS) * programmingNormal;
    return Math.max(0, scatteredS * variation.factor(deviceNormal, cycleNormal));
  }

  /// Conductance of a device that is stuck in a state, S.
  public double stuckS(State state) {
    return switch (state) {
      case LRS -> window.highestS();
      case HRS -> offS;
    };
  }
}
