package io.matchline.autodiff;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.BinaryFunction;
import io.matchline.kernel.PairShape;
import io.matchline.kernel.Span;
import io.matchline.kernel.SumShape;
import io.matchline.kernel.UnaryFunction;
import io.matchline.kernel.Workers;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// What the rules compute, element by element, cut over the graph's workers where that is worth it.
final class Loops {
  /// Elements that are worth a second thread.
  private static final int LEAST = 1 << 15;
  /// Elements that a cut falls on multiples of.
  private static final int GRANULE = 1024;

  private Loops() {}

  /// Runs work over `[0, count)`, of which each is `size` elements, in spans.
  static void spread(Graph graph, long count, long granule, long size, Workers.Task work) {
    if (graph.workers().threads() == 1 || count * size < LEAST) {
      work.run(new Span(0, count));
    } else {
      graph.workers().run(count, granule, work);
    }
  }

  private static MemorySegment floats(MemorySegment data, long from) {
    return from == 0 ? data : data.asSlice(from * Float.BYTES);
  }

  private static long count(Span span) {
    return span.end() - span.begin();
  }

  static void unary(Graph graph, UnaryFunction function, Tensor x, Tensor out) {
    spread(graph, out.size(), GRANULE, 1, part -> graph.kernels().unary(
        function, floats(x.data(), part.begin()), floats(out.data(), part.begin()), count(part)));
  }

  static void affine(Graph graph, Tensor x, float scale, float shift, Tensor out) {
    spread(graph, out.size(), GRANULE, 1, part -> graph.kernels().affine(
        scale, shift, floats(x.data(), part.begin()), floats(out.data(), part.begin()), count(part)));
  }

  static void power(Tensor x, float exponent, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      out.set(i, (float) StrictMath.pow(x.get(i), exponent));
    }
  }

  static void binary(Graph graph, BinaryFunction function, Tensor a, Tensor b, Tensor out) {
    Axes axes = new Axes(out.shape(), a.shape(), b.shape());
    int rows = axes.dim(2);
    int columns = axes.dim(1);
    for (int step = 0; step < axes.leading(); step++) {
      MemorySegment left = floats(a.data(), axes.offset(0, step));
      MemorySegment right = floats(b.data(), axes.offset(1, step));
      MemorySegment to = floats(out.data(), (long) step * rows * columns);
      if (rows == 1) {
        PairShape shape = new PairShape(1, columns, 0, 0, axes.stride(0, 1), axes.stride(1, 1));
        spread(graph, columns, GRANULE, 1, part -> columns(graph, function, shape, part, left, right, to));
      } else {
        PairShape shape = new PairShape(
            rows, columns, axes.stride(0, 2), axes.stride(1, 2), axes.stride(0, 1), axes.stride(1, 1));
        spread(graph, rows, 1, columns, part -> rows(graph, function, shape, part, left, right, to));
      }
    }
  }

  private static void columns(
      Graph graph, BinaryFunction f, PairShape s, Span part, MemorySegment a, MemorySegment b, MemorySegment out) {
    PairShape own = new PairShape(1, count(part), 0, 0, s.aStep(), s.bStep());
    graph.kernels().binary(
        f,
        own,
        floats(a, part.begin() * s.aStep()),
        floats(b, part.begin() * s.bStep()),
        floats(out, part.begin()));
  }

  private static void rows(
      Graph graph, BinaryFunction f, PairShape s, Span part, MemorySegment a, MemorySegment b, MemorySegment out) {
    PairShape own = new PairShape(count(part), s.columns(), s.aRow(), s.bRow(), s.aStep(), s.bStep());
    graph.kernels().binary(
        f,
        own,
        floats(a, part.begin() * s.aRow()),
        floats(b, part.begin() * s.bRow()),
        floats(out, part.begin() * s.columns()));
  }

  /// Every element of `out` is the sum, in double, of the elements of `x` that fall on it, in their order; where the last
  /// axes are summed along, they make rows, each of which is summed first, in stripes ({@link
  /// io.matchline.kernel.Kernels#sums}).
  static void sumTo(Graph graph, Tensor x, Tensor out) {
    try (Scratch scratch = graph.scratch(1, 2L * out.size())) {
      MemorySegment sum = scratch.first().asSlice(0, (long) out.size() * Double.BYTES);
      sum.fill((byte) 0);
      Axes axes = new Axes(x.shape(), out.shape());
      int rows = axes.dim(2);
      int columns = axes.dim(1);
      boolean kept = axes.stride(0, 1) > 0;
      for (int step = 0; step < axes.leading(); step++) {
        MemorySegment from = floats(x.data(), (long) step * rows * columns);
        MemorySegment to = sum.asSlice((long) axes.offset(0, step) * Double.BYTES);
        if (kept) {
          spread(graph, columns, SumShape.STRIPES, rows, part -> graph.kernels().sums(
              new SumShape(rows, count(part), columns, true, false),
              floats(from, part.begin()),
              to.asSlice(part.begin() * Double.BYTES)));
        } else {
          spread(graph, rows, 1, columns, part -> graph.kernels().sums(
              SumShape.ofRows(count(part), columns),
              floats(from, part.begin() * columns),
              to.asSlice(part.begin() * Double.BYTES)));
        }
      }
      graph.kernels().round(sum, out.data(), out.size());
    }
  }

  /// ln p and p of a softmax along the last axis; either may be null.
  static void softmax(Graph graph, Tensor x, Tensor logarithm, Tensor probability) {
    int columns = x.shape().dim(-1);
    spread(graph, x.size() / columns, 1, columns, part -> graph.kernels().softmax(
        count(part),
        columns,
        floats(x.data(), part.begin() * columns),
        logarithm == null ? MemorySegment.NULL : floats(logarithm.data(), part.begin() * columns),
        probability == null ? MemorySegment.NULL : floats(probability.data(), part.begin() * columns)));
  }

  static void broadcast(Tensor x, Tensor out) {
    Axes axes = new Axes(out.shape(), x.shape());
    int rows = axes.dim(2);
    int columns = axes.dim(1);
    for (int at = 0; at < axes.leading() * rows; at++) {
      long from = axes.offset(0, at / rows) + (long) at % rows * axes.stride(0, 2);
      long to = (long) at * columns * Float.BYTES;
      if (axes.stride(0, 1) > 0) {
        MemorySegment.copy(x.data(), from * Float.BYTES, out.data(), to, (long) columns * Float.BYTES);
      } else {
        float value = x.data().getAtIndex(JAVA_FLOAT, from);
        for (int i = 0; i < columns; i++) {
          out.data().set(JAVA_FLOAT, to + (long) i * Float.BYTES, value);
        }
      }
    }
  }

  /// Rows of a table, which may repeat.
  static void rows(Tensor table, int[] rows, Tensor out) {
    long bytes = (long) out.size() / rows.length * Float.BYTES;
    for (int i = 0; i < rows.length; i++) {
      MemorySegment.copy(table.data(), rows[i] * bytes, out.data(), i * bytes, bytes);
    }
  }

  /// Adds row i of x to the row `rows[i]` of `out`, in rising order of i, from 0.
  static void addRows(Graph graph, Tensor x, int[] rows, Tensor out) {
    long columns = x.size() / rows.length;
    out.data().asSlice(0, (long) out.size() * Float.BYTES).fill((byte) 0);
    for (int i = 0; i < rows.length; i++) {
      MemorySegment to = floats(out.data(), rows[i] * columns);
      graph.kernels().binary(BinaryFunction.ADD, PairShape.same(columns), to, floats(x.data(), i * columns), to);
    }
  }

  static void permute(Tensor x, List<Integer> axes, Tensor out) {
    int[] strides = x.shape().strides();
    int rank = axes.size();
    if (rank == 0) {
      out.set(0, x.get(0));
      return;
    }
    int last = strides[axes.get(rank - 1)];
    int n = out.shape().dim(-1);
    int[] index = new int[rank];
    for (int at = 0; at < out.size(); at += n) {
      int offset = 0;
      for (int axis = 0; axis < rank - 1; axis++) {
        offset += index[axis] * strides[axes.get(axis)];
      }
      for (int i = 0; i < n; i++) {
        out.set(at + i, x.get(offset + i * last));
      }
      for (int axis = rank - 2; axis >= 0 && ++index[axis] == out.shape().dim(axis); axis--) {
        index[axis] = 0;
      }
    }
  }

  static void gather(Tensor x, int[] from, Tensor out) {
    MemorySegment source = x.data();
    MemorySegment target = out.data();
    for (int i = 0; i < from.length; i++) {
      target.setAtIndex(JAVA_FLOAT, i, from[i] < 0 ? 0 : source.getAtIndex(JAVA_FLOAT, from[i]));
    }
  }

  static void scatter(Tensor x, int[] to, Tensor out) {
    out.fill(0);
    for (int i = 0; i < to.length; i++) {
      if (to[i] >= 0) {
        out.set(to[i], out.get(to[i]) + x.get(i));
      }
    }
  }
}
