package io.matchline.device;

import java.util.Optional;

/// A device with its files read and its values in S: what simulations draw conductances from.
///
/// @param lrsS nominal conductance of the low-resistive state, S
/// @param hrsS nominal conductance of the high-resistive state, S
/// @param programming spread of the low-resistive state per write, besides the log-normal one
public record DeviceStates(double lrsS, double hrsS, Variation variation, ProgrammingLaw programming) {
  public DeviceStates {
    if (!(hrsS > 0 && lrsS > hrsS && lrsS < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the conductances lrs = %s S and hrs = %s S must be finite, above 0 S and in this order"
              .formatted(lrsS, hrsS));
    }
    programming.sigmaS(lrsS);
  }

  /// States of a device given by two resistances.
  static DeviceStates ofResistances(double lrsOhm, double hrsOhm, Variation variation, ProgrammingLaw programming) {
    if (!(lrsOhm > 0 && lrsOhm < hrsOhm)) {
      throw new IllegalArgumentException("lrs = %s Ω is not above 0 Ω and below hrs = %s Ω".formatted(lrsOhm, hrsOhm));
    }
    return new DeviceStates(1 / lrsOhm, 1 / hrsOhm, variation, programming);
  }

  /// Conductance of an undisturbed device, S.
  public double nominalS(State state) {
    return switch (state) {
      case LRS -> lrsS;
      case HRS -> hrsS;
    };
  }

  /// Conductance of one device, S: nominal · exp(spread · deviceNormal + cycleSpread · cycleNormal), plus the
  /// programming spread σ(nominal) · cycleNormal in the low-resistive state. More than 0 for |normal| ≤ 6.3.
  ///
  /// @param deviceNormal standard normal number of the device, the same at every write
  /// @param cycleNormal standard normal number of the device and the write
  public double conductanceS(State state, double deviceNormal, double cycleNormal) {
    double nominalS = nominalS(state);
    double programmedS = state == State.LRS ? programming.sigmaS(nominalS) * cycleNormal : 0;
    return (nominalS + programmedS) * variation.factor(deviceNormal, cycleNormal);
  }

  /// {@link Variation#stuckAt} of {@link #variation()}.
  public Optional<State> stuckAt(double uniform) {
    return variation.stuckAt(uniform);
  }
}
