package io.matchline.train;

import io.matchline.nn.BatchNorm;
import io.matchline.nn.ConvBlock;
import io.matchline.nn.Convolution;
import io.matchline.nn.Layer;
import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Variants;

/// What makes an embedding of an image.
@Variants(key = "kind")
public sealed interface EmbeddingNetwork {
  /// Elements of an embedding of an image with `side` × `side` pixels.
  int elements(int side);

  /// The network for `[images][side][side][1]`; it gives `[images][elements]`.
  Layer build(LayerMaker maker, int side);

  /// Four blocks of 3 × 3 convolution, batch norm, ReLU and 2 × 2 max-pool, the last one without ReLU; then a linear layer if
  /// `outputs` asks for one.
  ///
  /// Source: Snell, Swersky, Zemel, *Prototypical networks for few-shot learning*, NeurIPS 2017.
  @Named(
      value = "conv4",
      doc = "four blocks of 3×3 convolution, batch norm, ReLU (not in the last) and 2×2 max-pool, perhaps a linear layer")
  record Conv4(
      @Param(doc = "channels of every block", min = 1, max = 1024, standard = "64") int channels,
      @Param(doc = "elements of an embedding, from a linear layer behind the blocks; 0: those of the last block", min = 0,
              max = 65_536, standard = "0")
          int outputs)
      implements EmbeddingNetwork {
    private static final int BLOCKS = 4;
    private static final int KERNEL = 3;

    @Override
    public int elements(int side) {
      return outputs == 0 || blockElements(side) == 0 ? blockElements(side) : outputs;
    }

    private int blockElements(int side) {
      int places = side >> BLOCKS;
      return places * places * channels;
    }

    @Override
    public Layer build(LayerMaker maker, int side) {
      Layer network = (pass, x) -> x;
      for (int block = 1; block <= BLOCKS; block++) {
        String name = "block" + block;
        int inputs = block == 1 ? 1 : channels;
        boolean last = block == BLOCKS && outputs == 0;
        Convolution conv = maker.conv(name + ".conv", KERNEL, inputs, channels, last);
        BatchNorm norm = BatchNorm.of(maker.parameters(), name + ".norm", channels);
        network = network.then(new ConvBlock(conv, norm, block < BLOCKS));
      }
      network = network.then(Layer.flatten());
      return outputs == 0 ? network : network.then(maker.linear("out", blockElements(side), outputs, true));
    }
  }

  /// One hidden layer.
  @Named(value = "mlp", doc = "one hidden layer with batch norm and ReLU, then a linear one")
  record Mlp(
      @Param(doc = "neurons of the hidden layer", min = 1, max = 65_536, standard = "128") int hidden,
      @Param(doc = "elements of an embedding", min = 1, max = 65_536, standard = "64") int outputs)
      implements EmbeddingNetwork {
    @Override
    public int elements(int side) {
      return outputs;
    }

    @Override
    public Layer build(LayerMaker maker, int side) {
      Layer first = maker.linear("hidden", side * side, hidden, false);
      BatchNorm norm = BatchNorm.of(maker.parameters(), "norm", hidden);
      Layer second = maker.linear("out", hidden, outputs, true);
      return Layer.flatten().then(first).then(norm).then(Layer.relu()).then(second);
    }
  }
}
