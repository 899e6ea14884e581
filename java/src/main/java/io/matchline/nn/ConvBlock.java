package io.matchline.nn;

import io.matchline.autodiff.Node;

/// Convolution, batch norm, ReLU and 2 × 2 max-pool: the block of which Conv-4 has four.
///
/// Source: Vinyals et al., *Matching networks for one shot learning*, NeurIPS 2016.
///
/// @param conv what makes the channels
/// @param relu whether negative values become 0, which the last block of an embedding leaves out
public record ConvBlock(Convolution conv, BatchNorm norm, boolean relu) implements Layer {
  @Override
  public Node apply(Pass pass, Node x) {
    return conv.sharedWeights(pass).map(weights -> joined(pass, x, weights)).orElseGet(() -> apart(pass, x));
  }

  private Node joined(Pass pass, Node x, Node weights) {
    Node scale = pass.of(norm.scale());
    Node shift = pass.of(norm.shift());
    return pass.training()
        ? x.convBlock(weights, scale, shift, conv.pad(), conv.pad(), relu, norm::follow)
        : x.convBlock(weights, scale, shift, conv.pad(), conv.pad(), relu, norm.running());
  }

  private Node apart(Pass pass, Node x) {
    Node normal = norm.apply(pass, conv.apply(pass, x));
    return (relu ? normal.relu() : normal).maxPool();
  }
}
