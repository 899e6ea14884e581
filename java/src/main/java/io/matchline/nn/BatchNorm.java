package io.matchline.nn;

import io.matchline.autodiff.ChannelMoments;
import io.matchline.autodiff.Node;
import io.matchline.autodiff.Shape;
import io.matchline.autodiff.Tensor;

/// Every channel, the last axis, to mean 0 and variance 1 over all samples and places, then scaled and shifted. A pass that
/// does not train uses the running mean and variance, which follow those of the batches.
///
/// Source: Ioffe, Szegedy, *Batch normalization*, ICML 2015.
public record BatchNorm(Tensor scale, Tensor shift, Tensor mean, Tensor variance) implements Layer {
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
    return pass.training()
        ? x.batchNorm(pass.of(scale), pass.of(shift), this::follow)
        : x.normalize(running(), pass.of(scale), pass.of(shift));
  }

  /// The running mean and variance.
  ChannelMoments running() {
    double[] means = new double[scale.size()];
    double[] variances = new double[means.length];
    for (int c = 0; c < means.length; c++) {
      means[c] = mean.get(c);
      variances[c] = variance.get(c);
    }
    return new ChannelMoments(means, variances, 1);
  }

  /// Running statistics follow those of a batch, its variance that of a sample.
  void follow(ChannelMoments batch) {
    double unbiased = batch.count() > 1 ? (double) batch.count() / (batch.count() - 1) : 1;
    for (int c = 0; c < scale.size(); c++) {
      mean.set(c, (float) ((1 - MOMENTUM) * mean.get(c) + MOMENTUM * batch.mean()[c]));
      variance.set(c, (float) ((1 - MOMENTUM) * variance.get(c) + MOMENTUM * unbiased * batch.variance()[c]));
    }
  }
}
