package io.matchline.search;

import io.matchline.tcam.TernaryWords;
import java.util.Optional;

/// Bit p is 1 where `plane[p] · (e − centre) > 0`.
///
/// @param planes one for each bit
/// @param bias stored bits are X while the projection is below `bias` times the length of the centred embedding
/// @param columns which bit goes to which column
record PlaneEncoder(Planes planes, double bias, Centre centre, Columns columns) implements TernaryEncoder {
  @Override
  public int cells() {
    return planes.count();
  }

  @Override
  public TernaryWords stored(float[][] embeddings, Reference reference) {
    return encode(embeddings, reference, bias);
  }

  @Override
  public TernaryWords searched(float[][] embeddings, Reference reference) {
    return encode(embeddings, reference, 0);
  }

  @Override
  public Optional<Projection> projection() {
    return Optional.of(new Projection(planes.normals(), centre == Centre.STORED));
  }

  private TernaryWords encode(float[][] embeddings, Reference reference, double margin) {
    CodePlanes.requireLength(embeddings, planes.dimensions());
    CodePlanes code = new CodePlanes(embeddings.length, planes.count());
    int[] bit = columns == Columns.DRAWN ? null : columns.order(distance(reference));
    for (int row = 0; row < embeddings.length; row++) {
      float[] e = centre.apply(embeddings[row], reference);
      double least = margin * StrictMath.sqrt(Dot.of(e, e));
      double[] projections = planes.projections(e);
      for (int c = 0; c < projections.length; c++) {
        double projection = projections[bit == null ? c : bit[c]];
        if (Math.abs(projection) >= least) {
          code.set(row, c, projection > 0);
        }
      }
    }
    return code.words();
  }

  /// Of each plane, the sum over the stored rows of |projection| over the length of the embedding.
  private double[] distance(Reference reference) {
    double[] distance = new double[planes.count()];
    for (float[] row : reference.stored()) {
      float[] e = centre.apply(row, reference);
      double length = StrictMath.sqrt(Dot.of(e, e));
      double[] projections = planes.projections(e);
      for (int p = 0; p < projections.length && length > 0; p++) {
        distance[p] += Math.abs(projections[p]) / length;
      }
    }
    return distance;
  }
}
