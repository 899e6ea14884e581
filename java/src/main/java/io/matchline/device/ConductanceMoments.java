package io.matchline.device;

/// Mean and variance of the conductance of devices that are meant to be in one state, over devices, writes and reads; what
/// ageing, flicker and telegraph noise add is not in them.
///
/// With s² the sum of the squared spreads, b the one from write to write, p the deviation around the nominal conductance G
/// and z the number of the write that b and p share, E[(G + p z) f] = e^{s²/2} (G + b p) and E[(G + p z)² f²] =
/// e^{2 s²} (G² + 4 b G p + (1 + 4 b²) p²) for the log-normal factor f. Stuck devices mix in the moments of their state.
/// Conductances count as if none were cut off at 0 S, and reads as if cells fluctuated like one of their state's root mean
/// square conductance.
///
/// @param meanS mean, S
/// @param varianceS2 variance, S²
public record ConductanceMoments(double meanS, double varianceS2) {
  /// @param deviceSpread whether devices differ
  /// @param cycleSpread whether writes differ
  /// @param stuckAt whether there are stuck devices
  /// @param read whether reads have normal noise
  public static ConductanceMoments of(
      DeviceStates device, State meant, boolean deviceSpread, boolean cycleSpread, boolean stuckAt, boolean read) {
    double stuckLrs = stuckAt ? device.variation().stuckLrs() : 0;
    double stuckHrs = stuckAt ? device.variation().stuckHrs() : 0;
    double healthy = 1 - stuckLrs - stuckHrs;
    double shareLrs = stuckLrs + (meant == State.LRS ? healthy : 0);
    ConductanceMoments lrs = of(device, State.LRS, deviceSpread, cycleSpread);
    ConductanceMoments hrs = of(device, State.HRS, deviceSpread, cycleSpread);
    double mean = shareLrs * lrs.meanS + (1 - shareLrs) * hrs.meanS;
    double between = shareLrs * (1 - shareLrs) * (lrs.meanS - hrs.meanS) * (lrs.meanS - hrs.meanS);
    double variance = shareLrs * lrs.varianceS2 + (1 - shareLrs) * hrs.varianceS2 + between;
    return new ConductanceMoments(mean, variance + (read ? readVarianceS2(device, shareLrs, lrs, hrs) : 0));
  }

  private static double readVarianceS2(
      DeviceStates device, double shareLrs, ConductanceMoments lrs, ConductanceMoments hrs) {
    ReadNoise noise = device.laws().readNoise();
    return shareLrs * lrs.readVarianceS2(noise) + (1 - shareLrs) * hrs.readVarianceS2(noise);
  }

  private double readVarianceS2(ReadNoise noise) {
    double squareS2 = meanS * meanS + varianceS2;
    double fluctuationS2 = noise.fluctuation().meanSquareS2(Math.sqrt(squareS2));
    return noise.relative() * noise.relative() * squareS2 + noise.absoluteS() * noise.absoluteS() + fluctuationS2;
  }

  private static ConductanceMoments of(DeviceStates device, State state, boolean deviceSpread, boolean cycleSpread) {
    double spread = deviceSpread ? device.variation().spread() : 0;
    double cycle = cycleSpread ? device.variation().cycleSpread() : 0;
    double growth = StrictMath.exp(spread * spread + cycle * cycle);
    double nominalS = device.nominalS(state);
    double ownS = cycleSpread ? device.programmingSigmaS(state) : 0;
    double shiftedS = nominalS + cycle * ownS;
    double square = nominalS * nominalS + 4 * cycle * nominalS * ownS + (1 + 4 * cycle * cycle) * ownS * ownS;
    return new ConductanceMoments(
        Math.sqrt(growth) * shiftedS, growth * (growth * square - shiftedS * shiftedS));
  }
}
