package io.matchline.autodiff;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.PoolShape;
import java.lang.foreign.MemorySegment;

/// The coefficients of a batch normalisation, `[channels]` each, as the pooling kernels read them: normalised values are
/// yn = fma(y, inverse, offset) and the result is z = fma(y, scale, shift).
final class Normal {
  final float[] scale;
  final float[] shift;
  final float[] inverse;
  final float[] offset;

  Normal(ChannelMoments moments, Tensor scales, Tensor shifts) {
    int channels = moments.channels();
    scale = new float[channels];
    shift = new float[channels];
    inverse = new float[channels];
    offset = new float[channels];
    for (int c = 0; c < channels; c++) {
      float mean = (float) moments.mean()[c];
      inverse[c] = moments.inverseDeviation(c);
      offset[c] = -mean * inverse[c];
      scale[c] = scales.get(c) * inverse[c];
      shift[c] = Math.fma(-mean, scale[c], shifts.get(c));
    }
  }

  /// Writes the first four rows of the kernels' coefficients.
  void write(MemorySegment coefficients) {
    row(coefficients, 0, scale);
    row(coefficients, 1, shift);
    row(coefficients, 2, inverse);
    row(coefficients, 3, offset);
  }

  private static void row(MemorySegment coefficients, int row, float[] values) {
    MemorySegment.copy(values, 0, coefficients, JAVA_FLOAT, (long) row * values.length * Float.BYTES, values.length);
  }

  /// How the gradient with respect to y follows from dz: fma(k, dz, fma(y, slope, constant)), and the gradients of scale and
  /// shift.
  static final class Slopes {
    final float[] k;
    final float[] slope;
    final float[] constant;
    final float[] ofScale;
    final float[] ofShift;

    /// @param inverse of the deviations
    /// @param offset of the normalised values
    /// @param sums `[images][2][channels]` of dz and of dz·yn; added in double in the order of the images
    /// @param count values of a channel
    Slopes(float[] inverse, float[] offset, Tensor scales, MemorySegment sums, int images, long count) {
      int channels = inverse.length;
      k = new float[channels];
      slope = new float[channels];
      constant = new float[channels];
      ofScale = new float[channels];
      ofShift = new float[channels];
      double[] total = totals(sums, images, channels);
      for (int c = 0; c < channels; c++) {
        k[c] = scales.get(c) * inverse[c];
        float mean = (float) (total[c] / count);
        float product = k[c] * (float) (total[channels + c] / count);
        slope[c] = -product * inverse[c];
        constant[c] = Math.fma(-product, offset[c], -(k[c] * mean));
        ofShift[c] = (float) total[c];
        ofScale[c] = (float) total[channels + c];
      }
    }

    /// @param coefficients of the kernels, of which the third and fourth row are read
    static Slopes of(MemorySegment coefficients, Tensor scales, MemorySegment sums, int images, long count) {
      float[] inverse = new float[scales.size()];
      float[] offset = new float[scales.size()];
      ChannelMoments.read(coefficients, 2, inverse);
      ChannelMoments.read(coefficients, 3, offset);
      return new Slopes(inverse, offset, scales, sums, images, count);
    }

    private static double[] totals(MemorySegment sums, int images, int channels) {
      float[] own = new float[2 * channels];
      double[] total = new double[2 * channels];
      for (int n = 0; n < images; n++) {
        ChannelMoments.read(sums, n, own);
        for (int c = 0; c < own.length; c++) {
          total[c] += own[c];
        }
      }
      return total;
    }

    /// Writes the last three rows of the kernels' coefficients.
    void write(MemorySegment coefficients) {
      row(coefficients, 4, k);
      row(coefficients, 5, slope);
      row(coefficients, 6, constant);
    }
  }

  /// Images, or samples of one pixel if the shape is of another rank than 4; the last axis counts channels.
  static PoolShape geometry(Shape shape) {
    int channels = shape.dim(-1);
    return shape.rank() == 4
        ? new PoolShape(shape.dim(0), shape.dim(1), shape.dim(2), channels)
        : new PoolShape(shape.size() / channels, 1, 1, channels);
  }
}
