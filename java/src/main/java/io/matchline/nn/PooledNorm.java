package io.matchline.nn;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.autodiff.Graph;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Batch norm by the statistics of the batch, ReLU and 2 × 2 max-pool in one pass over the images: what {@link ConvBlock}
/// computes in training, with gradients of first order.
///
/// With M = images · height · width, x̂ = (x − mean)/√(variance + ε) and g the gradient at the largest element of each
/// window that ReLU left, 0 elsewhere: ∂shift = Σ g, ∂scale = Σ g·x̂, ∂x = scale/√(variance + ε) · (g − ∂shift/M −
/// x̂·∂scale/M).
final class PooledNorm {
  /// In `chosen`: ReLU left nothing of the window.
  private static final byte NONE = 4;

  private final boolean relu;
  private final int images;
  private final int height;
  private final int width;
  private final int channels;
  private final double[] mean;
  private final double[] variance;
  private final float[] slope;
  private final float[] offset;
  private final float[] inverse;
  private final byte[] chosen;

  private PooledNorm(Shape shape, boolean relu) {
    this.relu = relu;
    this.images = shape.dim(0);
    this.height = shape.dim(1);
    this.width = shape.dim(2);
    this.channels = shape.dim(3);
    this.mean = new double[channels];
    this.variance = new double[channels];
    this.slope = new float[channels];
    this.offset = new float[channels];
    this.inverse = new float[channels];
    this.chosen = new byte[images * (height / 2) * (width / 2) * channels];
  }

  /// The pooled images; the running statistics of `norm` follow those of the batch.
  static Node apply(Pass pass, BatchNorm norm, boolean relu, Node x) {
    PooledNorm part = new PooledNorm(x.shape(), relu);
    part.measure(x.value());
    norm.follow(part.mean, part.variance, part.places());
    return pass.graph().custom(
        "pooled-norm",
        inputs -> part.forward(pass.graph(), inputs),
        (node, up) -> part.backward(node, up),
        x, pass.of(norm.scale()), pass.of(norm.shift()));
  }

  private int places() {
    return images * height * width;
  }

  /// Sums of every image in double, then added in the order of the images.
  private void measure(Tensor x) {
    float[] image = new float[height * width * channels];
    for (int n = 0; n < images; n++) {
      double[] sum = new double[channels];
      read(x, n, image);
      for (int at = 0; at < image.length; at += channels) {
        for (int c = 0; c < channels; c++) {
          sum[c] += image[at + c];
        }
      }
      add(mean, sum, 1.0 / places());
    }
    for (int n = 0; n < images; n++) {
      double[] sum = new double[channels];
      read(x, n, image);
      for (int at = 0; at < image.length; at += channels) {
        for (int c = 0; c < channels; c++) {
          double centred = image[at + c] - mean[c];
          sum[c] += centred * centred;
        }
      }
      add(variance, sum, 1.0 / places());
    }
  }

  private static void add(double[] total, double[] part, double share) {
    for (int c = 0; c < total.length; c++) {
      total[c] += share * part[c];
    }
  }

  private void read(Tensor x, int n, float[] image) {
    MemorySegment.copy(x.data(), JAVA_FLOAT, (long) n * image.length * Float.BYTES, image, 0, image.length);
  }

  private static void write(float[] image, Tensor to, int n) {
    MemorySegment.copy(image, 0, to.data(), JAVA_FLOAT, (long) n * image.length * Float.BYTES, image.length);
  }

  private Tensor forward(Graph graph, List<Tensor> inputs) {
    for (int c = 0; c < channels; c++) {
      inverse[c] = (float) (1 / Math.sqrt(variance[c] + BatchNorm.VARIANCE_LEAST));
      slope[c] = inputs.get(1).get(c) * inverse[c];
      offset[c] = (float) (inputs.get(2).get(c) - mean[c] * slope[c]);
    }
    Tensor pooled = graph.tensor(Shape.of(images, height / 2, width / 2, channels));
    float[] image = new float[height * width * channels];
    float[] small = new float[pooled.size() / images];
    float[] normal = new float[4 * channels];
    for (int n = 0; n < images; n++) {
      read(inputs.getFirst(), n, image);
      for (int window = 0; window < small.length / channels; window++) {
        for (int corner = 0; corner < 4; corner++) {
          normalise(image, corner(window, corner), normal, corner * channels);
        }
        choose(normal, small, window * channels, n * small.length + window * channels);
      }
      write(small, pooled, n);
    }
    return pooled;
  }

  /// Where a corner of a window, row by row, lies in an image.
  private int corner(int window, int corner) {
    int y = window / (width / 2) * 2 + (corner >> 1);
    int x = window % (width / 2) * 2 + (corner & 1);
    return (y * width + x) * channels;
  }

  private void normalise(float[] image, int from, float[] normal, int to) {
    for (int c = 0; c < channels; c++) {
      normal[to + c] = slope[c] * image[from + c] + offset[c];
    }
  }

  private void choose(float[] normal, float[] small, int to, int place) {
    for (int c = 0; c < channels; c++) {
      float most = normal[c];
      byte corner = 0;
      for (byte k = 1; k < 4; k++) {
        float other = normal[k * channels + c];
        corner = other > most ? k : corner;
        most = Math.max(most, other);
      }
      boolean left = !relu || most > 0;
      small[to + c] = left ? most : 0;
      chosen[place + c] = left ? corner : NONE;
    }
  }

  private Node[] backward(Node node, Node up) {
    Graph graph = node.graph();
    Tensor x = node.input(0).value();
    float[] gradient = up.value().toArray();
    double[] shift = new double[channels];
    double[] scale = new double[channels];
    float[] image = new float[height * width * channels];
    int small = gradient.length / images;
    for (int n = 0; n < images; n++) {
      read(x, n, image);
      sums(gradient, n * small, small, image, shift, scale);
    }
    Tensor dx = graph.tensor(x.shape());
    float[] constant = new float[channels];
    float[] factor = new float[channels];
    for (int c = 0; c < channels; c++) {
      factor[c] = (float) (-slope[c] * scale[c] / places() * inverse[c]);
      constant[c] = (float) (-slope[c] * shift[c] / places() - factor[c] * mean[c]);
    }
    for (int n = 0; n < images; n++) {
      read(x, n, image);
      spread(image, constant, factor);
      place(gradient, n * small, small, image);
      write(image, dx, n);
    }
    return new Node[] {graph.constant(dx), vector(graph, scale), vector(graph, shift)};
  }

  private void sums(float[] gradient, int first, int count, float[] image, double[] shift, double[] scale) {
    double[] ofShift = new double[channels];
    double[] ofScale = new double[channels];
    for (int window = 0; window < count / channels; window++) {
      for (int c = 0; c < channels; c++) {
        int at = first + window * channels + c;
        if (chosen[at] != NONE) {
          double normal = (image[corner(window, chosen[at]) + c] - mean[c]) * inverse[c];
          ofShift[c] += gradient[at];
          ofScale[c] += gradient[at] * normal;
        }
      }
    }
    add(shift, ofShift, 1);
    add(scale, ofScale, 1);
  }

  private void spread(float[] image, float[] constant, float[] factor) {
    for (int at = 0; at < image.length; at += channels) {
      for (int c = 0; c < channels; c++) {
        image[at + c] = factor[c] * image[at + c] + constant[c];
      }
    }
  }

  private void place(float[] gradient, int first, int count, float[] image) {
    for (int window = 0; window < count / channels; window++) {
      for (int c = 0; c < channels; c++) {
        int at = first + window * channels + c;
        if (chosen[at] != NONE) {
          image[corner(window, chosen[at]) + c] += slope[c] * gradient[at];
        }
      }
    }
  }

  private static Node vector(Graph graph, double[] values) {
    float[] rounded = new float[values.length];
    for (int c = 0; c < rounded.length; c++) {
      rounded[c] = (float) values[c];
    }
    return graph.constant(Shape.of(values.length), rounded);
  }
}
