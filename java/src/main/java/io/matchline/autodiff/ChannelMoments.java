package io.matchline.autodiff;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/// Mean and variance of every channel over all samples and places.
///
/// @param mean `[channels]`
/// @param variance `[channels]`, of the samples as they are: the sum of squares through their number
/// @param count values of a channel
public record ChannelMoments(double[] mean, double[] variance, long count) {
  /// Added to variances before their root is taken.
  public static final double VARIANCE_LEAST = 1e-5;

  /// What the moments of images, `[images][2][channels]` with a mean and a sum of squared differences from it, amount to:
  /// summed in double in the order of the images.
  ///
  /// @param pixels of an image
  static ChannelMoments of(MemorySegment moments, int images, long pixels, int channels) {
    float[] own = new float[2 * channels];
    double[] mean = new double[channels];
    double[] variance = new double[channels];
    for (int n = 0; n < images; n++) {
      read(moments, n, own);
      for (int c = 0; c < channels; c++) {
        mean[c] += own[c];
      }
    }
    for (int c = 0; c < channels; c++) {
      mean[c] /= images;
    }
    for (int n = 0; n < images; n++) {
      read(moments, n, own);
      for (int c = 0; c < channels; c++) {
        double off = own[c] - mean[c];
        variance[c] += own[channels + c] + pixels * (off * off);
      }
    }
    long count = images * pixels;
    for (int c = 0; c < channels; c++) {
      variance[c] /= count;
    }
    return new ChannelMoments(mean, variance, count);
  }

  /// Row n of `[…][row.length]`.
  static void read(MemorySegment rows, int n, float[] row) {
    MemorySegment.copy(rows, JAVA_FLOAT, (long) n * row.length * Float.BYTES, row, 0, row.length);
  }

  /// 1/√(variance + {@value #VARIANCE_LEAST}).
  float inverseDeviation(int channel) {
    return (float) (1 / Math.sqrt(variance[channel] + VARIANCE_LEAST));
  }

  int channels() {
    return mean.length;
  }
}
