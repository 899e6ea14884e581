package io.matchline.search;

import io.matchline.tcam.RangeWords;
import io.matchline.tcam.ValueWords;

/// Cell d stores the voltages within a radius of number d and is searched with that of number d.
///
/// @param lowestV voltage of the lowest number of the reference, V
/// @param highestV voltage of the highest, V
/// @param radiusV V
record RangeEncoder(double lowestV, double highestV, double radiusV, int cells) implements Encoder {
  @Override
  public RangeWords stored(float[][] embeddings, Reference reference) {
    return new RangeWords(volts(embeddings, reference, -radiusV), volts(embeddings, reference, radiusV));
  }

  @Override
  public ValueWords searched(float[][] embeddings, Reference reference) {
    return new ValueWords(volts(embeddings, reference, 0));
  }

  private double[][] volts(float[][] embeddings, Reference reference, double shiftV) {
    CodePlanes.requireLength(embeddings, cells);
    double[][] volts = new double[embeddings.length][cells];
    for (int row = 0; row < volts.length; row++) {
      for (int d = 0; d < cells; d++) {
        double share = Levels.share(embeddings[row][d], reference);
        volts[row][d] = lowestV + share * (highestV - lowestV) + shiftV;
      }
    }
    return volts;
  }
}
