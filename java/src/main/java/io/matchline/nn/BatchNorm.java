package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;

/// Every channel, the last axis, to mean 0 and variance 1 over all samples and places, then scaled and shifted. A pass that
/// does not train uses the running mean and variance, which follow those of the batches.
///
/// Source: Ioffe, Szegedy, *Batch normalization*, ICML 2015.
public record BatchNorm(Tensor scale, Tensor shift, Tensor mean, Tensor variance) implements Layer {
  static final float VARIANCE_LEAST = 1e-5f;
  private static final float MOMENTUM = 0.1f;

  public static BatchNorm of(Parameters parameters, String name, int channels) {
    Shape shape = Shape.of(channels);
    return new BatchNorm(
        parameters.constant(name + ".scale", shape, 1),
        parameters.constant(name + ".shift", shape, 0),
        parameters.running(name + ".mean", shape, 0),
        parameters.running(name + ".variance", shape, 1));
  }

  @Override
  public Node apply(Pass pass, Node x) {
    int channels = scale.size();
    Node flat = x.reshape(x.value().size() / channels, channels);
    Node normal = pass.training()
        ? ofBatch(flat)
        : flat.minus(pass.graph().constant(mean))
            .over(pass.graph().constant(variance).plus(VARIANCE_LEAST).sqrt());
    return normal.times(pass.of(scale)).plus(pass.of(shift)).reshape(x.shape());
  }

  private Node ofBatch(Node flat) {
    Node batchMean = flat.mean(0);
    Node centred = flat.minus(batchMean);
    Node batchVariance = centred.times(centred).mean(0);
    int samples = flat.shape().dim(0);
    follow(mean, batchMean.value(), 1);
    follow(variance, batchVariance.value(), samples > 1 ? (float) samples / (samples - 1) : 1);
    return centred.over(batchVariance.plus(VARIANCE_LEAST).sqrt());
  }

  /// Running statistics follow those of a batch of `samples`.
  void follow(double[] batchMean, double[] batchVariance, int samples) {
    double unbiased = samples > 1 ? (double) samples / (samples - 1) : 1;
    for (int c = 0; c < scale.size(); c++) {
      mean.set(c, (float) ((1 - MOMENTUM) * mean.get(c) + MOMENTUM * batchMean[c]));
      variance.set(c, (float) ((1 - MOMENTUM) * variance.get(c) + MOMENTUM * unbiased * batchVariance[c]));
    }
  }

  private static void follow(Tensor running, Tensor batch, float scale) {
    for (int i = 0; i < running.size(); i++) {
      running.set(i, (1 - MOMENTUM) * running.get(i) + MOMENTUM * (scale * batch.get(i)));
    }
  }
}
