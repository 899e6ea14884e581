package io.matchline.autodiff;

import io.matchline.kernel.GemmShape;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Span;
import io.matchline.kernel.Workers;
import java.lang.foreign.MemorySegment;

/// Products of matrices, cut over the graph's workers along rows or columns.
final class Products {
  /// Multiplications that are worth a second thread.
  private static final long LEAST = 1 << 16;

  private Products() {}

  /// @param turnedA whether the transpose of `a` is multiplied
  /// @param turnedB whether the transpose of `b` is multiplied
  static Tensor of(Graph graph, Tensor a, boolean turnedA, Tensor b, boolean turnedB) {
    GemmShape shape = shape(a.shape(), turnedA, b.shape(), turnedB);
    return of(graph, shape, a, b, MemorySegment.NULL);
  }

  /// a·b + bias, with a ReLU behind it where `relu` says so.
  static Tensor of(Graph graph, Tensor a, Tensor b, Tensor bias, boolean relu) {
    GemmShape shape = shape(a.shape(), false, b.shape(), false);
    if (bias.size() != shape.columns()) {
      throw new IllegalArgumentException(
          "a bias of shape %s for %d columns".formatted(bias.shape(), shape.columns()));
    }
    return of(graph, relu ? shape.rectified() : shape, a, b, bias.data());
  }

  private static GemmShape shape(Shape a, boolean turnedA, Shape b, boolean turnedB) {
    int row = turnedA ? 1 : 0;
    int column = turnedB ? 0 : 1;
    if (a.rank() != 2 || b.rank() != 2 || a.dim(1 - row) != b.dim(1 - column)) {
      throw new IllegalArgumentException("no product of shapes %s and %s".formatted(
          turnedA ? "(" + a + ")ᵀ" : a, turnedB ? "(" + b + ")ᵀ" : b));
    }
    return GemmShape.of(a.dim(row), a.dim(1 - row), b.dim(column), turnedA, turnedB);
  }

  private static Tensor of(Graph graph, GemmShape shape, Tensor a, Tensor b, MemorySegment bias) {
    Tensor c = graph.tensor(Shape.of((int) shape.rows(), shape.columns()));
    Kernels kernels = graph.kernels();
    Workers workers = graph.workers();
    int panels = Math.ceilDiv(shape.columns(), GemmShape.PANEL);
    if (workers.threads() == 1 || shape.rows() * shape.inner() * shape.columns() < LEAST) {
      kernels.gemm(shape, shape.all(), a.data(), b.data(), bias, c.data());
    } else if (panels % workers.threads() == 0) {
      workers.run(shape.columns(), GemmShape.PANEL, part -> columns(kernels, shape, part, a, b, bias, c));
    } else {
      workers.run(shape.rows(), GemmShape.ROWS, part -> kernels.gemm(shape, part, a.data(), b.data(), bias, c.data()));
    }
    return c;
  }

  private static void columns(
      Kernels kernels, GemmShape shape, Span part, Tensor a, Tensor b, MemorySegment bias, Tensor c) {
    MemorySegment own = bias.address() == 0 ? bias : bias.asSlice(part.begin() * Float.BYTES);
    kernels.gemm(
        shape.columns(part),
        shape.all(),
        a.data(),
        b.data().asSlice(shape.bOffset(part.begin()) * Float.BYTES),
        own,
        c.data().asSlice(part.begin() * Float.BYTES));
  }
}
