package io.matchline.tcam;

import io.matchline.kernel.Kernels;

/// What a column tile says of rows by their numbers of mismatches: means and standard deviations over devices, reads,
/// amplifiers and places of the mismatches, from {@link MarginEstimate}'s first order, without any simulation.
///
/// @param mean `[mismatches]` of the code, or where the amplifiers compare the lines themselves, of the volts that a line
///     has fallen
/// @param variance `[mismatches]`
record ReadingMoments(double[] mean, double[] variance) {
  /// Moments of the volts that lines have fallen at the strobe.
  static ReadingMoments ofFalls(ArraySettings settings, Kernels kernels) {
    NominalLine nominal = NominalLine.of(settings, kernels);
    int cells = nominal.line().cells();
    MarginEstimate.Pairs pairs = new MarginEstimate.Pairs(settings, strobeS(settings, nominal));
    double[] mean = new double[cells + 1];
    double[] variance = new double[cells + 1];
    for (int k = 0; k <= cells; k++) {
      MarginEstimate.Row row = pairs.scattered(k);
      double volt = nominal.line().prechargeV() * StrictMath.exp(-row.fall());
      mean[k] = nominal.line().prechargeV() - volt;
      variance[k] = row.variance() * volt * volt;
    }
    return new ReadingMoments(mean, variance);
  }

  /// Moments of the codes: code c is above k with the probability that a normal voltage is below reference k.
  static ReadingMoments ofCodes(ArraySettings settings, Kernels kernels) {
    NominalLine nominal = NominalLine.of(settings, kernels);
    int cells = nominal.line().cells();
    double[] readings = nominal.voltagesV(cells, strobeS(settings, nominal));
    int codes = ((Sense.Strobe) settings.sense()).codes();
    double[] reference = new Readout(readings, codes == 0 ? readings.length : codes).references();
    ReadingMoments falls = ofFalls(settings, kernels);
    double[] mean = new double[cells + 1];
    double[] variance = new double[cells + 1];
    for (int m = 0; m <= cells; m++) {
      double square = 0;
      for (int k = 0; k < reference.length; k++) {
        double fallV = nominal.line().prechargeV() - reference[k];
        double above = NormalTail.above(fallV - falls.mean[m], Math.sqrt(falls.variance[m]));
        mean[m] += above;
        square += (2 * k + 1) * above;
      }
      variance[m] = Math.max(0, square - mean[m] * mean[m]);
    }
    return new ReadingMoments(mean, variance);
  }

  private static double strobeS(ArraySettings settings, NominalLine nominal) {
    double timeS = ((Sense.Strobe) settings.sense()).timeS();
    return timeS > 0 ? timeS : nominal.defaultStrobeS(nominal.line().cells());
  }
}
