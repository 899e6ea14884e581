package io.matchline.search;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import io.matchline.kernel.Draw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseStream;
import io.matchline.tcam.TernaryWords;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Bit p is 1 where `plane[p] · (e − centre) > 0`.
///
/// @param planes `[bits][dimensions]`
/// @param bias stored bits are X while the projection is below `bias` times the length of the centred embedding
/// @param columns which bit goes to which column
record PlaneEncoder(float[][] planes, double bias, Centre centre, Columns columns) implements TernaryEncoder {
  /// Standard normal planes; row p, cell d of the field `(seed, FEATURE_PLANES)` is component d of plane p.
  static float[][] planes(Kernels kernels, long seed, int bits, int dimensions) {
    float[][] planes = new float[bits][dimensions];
    Draw draw = new Draw(seed, NoiseStream.FEATURE_PLANES.id(), 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment row = arena.allocate(JAVA_FLOAT_UNALIGNED, dimensions);
      for (int p = 0; p < bits; p++) {
        kernels.gauss(draw, new Patch(p, 1, 0, dimensions), row, dimensions);
        MemorySegment.copy(row, JAVA_FLOAT_UNALIGNED, 0, planes[p], 0, dimensions);
      }
    }
    return planes;
  }

  @Override
  public int cells() {
    return planes.length;
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
    return Optional.of(new Projection(planes, centre == Centre.STORED));
  }

  private TernaryWords encode(float[][] embeddings, Reference reference, double margin) {
    CodePlanes.requireLength(embeddings, planes[0].length);
    CodePlanes code = new CodePlanes(embeddings.length, planes.length);
    int[] bit = columns == Columns.DRAWN ? null : columns.order(distance(reference));
    for (int row = 0; row < embeddings.length; row++) {
      float[] e = centre.apply(embeddings[row], reference);
      double least = margin * StrictMath.sqrt(Dot.of(e, e));
      for (int c = 0; c < planes.length; c++) {
        double projection = Dot.of(planes[bit == null ? c : bit[c]], e);
        if (Math.abs(projection) >= least) {
          code.set(row, c, projection > 0);
        }
      }
    }
    return code.words();
  }

  /// Of each plane, the sum over the stored rows of |projection| over the length of the embedding.
  private double[] distance(Reference reference) {
    double[] distance = new double[planes.length];
    for (float[] row : reference.stored()) {
      float[] e = centre.apply(row, reference);
      double length = StrictMath.sqrt(Dot.of(e, e));
      for (int p = 0; p < planes.length && length > 0; p++) {
        distance[p] += Math.abs(Dot.of(planes[p], e)) / length;
      }
    }
    return distance;
  }
}
