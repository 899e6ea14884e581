package io.matchline.search;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import io.matchline.kernel.Draw;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Planes through the origin, given by their normals, and projections onto these.
final class Planes {
  /// Planes that go through the lanes side by side, so that these stay in the first-level cache.
  private static final int ABREAST = 64;

  private final float[][] normals;
  private final int dimensions;
  private final double[][] packed;

  /// @param normals `[planes][dimensions]`
  Planes(float[][] normals) {
    this.normals = normals;
    this.dimensions = normals[0].length;
    this.packed = new double[Math.ceilDiv(normals.length, ABREAST)][dimensions * ABREAST];
    for (int p = 0; p < normals.length; p++) {
      for (int d = 0; d < dimensions; d++) {
        packed[p / ABREAST][d * ABREAST + p % ABREAST] = normals[p][d];
      }
    }
  }

  /// Standard normal planes; row p, cell d of the field `(seed, FEATURE_PLANES)` is component d of plane p.
  static Planes drawn(Kernels kernels, long seed, int planes, int dimensions) {
    float[][] normals = new float[planes][dimensions];
    Draw draw = new Draw(seed, NoiseStream.FEATURE_PLANES.id(), 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment row = arena.allocate(JAVA_FLOAT_UNALIGNED, dimensions);
      for (int p = 0; p < planes; p++) {
        kernels.gauss(draw, new Patch(p, 1, 0, dimensions), row, dimensions);
        MemorySegment.copy(row, JAVA_FLOAT_UNALIGNED, 0, normals[p], 0, dimensions);
      }
    }
    return new Planes(normals);
  }

  int count() {
    return normals.length;
  }

  int dimensions() {
    return dimensions;
  }

  /// `[planes][dimensions]`
  float[][] normals() {
    return normals;
  }

  /// `plane[p] · e` of every plane, with the bits of {@link Dot#of}.
  double[] projections(float[] e) {
    double[] all = new double[packed.length * ABREAST];
    double[][] lane = new double[Dot.LANES][ABREAST];
    for (int c = 0; c < packed.length; c++) {
      for (int d = 0; d < dimensions; d++) {
        addProducts(packed[c], d * ABREAST, e[d], lane[d % Dot.LANES]);
      }
      for (int half = Dot.LANES / 2; half > 0; half /= 2) {
        for (int l = 0; l < half; l++) {
          add(lane[l + half], lane[l]);
        }
      }
      System.arraycopy(lane[0], 0, all, c * ABREAST, ABREAST);
      for (double[] used : lane) {
        Arrays.fill(used, 0);
      }
    }
    return Arrays.copyOf(all, normals.length);
  }

  private static void addProducts(double[] a, int first, double b, double[] sum) {
    for (int p = 0; p < ABREAST; p++) {
      sum[p] += a[first + p] * b;
    }
  }

  private static void add(double[] term, double[] sum) {
    for (int p = 0; p < ABREAST; p++) {
      sum[p] += term[p];
    }
  }
}
