package io.matchline.periphery;

import java.util.Arrays;
import java.util.List;

/// What stands behind the columns of one tile: subtraction, converters, and the sum over weight slices.
///
/// @param code how weights became columns
/// @param outputs outputs of the tile
/// @param settings of the converters
public record Readout(WeightCode code, int outputs, AdcSettings settings) {
  /// Currents that are converted for one vector.
  public int currents() {
    return settings.subtraction() == Subtraction.ANALOG ? outputs * code.slices() : code.columns(outputs);
  }

  public int converters() {
    return settings.converters(currents());
  }

  /// Currents in front of the converters, A.
  ///
  /// @param columnsA `[columns]` currents of the columns of one vector, A
  public double[] convertedA(double[] columnsA) {
    if (settings.subtraction() == Subtraction.DIGITAL) {
      return columnsA.clone();
    }
    double[] difference = new double[currents()];
    int slices = code.slices();
    Arrays.setAll(difference, i -> difference(columnsA, i / slices, i % slices));
    return difference;
  }

  private double difference(double[] columnsA, int output, int k) {
    return columnsA[code.plusColumn(output, k)] - columnsA[code.minusColumn(output, k)];
  }

  /// Outputs of one vector, A: Σ factor(k) · (plus − minus) over the slices of each.
  ///
  /// @param columnsA `[columns]` currents of the columns, A
  /// @param converters {@link #converters()} of them
  public double[] outputsA(double[] columnsA, List<Adc> converters) {
    double[] read = convertedA(columnsA);
    Arrays.setAll(read, i -> converters.get(i / settings.share()).readA(read[i]));
    double[] output = new double[outputs];
    int slices = code.slices();
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < slices; k++) {
        double sliceA =
            settings.subtraction() == Subtraction.ANALOG ? read[j * slices + k] : difference(read, j, k);
        output[j] = Math.fma(code.factor(k), sliceA, output[j]);
      }
    }
    return output;
  }
}
