package io.matchline.autodiff;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import io.matchline.kernel.Elementary;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// What the rules compute, element by element. Functions that are not exact are evaluated in double and rounded once.
final class Loops {
  private Loops() {}

  static void unary(Rule.Unary rule, Tensor x, Tensor out) {
    MemorySegment from = x.data();
    MemorySegment to = out.data();
    int n = out.size();
    switch (rule) {
      case NEGATE -> affine(x, -1, 0, out);
      case ABS -> {
        for (int i = 0; i < n; i++) {
          to.setAtIndex(JAVA_FLOAT, i, Math.abs(from.getAtIndex(JAVA_FLOAT, i)));
        }
      }
      case RELU -> {
        for (int i = 0; i < n; i++) {
          float v = from.getAtIndex(JAVA_FLOAT, i);
          to.setAtIndex(JAVA_FLOAT, i, v > 0 ? v : 0);
        }
      }
      default -> {
        for (int i = 0; i < n; i++) {
          to.setAtIndex(JAVA_FLOAT, i, value(rule, from.getAtIndex(JAVA_FLOAT, i)));
        }
      }
    }
  }

  private static float value(Rule.Unary rule, float x) {
    return switch (rule) {
      case NEGATE -> -x;
      case EXP -> (float) Elementary.exp(x);
      case LOG -> (float) Elementary.log(x);
      case SQRT -> (float) Math.sqrt(x);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case RELU -> x > 0 ? x : 0;
      case STEP -> x > 0 ? 1 : 0;
      case SIGMOID -> (float) sigmoid(x);
      case TANH -> (float) (2 * sigmoid(2.0 * x) - 1);
      case SOFTPLUS -> (float) (Math.max(x, 0) + Elementary.log(1 + Elementary.exp(-Math.abs((double) x))));
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Elementary.exp(-x));
  }

  static void affine(Tensor x, float scale, float shift, Tensor out) {
    MemorySegment from = x.data();
    MemorySegment to = out.data();
    int n = out.size();
    for (int i = 0; i < n; i++) {
      to.setAtIndex(JAVA_FLOAT, i, scale * from.getAtIndex(JAVA_FLOAT, i) + shift);
    }
  }

  static void power(Tensor x, float exponent, Tensor out) {
    for (int i = 0; i < out.size(); i++) {
      out.set(i, (float) StrictMath.pow(x.get(i), exponent));
    }
  }

  static void binary(Rule.Binary rule, Tensor a, Tensor b, Tensor out) {
    if (a.shape().equals(b.shape())) {
      row(rule, new Row(a.data(), 0, 1), new Row(b.data(), 0, 1), out.data(), 0, out.size());
      return;
    }
    Rows rows = new Rows(out.shape(), a.shape(), b.shape());
    for (int at = 0; at < out.size(); at += rows.length(), rows.next()) {
      row(rule, rows.row(0, a), rows.row(1, b), out.data(), at, rows.length());
    }
  }

  private static void row(Rule.Binary rule, Row a, Row b, MemorySegment out, int at, int n) {
    switch (rule) {
      case ADD -> {
        for (int i = 0; i < n; i++) {
          out.setAtIndex(JAVA_FLOAT, at + i, a.get(i) + b.get(i));
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < n; i++) {
          out.setAtIndex(JAVA_FLOAT, at + i, a.get(i) - b.get(i));
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < n; i++) {
          out.setAtIndex(JAVA_FLOAT, at + i, a.get(i) * b.get(i));
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < n; i++) {
          out.setAtIndex(JAVA_FLOAT, at + i, a.get(i) / b.get(i));
        }
      }
    }
  }

  /// Every element of `out` is the sum, in double, of the elements of `x` that fall on it, in their order.
  static void sumTo(Tensor x, Tensor out) {
    double[] sum = new double[out.size()];
    Rows rows = new Rows(x.shape(), out.shape());
    MemorySegment from = x.data();
    int n = rows.length();
    for (int at = 0; at < x.size(); at += n, rows.next()) {
      int to = rows.offset(0);
      if (rows.step(0) == 1) {
        for (int i = 0; i < n; i++) {
          sum[to + i] += from.getAtIndex(JAVA_FLOAT, at + i);
        }
      } else {
        double own = sum[to];
        for (int i = 0; i < n; i++) {
          own += from.getAtIndex(JAVA_FLOAT, at + i);
        }
        sum[to] = own;
      }
    }
    for (int i = 0; i < sum.length; i++) {
      out.set(i, (float) sum[i]);
    }
  }

  static void broadcast(Tensor x, Tensor out) {
    Rows rows = new Rows(out.shape(), x.shape());
    for (int at = 0; at < out.size(); at += rows.length(), rows.next()) {
      Row row = rows.row(0, x);
      for (int i = 0; i < rows.length(); i++) {
        out.set(at + i, row.get(i));
      }
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

  /// Elements `offset`, `offset + step`, …
  private record Row(MemorySegment data, int offset, int step) {
    float get(int i) {
      return data.getAtIndex(JAVA_FLOAT, offset + i * step);
    }
  }

  /// The rows along the last axis of a shape, and where they lie in tensors that are repeated to it.
  private static final class Rows {
    private final int[] dims;
    private final int[][] strides;
    private final int[] index;
    private final int[] offset;

    Rows(Shape over, Shape... operands) {
      int rank = Math.max(1, over.rank());
      dims = over.padded(rank).dims();
      index = new int[rank];
      offset = new int[operands.length];
      strides = new int[operands.length][];
      for (int k = 0; k < operands.length; k++) {
        Shape own = operands[k].padded(rank);
        strides[k] = own.strides();
        for (int axis = 0; axis < rank; axis++) {
          strides[k][axis] = own.dim(axis) == 1 ? 0 : strides[k][axis];
        }
      }
    }

    int length() {
      return dims[dims.length - 1];
    }

    int offset(int operand) {
      return offset[operand];
    }

    int step(int operand) {
      return strides[operand][dims.length - 1];
    }

    Row row(int operand, Tensor tensor) {
      return new Row(tensor.data(), offset[operand], step(operand));
    }

    void next() {
      int axis = dims.length - 2;
      while (axis >= 0 && ++index[axis] == dims[axis]) {
        for (int k = 0; k < offset.length; k++) {
          offset[k] -= (dims[axis] - 1) * strides[k][axis];
        }
        index[axis--] = 0;
      }
      for (int k = 0; axis >= 0 && k < offset.length; k++) {
        offset[k] += strides[k][axis];
      }
    }
  }
}
