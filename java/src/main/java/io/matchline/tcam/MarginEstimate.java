package io.matchline.tcam;

import io.matchline.device.ConductanceMoments;
import io.matchline.device.DeviceStates;
import io.matchline.device.State;
import io.matchline.kernel.MatchLine;
import io.matchline.noise.NoiseSettings;

/// How far two rows with different numbers of mismatches have fallen when they are compared, −ln(V/precharge), without any
/// simulation: means and standard deviations from the moments of the devices, propagated to first order through the closed
/// forms of {@link LineModes} and {@link FirstOrderLine}. An error of the amplifier is turned into one of the fall there.
///
/// @param better mean fall of the row with fewer mismatches
/// @param worse mean fall of the other row
/// @param sigma standard deviation of the difference
public record MarginEstimate(double better, double worse, double sigma) {
  /// Probability that the row with more mismatches has fallen less. Equal falls are a draw.
  public double error() {
    return NormalTail.above(worse - better, sigma);
  }

  /// Mean and variance of how far one row has fallen.
  record Row(double fall, double variance) {}

  /// Estimates for pairs of rows of one array.
  public static final class Pairs {
    private static final int HALVINGS = 60;

    private final ArraySettings settings;
    private final MatchLine line;
    private final LineModes modes;
    private final FirstOrderLine lumped;
    private final double strobeS;
    private final ConductanceMoments on;
    private final ConductanceMoments off;

    /// @param settings of the array, at a level with a waveform
    /// @param strobeS time of the strobe, where there is one
    public Pairs(ArraySettings settings, double strobeS) {
      this.settings = settings;
      this.strobeS = strobeS;
      this.line = settings.line(settings.tile().columns());
      this.modes = new LineModes(line);
      this.lumped = new FirstOrderLine(line, settings.level() == Level.ELMORE);
      DeviceStates device = settings.device().states();
      this.on = moments(device, State.LRS);
      this.off = moments(device, State.HRS);
    }

    private ConductanceMoments moments(DeviceStates device, State state) {
      NoiseSettings noise = settings.noise();
      return ConductanceMoments.of(
          device, state, noise.deviceSpread(), noise.cycleSpread(), noise.stuckAt(), noise.read());
    }

    /// @param mismatches of the better row; the other has `gap` more
    public MarginEstimate of(MismatchPlaces places, int mismatches, int gap) {
      double[] better = shares(places, true, mismatches);
      double[] worse = shares(places, false, mismatches + gap);
      double atS = comparedS(better, worse);
      boolean random = places == MismatchPlaces.RANDOM;
      Row a = row(better, random ? mismatches : 0, atS);
      Row b = row(worse, random ? mismatches + gap : 0, atS);
      return new MarginEstimate(a.fall, b.fall, Math.sqrt(a.variance + b.variance));
    }

    /// A row at the strobe whose mismatches are scattered over the line.
    Row scattered(int mismatches) {
      return row(shares(MismatchPlaces.RANDOM, true, mismatches), mismatches, strobeS);
    }

    /// The time of the strobe; crossings are compared between the two rows' own times.
    private double comparedS(double[] better, double[] worse) {
      return settings.sense().probe() instanceof Probe.AtLevel level
          ? Math.sqrt(crossingS(better, level) * crossingS(worse, level))
          : strobeS;
    }

    private double crossingS(double[] share, Probe.AtLevel level) {
      double[] meanS = meanS(share);
      double wanted = StrictMath.log(line.prechargeV() / referenceV(level));
      double low = 0;
      double high = 4 * wanted / lumped.fall(meanS, 1).value();
      for (int i = 0; i < HALVINGS; i++) {
        double middle = 0.5 * (low + high);
        boolean early = fall(meanS, middle).value() < wanted;
        low = early ? middle : low;
        high = early ? high : middle;
      }
      return high;
    }

    private double referenceV(Probe.AtLevel level) {
      return level.referenceV() == 0 ? 0.5 * line.prechargeV() : level.referenceV();
    }

    /// Probability that a cell mismatches.
    private double[] shares(MismatchPlaces places, boolean better, int mismatches) {
      int cells = line.cells();
      double[] share = new double[cells];
      for (int j = 0; j < cells; j++) {
        boolean random = places == MismatchPlaces.RANDOM;
        share[j] = random
            ? (double) mismatches / cells
            : places.mismatches(better, mismatches, j, cells, line.sense()) ? 1 : 0;
      }
      return share;
    }

    private double[] meanS(double[] share) {
      double[] meanS = new double[share.length];
      for (int j = 0; j < meanS.length; j++) {
        meanS[j] = share[j] * on.meanS() + (1 - share[j]) * off.meanS();
      }
      return meanS;
    }

    /// @param scattered mismatches that are scattered over the line
    private Row row(double[] share, int scattered, double atS) {
      Fall fall = fall(meanS(share), atS);
      double variance = placeVariance(fall.gradient(), scattered) + amplifierVariance(fall.value());
      for (int j = 0; j < share.length; j++) {
        double ofCell = share[j] * on.varianceS2() + (1 - share[j]) * off.varianceS2();
        variance += fall.gradient()[j] * fall.gradient()[j] * ofCell;
      }
      return new Row(fall.value(), variance);
    }

    private Fall fall(double[] meanS, double atS) {
      return switch (settings.level()) {
        case LADDER -> modes.fall(meanS, atS);
        case LUMPED_RP -> withSeries(lumped.fall(meanS, atS), atS);
        default -> lumped.fall(meanS, atS);
      };
    }

    /// One resistance in series with all cells adds its own time constant.
    private Fall withSeries(Fall fall, double atS) {
      double share = 1 / (1 + fall.value() * line.totalCapacitanceF() * settings.seriesResistanceOhm() / atS);
      return new Fall(share * fall.value(), fall.times(share * share).gradient());
    }

    /// Variance of a sum over a random subset of the cells, drawn without replacement.
    private double placeVariance(double[] gradient, int scattered) {
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
      return cells == 1 ? 0 : spread * step * step * scattered * (cells - scattered) / (cells - 1);
    }

    private double amplifierVariance(double fall) {
      NoiseSettings noise = settings.noise();
      double offsetV = noise.senseOffset() ? settings.sense().offsetSigmaV() : 0;
      double thermalV = noise.thermalNoise().sigmaV(line.nearCapacitanceF(), line.totalCapacitanceF());
      double volt = line.prechargeV() * StrictMath.exp(-fall);
      return (offsetV * offsetV + thermalV * thermalV) / (volt * volt);
    }
  }
}
