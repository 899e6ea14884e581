package io.matchline.device;

import java.util.Optional;

/// A device with its files read and its values in S: what simulations draw conductances from.
///
/// @param lrsS nominal conductance of the low-resistive state, S
/// @param hrsS nominal conductance of the high-resistive state, S
/// @param programming spread of states in the window of the laws per write, besides the log-normal one
/// @param laws ageing and noise of reads
public record DeviceStates(
    double lrsS, double hrsS, Variation variation, ConductanceSpread programming, CellLaws laws) {
  public DeviceStates {
    if (!(hrsS >= 0 && lrsS > hrsS && lrsS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the conductances lrs = %s S and hrs = %s S must be finite, at least 0 S and the first above the second"
              .formatted(lrsS, hrsS));
    }
    programming.sigmaS(lrsS);
  }

  /// States of a device given by two resistances.
  static DeviceStates ofResistances(
      double lrsOhm, double hrsOhm, Variation variation, ConductanceSpread programming, CellLaws laws) {
    if (!(lrsOhm > 0 && lrsOhm < hrsOhm)) {
      throw new IllegalArgumentException("lrs = %s Ω is not above 0 Ω and below hrs = %s Ω".formatted(lrsOhm, hrsOhm));
    }
    return new DeviceStates(1 / lrsOhm, 1 / hrsOhm, variation, programming, laws);
  }

  /// Conductance of an undisturbed device, S.
  public double nominalS(State state) {
    return switch (state) {
      case LRS -> lrsS;
      case HRS -> hrsS;
    };
  }

  /// Standard deviation that a write leaves around a state, besides the log-normal spreads, S; 0 outside the window of the
  /// laws.
  public double programmingSigmaS(State state) {
    double nominalS = nominalS(state);
    return laws.window().contains(nominalS) ? programming.sigmaS(nominalS) : 0;
  }

  /// Conductance of one device, S, at least 0: (nominal + programming σ · cycleNormal) · exp(spread · deviceNormal +
  /// cycleSpread · cycleNormal).
  ///
  /// @param deviceNormal standard normal number of the device, the same at every write
  /// @param cycleNormal standard normal number of the device and the write
  public double conductanceS(State state, double deviceNormal, double cycleNormal) {
    double nominalS = nominalS(state);
    double programmedS = programmingSigmaS(state) * cycleNormal;
    return Math.max(0, (nominalS + programmedS) * variation.factor(deviceNormal, cycleNormal));
  }

  /// {@link Variation#stuckAt} of {@link #variation()}.
  public Optional<State> stuckAt(double uniform) {
    return variation.stuckAt(uniform);
  }
}
