package io.matchline.autodiff;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.PoolShape;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What batch normalisation computes, cut over the graph's workers by images.
final class Normals {
  private Normals() {}

  static ChannelMoments moments(Graph graph, Tensor y) {
    PoolShape shape = Normal.geometry(y.shape());
    try (Scratch scratch = graph.scratch(1, 2 * shape.images() * shape.channels())) {
      MemorySegment moments = scratch.first();
      graph.workers().run(shape.images(), 1, images -> graph.kernels().poolMoments(shape, images, y.data(), moments));
      return ChannelMoments.of(moments, (int) shape.images(), shape.pixels(), shape.channels());
    }
  }

  /// fma(y, scale, shift).
  static Tensor apply(Graph graph, Tensor y, Normal normal) {
    Tensor z = graph.tensor(y.shape());
    int channels = normal.scale.length;
    graph.workers().run(y.size() / channels, 1, rows -> {
      for (long row = rows.begin(); row < rows.end(); row++) {
        for (int c = 0; c < channels; c++) {
          float value = y.data().getAtIndex(JAVA_FLOAT, row * channels + c);
          z.data().setAtIndex(JAVA_FLOAT, row * channels + c, Math.fma(value, normal.scale[c], normal.shift[c]));
        }
      }
    });
    return z;
  }

  static Tensor ofInput(Graph graph, Tensor y, Tensor scales, Tensor dz) {
    Normal.Slopes slopes = slopes(graph, y, scales, dz);
    Tensor dy = graph.tensor(y.shape());
    int channels = slopes.k.length;
    graph.workers().run(y.size() / channels, 1, rows -> {
      for (long row = rows.begin(); row < rows.end(); row++) {
        for (int c = 0; c < channels; c++) {
          long at = row * channels + c;
          float rest = Math.fma(y.data().getAtIndex(JAVA_FLOAT, at), slopes.slope[c], slopes.constant[c]);
          dy.data().setAtIndex(JAVA_FLOAT, at, Math.fma(slopes.k[c], dz.data().getAtIndex(JAVA_FLOAT, at), rest));
        }
      }
    });
    return dy;
  }

  static Tensor ofScale(Graph graph, Tensor y, Tensor dz) {
    Tensor ofScale = graph.tensor(Shape.of(y.shape().dim(-1)));
    ofScale.set(slopes(graph, y, ones(graph, ofScale.shape()), dz).ofScale);
    return ofScale;
  }

  static Tensor ofShift(Graph graph, Tensor dz) {
    Tensor ofShift = graph.tensor(Shape.of(dz.shape().dim(-1)));
    ofShift.set(slopes(graph, dz, ones(graph, ofShift.shape()), dz).ofShift);
    return ofShift;
  }

  private static Tensor ones(Graph graph, Shape shape) {
    Tensor ones = graph.tensor(shape);
    ones.fill(1);
    return ones;
  }

  private static Normal.Slopes slopes(Graph graph, Tensor y, Tensor scales, Tensor dz) {
    PoolShape shape = Normal.geometry(y.shape());
    Normal normal = new Normal(moments(graph, y), scales, scales);
    try (Scratch scratch = graph.scratch(1, 2 * shape.images() * shape.channels())) {
      MemorySegment sums = scratch.first();
      graph.workers().run(shape.images(), 1, images -> {
        for (long n = images.begin(); n < images.end(); n++) {
          sums(shape, n, y.data(), dz.data(), normal, sums);
        }
      });
      return new Normal.Slopes(
          normal.inverse, normal.offset, scales, sums, (int) shape.images(), shape.images() * shape.pixels());
    }
  }

  /// Sums of dz and dz·yn of an image, pixels in the order of 2 × 2 windows, row by row in each.
  private static void sums(
      PoolShape shape, long n, MemorySegment y, MemorySegment dz, Normal normal, MemorySegment sums) {
    int channels = shape.channels();
    float[] sum = new float[2 * channels];
    Arrays.fill(sum, 0);
    for (int row = 0; row < shape.height(); row += 2) {
      for (int column = 0; column < shape.width(); column += 2) {
        for (int i = 0; i < 4; i++) {
          int h = row + i / 2;
          int w = column + i % 2;
          if (h < shape.height() && w < shape.width()) {
            add((n * shape.pixels() + (long) h * shape.width() + w) * channels, y, dz, normal, sum);
          }
        }
      }
    }
    MemorySegment.copy(sum, 0, sums, JAVA_FLOAT, n * sum.length * Float.BYTES, sum.length);
  }

  private static void add(long at, MemorySegment y, MemorySegment dz, Normal normal, float[] sum) {
    int channels = normal.scale.length;
    for (int c = 0; c < channels; c++) {
      float slope = dz.getAtIndex(JAVA_FLOAT, at + c);
      float normalized = Math.fma(y.getAtIndex(JAVA_FLOAT, at + c), normal.inverse[c], normal.offset[c]);
      sum[c] += slope;
      sum[channels + c] = Math.fma(slope, normalized, sum[channels + c]);
    }
  }
}
