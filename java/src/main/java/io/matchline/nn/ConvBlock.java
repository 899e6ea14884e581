package io.matchline.nn;

import io.matchline.autodiff.Node;

/// Convolution, batch norm, ReLU and 2 × 2 max-pool: the block of which Conv-4 has four.
///
/// Source: Vinyals et al., *Matching networks for one shot learning*, NeurIPS 2016.
///
/// @param conv what makes the channels
/// @param relu whether negative values become 0, which the last block of an embedding leaves out
public record ConvBlock(Layer conv, BatchNorm norm, boolean relu) implements Layer {
  @Override
  public Node apply(Pass pass, Node x) {
    Node made = conv.apply(pass, x);
    if (pass.training()) {
      return PooledNorm.apply(pass, norm, relu, made);
    }
    Node normal = norm.apply(pass, made);
    return (relu ? normal.relu() : normal).maxPool();
  }
}
