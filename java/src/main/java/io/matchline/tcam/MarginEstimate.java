package io.matchline.tcam;

import io.matchline.device.ConductanceMoments;
import io.matchline.device.DeviceStates;
import io.matchline.device.State;
import io.matchline.kernel.MatchLine;
import io.matchline.noise.NoiseSettings;

/// Rates at which two rows with different numbers of mismatches discharge, without any simulation: means and standard
/// deviations from the moments of the devices, propagated to first order through {@link FirstOrderLine}.
///
/// Rows are compared by their rates, to which voltages and crossing times are monotone: the reading of a line that falls
/// as exp(−rate · t) is the same comparison, and an error of the amplifier is turned into one of the rate there.
///
/// @param betterPerS mean rate of the row with fewer mismatches, 1/s
/// @param worsePerS mean rate of the other row, 1/s
/// @param sigmaPerS standard deviation of the difference, 1/s
public record MarginEstimate(double betterPerS, double worsePerS, double sigmaPerS) {
  /// Probability that the row with more mismatches is the slower one. Equal rates are a draw.
  public double error() {
    double margin = worsePerS - betterPerS;
    if (sigmaPerS == 0) {
      return margin > 0 ? 0 : margin < 0 ? 1 : 0.5;
    }
    return NormalTail.above(margin / sigmaPerS);
  }

  /// Estimates for pairs of rows of one array.
  ///
  /// @param settings of the array, at a level with a waveform
  /// @param strobeS time of the strobe, where there is one
  public static final class Pairs {
    private final ArraySettings settings;
    private final MatchLine line;
    private final FirstOrderLine wires;
    private final double strobeS;
    private final ConductanceMoments on;
    private final ConductanceMoments off;

    public Pairs(ArraySettings settings, double strobeS) {
      this.settings = settings;
      this.strobeS = strobeS;
      this.line = settings.line(settings.tile().columns());
      this.wires = new FirstOrderLine(line, settings.level() == Level.ELMORE || settings.level() == Level.LADDER);
      DeviceStates device = settings.device().states();
      this.on = moments(device, State.LRS);
      this.off = moments(device, State.HRS);
    }

    private ConductanceMoments moments(DeviceStates device, State state) {
      NoiseSettings noise = settings.noise();
      return ConductanceMoments.of(device, state, noise.deviceSpread(), noise.cycleSpread(), noise.stuckAt());
    }

    /// @param mismatches of the better row; the other has `gap` more
    public MarginEstimate of(MismatchPlaces places, int mismatches, int gap) {
      Row better = row(places, true, mismatches);
      Row worse = row(places, false, mismatches + gap);
      double variance = better.variance + worse.variance + amplifier(better.perS) + amplifier(worse.perS);
      return new MarginEstimate(better.perS, worse.perS, Math.sqrt(variance));
    }

    private record Row(double perS, double variance) {}

    private Row row(MismatchPlaces places, boolean better, int mismatches) {
      int cells = line.cells();
      double[] share = new double[cells];
      double[] meanS = new double[cells];
      for (int j = 0; j < cells; j++) {
        boolean random = places == MismatchPlaces.RANDOM;
        share[j] = random
            ? (double) mismatches / cells
            : places.mismatches(better, mismatches, j, cells, line.sense()) ? 1 : 0;
        meanS[j] = share[j] * on.meanS() + (1 - share[j]) * off.meanS();
      }
      FirstOrderLine.Rate rate = wires.rate(meanS);
      double variance = places == MismatchPlaces.RANDOM ? placeVariance(rate.gradient(), mismatches) : 0;
      for (int j = 0; j < cells; j++) {
        double ofCell = share[j] * on.varianceS2() + (1 - share[j]) * off.varianceS2();
        variance += rate.gradient()[j] * rate.gradient()[j] * ofCell;
      }
      return withSeries(new Row(rate.perS(), variance));
    }

    /// Variance of a sum over a random subset of the cells, drawn without replacement.
    private double placeVariance(double[] gradient, int mismatches) {
      int cells = gradient.length;
      double mean = 0;
      for (double g : gradient) {
        mean += g / cells;
      }
      double spread = 0;
      for (double g : gradient) {
        spread += (g - mean) * (g - mean) / cells;
      }
      double step = on.meanS() - off.meanS();
      return cells == 1 ? 0 : spread * step * step * mismatches * (cells - mismatches) / (cells - 1);
    }

    /// One resistance in series with all cells adds its own time constant.
    private Row withSeries(Row row) {
      if (settings.level() != Level.LUMPED_RP) {
        return row;
      }
      double perS = 1 / (1 / row.perS + line.totalCapacitanceF() * line.seriesResistanceOhm());
      double slope = perS / row.perS * (perS / row.perS);
      return new Row(perS, slope * slope * row.variance);
    }

    /// Variance of the rate that an error at the amplifier's input amounts to.
    private double amplifier(double perS) {
      NoiseSettings noise = settings.noise();
      double offsetV = noise.senseOffset() ? settings.sense().offsetSigmaV() : 0;
      double thermalV = noise.thermalNoise().sigmaV(line.nearCapacitanceF(), line.totalCapacitanceF());
      double slopeVS = switch (settings.sense().probe()) {
        case Probe.AtTime _ -> line.prechargeV() * StrictMath.exp(-strobeS * perS) * strobeS;
        case Probe.AtLevel level -> {
          double referenceV = level.referenceV() == 0 ? 0.5 * line.prechargeV() : level.referenceV();
          yield referenceV * StrictMath.log(line.prechargeV() / referenceV) / perS;
        }
      };
      return (offsetV * offsetV + thermalV * thermalV) / (slopeVS * slopeVS);
    }
  }
}
