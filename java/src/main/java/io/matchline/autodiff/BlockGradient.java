package io.matchline.autodiff;

import io.matchline.kernel.ConvShape;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Span;
import java.lang.foreign.MemorySegment;

/// The last backward pass of {@link ConvBlock}: the gradient of the convolution's result, a group of images at a time, and
/// from it those of weights and images.
///
/// @param up with respect to the pooled images
/// @param dx where the gradient with respect to the images goes; null if it is not wanted
record BlockGradient(BlockPass pass, MemorySegment up, MemorySegment dx) {
  void run(MemorySegment dw) {
    ConvShape conv = pass.conv();
    Graph graph = pass.graph();
    long most = Math.max(BlockPass.workspace(conv), conv.gradient().workspaceElements());
    try (BlockPass.Packed straight = pass.new Packed(false, pass.kept() == null);
        BlockPass.Packed turned = pass.new Packed(true, dx != null);
        Scratch workspace = graph.scratch(graph.workers().threads(), most);
        Scratch gradient = graph.scratch(graph.workers().threads(), conv.group() * conv.outElements());
        Scratch partial = graph.scratch(1, ConvShape.PARTS * conv.weights())) {
      MemorySegment sums = partial.first();
      graph.workers().run(ConvShape.PARTS, 1, parts -> workspace.use(own -> gradient.use(dy -> {
        for (long p = parts.begin(); p < parts.end(); p++) {
          add(conv.part(p), new Memory(straight.panels(), turned.panels(), own, dy), Convolutions.part(conv, sums, p));
        }
      })));
      pass.kernels().convWeightsSum(conv, sums, dw);
    }
  }

  private record Memory(MemorySegment panels, MemorySegment turned, MemorySegment workspace, MemorySegment dy) {}

  /// One part of the weights' gradient.
  private void add(Span images, Memory memory, MemorySegment part) {
    part.fill((byte) 0);
    long group = pass.conv().group();
    for (long n = images.begin(); n < images.end(); n += group) {
      add(new Span(n, Math.min(n + group, images.end())), memory, part, pass.kernels());
    }
  }

  private void add(Span images, Memory memory, MemorySegment part, Kernels kernels) {
    ConvShape shape = pass.conv(images);
    Span all = BlockPass.all(images);
    MemorySegment y = pass.result(images, false, memory.panels, memory.workspace);
    MemorySegment own = BlockPass.at(up, images, pass.pool().pooledElements());
    kernels.poolGradient(pass.pool(images), all, y, pass.coefficients(), own, memory.dy);
    MemorySegment x = BlockPass.at(pass.x().data(), images, shape.inElements());
    kernels.convWeights(shape, all, x, memory.dy, memory.workspace, part);
    if (dx != null) {
      MemorySegment to = BlockPass.at(dx, images, shape.inElements());
      kernels.conv(shape.gradient(), all, memory.dy, memory.turned, memory.workspace, to);
    }
  }
}
