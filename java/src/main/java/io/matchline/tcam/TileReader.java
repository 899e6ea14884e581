package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import java.util.Arrays;

/// Reads the lines of one column tile: waveform, amplifier offset, thermal noise, strobe jitter, converter.
///
/// Readings fall with the number of mismatches: a voltage at the strobe or the time of a crossing.
final class TileReader {
  private final LineReader tile;
  private final MatchLine line;
  private final Probe probe;
  private final LineNoise noise;
  private final Converter converter;
  private final double at;
  private final double latestS;

  TileReader(LineReader tile, NominalLine nominal, Sense sense, LineNoise noise) {
    this.tile = tile;
    this.line = nominal.line();
    this.probe = sense.probe();
    this.noise = noise;
    int used = tile.columns().used();
    double[] readings;
    switch (probe) {
      case Probe.AtTime strobe -> {
        at = strobe.timeS() == 0 ? nominal.defaultStrobeS(used) : strobe.timeS();
        readings = nominal.voltagesV(used, at);
        latestS = at;
      }
      case Probe.AtLevel level -> {
        at = level.referenceV() == 0 ? 0.5 * line.prechargeV() : level.referenceV();
        readings = nominal.crossingsS(used, at);
        latestS = new Readout(readings, 2).references()[0];
      }
    }
    converter = Converter.of(sense, readings, line.prechargeV());
  }

  boolean strobed() {
    return probe instanceof Probe.AtTime;
  }

  /// The strobe's time (s) or the reference voltage (V).
  double at() {
    return at;
  }

  /// Mismatches as the converter sees them.
  int mismatches(double reading) {
    return converter.mismatches(reading);
  }

  /// What rows of a single tile are ranked by.
  double score(double reading) {
    return converter.score(reading);
  }

  /// Readings of all rows, `[queries · rows]`; query `q` is search number `firstSearch + q`.
  double[] readings(CellWords queries, int firstSearch) {
    return switch (probe) {
      case Probe.AtTime strobe -> strobed(queries, firstSearch, strobe.jitterS());
      case Probe.AtLevel _ -> crossed(queries, firstSearch);
    };
  }

  /// When each query's search is decided, s: at the strobe, or when all lines have crossed the reference, at the latest
  /// halfway between nominal lines with one mismatch and with none, after which a line counts as matching.
  double[] decisionS(CellWords queries, int firstSearch) {
    double[] decision = new double[queries.rows()];
    Arrays.fill(decision, latestS);
    if (!strobed()) {
      double[] crossing = readings(queries, firstSearch);
      int rows = tile.rows();
      Arrays.setAll(
          decision,
          q -> Math.min(latestS, Arrays.stream(crossing, q * rows, (q + 1) * rows).max().orElseThrow()));
    }
    return decision;
  }

  private double[] strobed(CellWords queries, int firstSearch, double jitterS) {
    double[] volts = jitterS == 0 ? tile.voltagesV(queries, firstSearch, at) : jittered(queries, firstSearch, jitterS);
    int rows = tile.rows();
    for (int q = 0; q < queries.rows(); q++) {
      double[] error = noise.inputErrorV(firstSearch + q, Arrays.copyOfRange(volts, q * rows, (q + 1) * rows));
      for (int r = 0; r < rows; r++) {
        volts[q * rows + r] += error[r];
      }
    }
    return volts;
  }

  /// Every search has its own strobe time, the same for all rows of the tile.
  private double[] jittered(CellWords queries, int firstSearch, double jitterS) {
    int rows = tile.rows();
    double[] volts = new double[queries.rows() * rows];
    for (int q = 0; q < queries.rows(); q++) {
      double timeS = Math.max(0, at + noise.strobeErrorS(firstSearch + q, jitterS));
      System.arraycopy(tile.voltagesV(queries.rows(q, q + 1), firstSearch + q, timeS), 0, volts, q * rows, rows);
    }
    return volts;
  }

  /// An error of the amplifier's input shifts its reference, so the crossing is read off a parabola through the
  /// crossings of three references around the nominal one.
  private double[] crossed(CellWords queries, int firstSearch) {
    double reach = 3 * noise.inputSigmaV(at);
    if (reach == 0) {
      return tile.crossingsS(queries, firstSearch, at)[0];
    }
    double low = Math.max(at - reach, line.lowestLevelV());
    double high = Math.min(at + reach, line.highestLevelV());
    double[][] crossing = tile.crossingsS(queries, firstSearch, low, at, high);
    int rows = tile.rows();
    double[] times = new double[queries.rows() * rows];
    double[] reference = new double[rows];
    Arrays.fill(reference, at);
    for (int q = 0; q < queries.rows(); q++) {
      double[] error = noise.inputErrorV(firstSearch + q, reference);
      for (int r = 0; r < rows; r++) {
        int i = q * rows + r;
        double shifted = Math.clamp(at - error[r], line.lowestLevelV(), line.highestLevelV());
        times[i] = parabola(shifted, low, crossing[0][i], at, crossing[1][i], high, crossing[2][i]);
      }
    }
    return times;
  }

  /// Lagrange's parabola through three points; a line that never crosses stays so.
  private static double parabola(double x, double x0, double y0, double x1, double y1, double x2, double y2) {
    if (Double.isInfinite(y0)) {
      return y0;
    }
    double l0 = (x - x1) * (x - x2) / ((x0 - x1) * (x0 - x2));
    double l1 = (x - x0) * (x - x2) / ((x1 - x0) * (x1 - x2));
    double l2 = (x - x0) * (x - x1) / ((x2 - x0) * (x2 - x1));
    return y0 * l0 + y1 * l1 + y2 * l2;
  }
}
