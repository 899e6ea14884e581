package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Convolution and its weight gradient: the Java twin of `native/src/tensor/conv.c` and `conv_weights.c`, same order,
/// same bits; {@link Winograd} is that of tiles.
final class Conv {
  private final ConvShape shape;
  private final MemorySegment x;

  private Conv(ConvShape shape, MemorySegment x) {
    this.shape = shape;
    this.x = x;
  }

  /// {@link Kernels#convPack} without the argument checks.
  static void pack(ConvShape shape, MemorySegment weights, boolean turned, MemorySegment packed) {
    if (shape.tiled()) {
      Winograd.pack(shape, weights, turned, packed);
      return;
    }
    long at = 0;
    for (int j = 0; j < shape.outChannels(); j += GemmShape.PANEL) {
      for (long r = 0; r < shape.depth(); r++) {
        for (int lane = 0; lane < GemmShape.PANEL; lane++, at++) {
          int channel = j + lane;
          float weight = channel < shape.outChannels() ? weight(shape, weights, turned, r, channel) : 0;
          packed.setAtIndex(JAVA_FLOAT_UNALIGNED, at, weight);
        }
      }
    }
  }

  /// The weight of row r (kernel row, kernel column, input channel) and an output channel.
  static float weight(ConvShape shape, MemorySegment weights, boolean turned, long r, int channel) {
    long place = r / shape.inChannels();
    long last = (long) shape.kernelHeight() * shape.kernelWidth() - 1;
    long index =
        turned
            ? ((last - place) * shape.outChannels() + channel) * shape.inChannels() + r % shape.inChannels()
            : r * shape.outChannels() + channel;
    return weights.getAtIndex(JAVA_FLOAT_UNALIGNED, index);
  }

  /// {@link Kernels#conv} without the argument checks.
  static void multiply(ConvShape shape, Span images, MemorySegment x, MemorySegment packed, MemorySegment y) {
    if (shape.tiled()) {
      new Winograd(shape, x, packed).multiply(images, y);
      return;
    }
    Conv conv = new Conv(shape, x);
    for (long n = images.begin(); n < images.end(); n++) {
      for (long i = 0; i < shape.outElements(); i++) {
        y.setAtIndex(JAVA_FLOAT_UNALIGNED, n * shape.outElements() + i, conv.element(n, i, packed));
      }
    }
  }

  private float element(long n, long i, MemorySegment packed) {
    long channel = i % shape.outChannels();
    long pixel = i / shape.outChannels();
    long lane = channel % GemmShape.PANEL;
    long weight = (channel - lane) * shape.depth() + lane;
    float sum = 0;
    for (long r = 0; r < shape.depth(); r++, weight += GemmShape.PANEL) {
      sum = Math.fma(input(n, pixel, r), packed.getAtIndex(JAVA_FLOAT_UNALIGNED, weight), sum);
    }
    return sum;
  }

  /// x under weight r (kernel row, kernel column, input channel) of a pixel of y.
  private float input(long n, long pixel, long r) {
    long place = r / shape.inChannels();
    long row = pixel / shape.outWidth() + place / shape.kernelWidth() - shape.padHeight();
    long column = pixel % shape.outWidth() + place % shape.kernelWidth() - shape.padWidth();
    if (row < 0 || row >= shape.height() || column < 0 || column >= shape.width()) {
      return 0;
    }
    long at = ((n * shape.height() + row) * shape.width() + column) * shape.inChannels() + r % shape.inChannels();
    return x.getAtIndex(JAVA_FLOAT_UNALIGNED, at);
  }

  /// {@link Kernels#convWeights} without the argument checks.
  static void weights(ConvShape shape, Span images, MemorySegment x, MemorySegment dy, MemorySegment part) {
    Conv conv = new Conv(shape, x);
    for (long i = 0; i < shape.weights(); i++) {
      part.setAtIndex(JAVA_FLOAT_UNALIGNED, i, conv.chain(images, i, dy, part.getAtIndex(JAVA_FLOAT_UNALIGNED, i)));
    }
  }

  private float chain(Span images, long i, MemorySegment dy, float before) {
    long pixels = (long) shape.outHeight() * shape.outWidth();
    float sum = before;
    for (long n = images.begin(); n < images.end(); n++) {
      for (long pixel = 0; pixel < pixels; pixel++) {
        long at = (n * pixels + pixel) * shape.outChannels() + i % shape.outChannels();
        sum = Math.fma(input(n, pixel, i / shape.outChannels()), dy.getAtIndex(JAVA_FLOAT_UNALIGNED, at), sum);
      }
    }
    return sum;
  }

  /// {@link Kernels#convWeightsSum} without the argument checks.
  static void sum(ConvShape shape, MemorySegment partial, MemorySegment dw) {
    float[] sum = new float[ConvShape.PARTS];
    for (long i = 0; i < shape.weights(); i++) {
      for (int p = 0; p < ConvShape.PARTS; p++) {
        sum[p] = partial.getAtIndex(JAVA_FLOAT_UNALIGNED, p * shape.weights() + i);
      }
      for (int half = ConvShape.PARTS / 2; half > 0; half /= 2) {
        for (int p = 0; p < half; p++) {
          sum[p] += sum[p + half];
        }
      }
      dw.setAtIndex(JAVA_FLOAT_UNALIGNED, i, sum[0]);
    }
  }
}
