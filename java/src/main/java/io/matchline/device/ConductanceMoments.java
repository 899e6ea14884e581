package io.matchline.device;

/// Mean and variance of the conductance of devices that are meant to be in one state, over devices and writes.
///
/// The log-normal factor has the moments e^{s²/2} and e^{s²}(e^{s²} − 1) with s² the sum of the squared spreads; the spread
/// around the nominal conductance adds its own variance; stuck devices mix in the moments of their state.
///
/// @param meanS mean, S
/// @param varianceS2 variance, S²
public record ConductanceMoments(double meanS, double varianceS2) {
  /// @param deviceSpread whether devices differ
  /// @param cycleSpread whether writes differ
  /// @param stuckAt whether there are stuck devices
  public static ConductanceMoments of(
      DeviceStates device, State meant, boolean deviceSpread, boolean cycleSpread, boolean stuckAt) {
    double stuckLrs = stuckAt ? device.variation().stuckLrs() : 0;
    double stuckHrs = stuckAt ? device.variation().stuckHrs() : 0;
    double healthy = 1 - stuckLrs - stuckHrs;
    double shareLrs = stuckLrs + (meant == State.LRS ? healthy : 0);
    ConductanceMoments lrs = of(device, State.LRS, deviceSpread, cycleSpread);
    ConductanceMoments hrs = of(device, State.HRS, deviceSpread, cycleSpread);
    double mean = shareLrs * lrs.meanS + (1 - shareLrs) * hrs.meanS;
    double between = shareLrs * (1 - shareLrs) * (lrs.meanS - hrs.meanS) * (lrs.meanS - hrs.meanS);
    return new ConductanceMoments(mean, shareLrs * lrs.varianceS2 + (1 - shareLrs) * hrs.varianceS2 + between);
  }

  private static ConductanceMoments of(DeviceStates device, State state, boolean deviceSpread, boolean cycleSpread) {
    double spread = deviceSpread ? device.variation().spread() : 0;
    double cycle = cycleSpread ? device.variation().cycleSpread() : 0;
    double growth = StrictMath.exp(spread * spread + cycle * cycle);
    double nominalS = device.nominalS(state);
    double programmedS = cycleSpread && state == State.LRS ? device.programming().sigmaS(nominalS) : 0;
    double squareS = nominalS * nominalS;
    return new ConductanceMoments(
        nominalS * Math.sqrt(growth), growth * (squareS * (growth - 1) + growth * programmedS * programmedS));
  }
}
