package io.matchline.autodiff;

import io.matchline.kernel.ConvShape;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.PoolShape;
import io.matchline.kernel.Span;
import java.lang.foreign.MemorySegment;

/// The passes of {@link ConvBlock} over its images, cut over the graph's workers; a few images at a time go through all
/// steps of a pass while they are in the cache.
///
/// @param kept `[images][outElements]` for what the convolution gives; null if it is computed again in every pass
/// @param coefficients `[8][channels]` of the pooling kernels
record BlockPass(
    Graph graph,
    ConvShape conv,
    PoolShape pool,
    Tensor x,
    Tensor weights,
    MemorySegment kept,
    MemorySegment coefficients) {
  /// Works on the images of a group, whose convolution is `y`.
  private interface Step {
    void run(Span images, MemorySegment y);
  }

  /// Moments of the convolution, which is kept if it is to be.
  ChannelMoments moments() {
    try (Scratch scratch = graph.scratch(1, 2 * conv.images() * pool.channels())) {
      MemorySegment moments = scratch.first();
      forEachGroup(true, (images, y) ->
          kernels().poolMoments(pool(images), all(images), y, at(moments, images, 2L * pool.channels())));
      return ChannelMoments.of(moments, (int) conv.images(), pool.pixels(), pool.channels());
    }
  }

  Tensor pooled(Shape shape) {
    Tensor out = graph.tensor(shape);
    forEachGroup(false, (images, y) ->
        kernels().pool(pool(images), all(images), y, coefficients, at(out.data(), images, pool.pooledElements())));
    return out;
  }

  /// Gradients of images, weights, scale and shift, null for images that are not tracked.
  Node[] gradients(Graph graph, Node node, Tensor up) {
    Tensor scales = node.input(2).value();
    Normal.Slopes slopes = slopes(up, scales);
    slopes.write(coefficients);
    Tensor dx = node.input(0).tracked() ? graph.tensor(x.shape()) : null;
    Tensor dw = graph.tensor(weights.shape());
    new BlockGradient(this, up.data(), dx == null ? null : dx.data()).run(dw.data());
    Tensor ofScale = graph.tensor(scales.shape());
    ofScale.set(slopes.ofScale);
    Tensor ofShift = graph.tensor(scales.shape());
    ofShift.set(slopes.ofShift);
    return new Node[] {
      dx == null ? null : graph.constant(dx), graph.constant(dw), graph.constant(ofScale), graph.constant(ofShift)
    };
  }

  private Normal.Slopes slopes(Tensor up, Tensor scales) {
    try (Scratch scratch = graph.scratch(1, 2 * conv.images() * pool.channels())) {
      MemorySegment sums = scratch.first();
      forEachGroup(false, (images, y) -> kernels().poolSums(
          pool(images),
          all(images),
          y,
          coefficients,
          at(up.data(), images, pool.pooledElements()),
          at(sums, images, 2L * pool.channels())));
      return Normal.Slopes.of(coefficients, scales, sums, (int) conv.images(), conv.images() * pool.pixels());
    }
  }

  /// @param first whether the convolution has not been computed yet
  private void forEachGroup(boolean first, Step step) {
    try (Packed packed = new Packed(false, first || kept == null);
        Scratch workspace = graph.scratch(graph.workers().threads(), workspace(conv))) {
      graph.workers().run(conv.images(), 1, images -> workspace.use(own -> {
        for (long n = images.begin(); n < images.end(); n += conv.group()) {
          Span group = new Span(n, Math.min(n + conv.group(), images.end()));
          step.run(group, result(group, first, packed.panels(), own));
        }
      }));
    }
  }

  /// Floats of a kernel's workspace and of a group of results behind it.
  static long workspace(ConvShape shape) {
    return shape.workspaceElements() + shape.group() * shape.outElements();
  }

  /// The convolution of a group: as it was kept, or computed into the workspace or where it is kept.
  MemorySegment result(Span images, boolean first, MemorySegment panels, MemorySegment workspace) {
    MemorySegment y = kept != null
        ? at(kept, images, conv.outElements())
        : workspace.asSlice(conv.workspaceElements() * Float.BYTES);
    if (first || kept == null) {
      kernels().conv(conv(images), all(images), at(x.data(), images, conv.inElements()), panels, workspace, y);
    }
    return y;
  }

  Kernels kernels() {
    return graph.kernels();
  }

  static Span all(Span images) {
    return new Span(0, images.end() - images.begin());
  }

  ConvShape conv(Span images) {
    return conv.images(images.end() - images.begin());
  }

  PoolShape pool(Span images) {
    return new PoolShape(images.end() - images.begin(), pool.height(), pool.width(), pool.channels());
  }

  /// The images of a group in `[images][elements]`.
  static MemorySegment at(MemorySegment all, Span images, long elements) {
    return all.asSlice(
        images.begin() * elements * Float.BYTES, (images.end() - images.begin()) * elements * Float.BYTES);
  }

  /// The weights in panels.
  final class Packed implements AutoCloseable {
    private final Scratch scratch;

    /// @param turned whether for the gradient with respect to the images
    /// @param wanted whether anything will read them
    Packed(boolean turned, boolean wanted) {
      ConvShape shape = turned ? conv.gradient() : conv;
      scratch = graph.scratch(1, wanted ? shape.packedElements() : 1);
      if (wanted) {
        kernels().convPack(shape, weights.data(), turned, panels());
      }
    }

    MemorySegment panels() {
      return scratch.first();
    }

    @Override
    public void close() {
      scratch.close();
    }
  }
}
