package io.matchline.tcam;

import io.matchline.kernel.MatchLine;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseSources;
import java.util.Arrays;

/// The random errors of the amplifiers of one column tile.
final class LineNoise {
  private final NoiseSources sources;
  private final MatchLine line;
  private final Patch amplifiers;
  private final Sense sense;
  private final double[] offsetV;

  /// @param tile index of the column tile
  LineNoise(NoiseSources sources, MatchLine line, Sense sense, int tile, int rows) {
    this.sources = sources;
    this.line = line;
    this.sense = sense;
    this.amplifiers = new Patch(0, rows, tile, 1);
    this.offsetV = sources.offsetV(sense.offsetSigmaV(), amplifiers);
    if (sense instanceof Sense.Adc adc) {
      add(sources.converterOffsetV(adc.converterOffsetV(), amplifiers), offsetV);
    }
  }

  /// Error at the input of each row's amplifier in one search, V: its offset and the line's thermal noise.
  ///
  /// @param voltageV `[rows]` voltages of the lines, V
  double[] inputErrorV(int search, double[] voltageV) {
    double[] fallenV = new double[voltageV.length];
    Arrays.setAll(fallenV, r -> line.prechargeV() - voltageV[r]);
    double[] error =
        sources.thermalV(search, amplifiers, line.senseCapacitanceF(), line.totalCapacitanceF(), fallenV);
    add(offsetV, error);
    return error;
  }

  private static void add(double[] term, double[] sum) {
    for (int r = 0; r < sum.length; r++) {
      sum[r] += term[r];
    }
  }

  /// Standard deviation of the input error of lines at one voltage, V.
  double inputSigmaV(double voltageV) {
    double fallenV = line.prechargeV() - voltageV;
    double thermal = sources.thermalSigmaV(line.senseCapacitanceF(), line.totalCapacitanceF(), fallenV);
    double offset = sense.offsetSigmaV();
    return Math.sqrt(thermal * thermal + offset * offset);
  }

  /// Error of the tile's strobe in one search, s; the amplifiers of a tile share the strobe.
  double strobeErrorS(int search, double sigmaS) {
    Patch strobe = new Patch(0, 1, amplifiers.cellBegin(), 1);
    return sources.jitterS(sigmaS, search, strobe)[0];
  }
}
