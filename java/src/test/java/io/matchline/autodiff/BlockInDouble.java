package io.matchline.autodiff;

import java.util.List;

/// Convolution with one pixel of padding, batch normalisation, ReLU and pooling in double, from their formulas.
final class BlockInDouble {
  private final Tensor x;
  private final Tensor weights;
  private final Tensor scale;
  private final Tensor shift;
  private final int height;
  private final int width;
  private final int channels;

  BlockInDouble(List<Tensor> inputs) {
    x = inputs.get(0);
    weights = inputs.get(1);
    scale = inputs.get(2);
    shift = inputs.get(3);
    height = x.shape().dim(1);
    width = x.shape().dim(2);
    channels = weights.shape().dim(3);
  }

  double[] pooled() {
    int images = x.shape().dim(0);
    double[] y = new double[images * height * width * channels];
    for (int i = 0; i < y.length; i++) {
      y[i] = convolution(i);
    }
    normalize(y);
    double[] pooled = new double[images * (height / 2) * (width / 2) * channels];
    for (int i = 0; i < y.length; i++) {
      int row = i / channels / width % height / 2;
      int column = i / channels % width / 2;
      int image = i / channels / width / height;
      if (row < height / 2 && column < width / 2) {
        int to = ((image * (height / 2) + row) * (width / 2) + column) * channels + i % channels;
        pooled[to] = Math.max(pooled[to], y[i]);
      }
    }
    return pooled;
  }

  private double convolution(int i) {
    int in = x.shape().dim(3);
    double sum = 0;
    for (int k = 0; k < 9 * in; k++) {
      int row = i / channels / width % height + k / in / 3 - 1;
      int column = i / channels % width + k / in % 3 - 1;
      if (row >= 0 && row < height && column >= 0 && column < width) {
        int image = i / channels / width / height;
        sum += (double) x.get(((image * height + row) * width + column) * in + k % in)
            * weights.get(k * channels + i % channels);
      }
    }
    return sum;
  }

  private void normalize(double[] y) {
    int count = y.length / channels;
    for (int c = 0; c < channels; c++) {
      double mean = 0;
      double variance = 0;
      for (int i = c; i < y.length; i += channels) {
        mean += y[i] / count;
      }
      for (int i = c; i < y.length; i += channels) {
        variance += (y[i] - mean) * (y[i] - mean) / count;
      }
      for (int i = c; i < y.length; i += channels) {
        y[i] = (y[i] - mean) / Math.sqrt(variance + 1e-5) * scale.get(c) + shift.get(c);
      }
    }
  }
}
