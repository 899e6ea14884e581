package io.matchline.autodiff;

/// Where the elements of gathers come from.
final class Indices {
  private Indices() {}

  static void check(int[] index, int count, int size) {
    if (index.length != count) {
      throw new IllegalArgumentException("%d indices for %d elements".formatted(index.length, count));
    }
    for (int i = 0; i < index.length; i++) {
      if (index[i] >= size) {
        throw new IllegalArgumentException(
            "index %d of element %d is not below the size %d".formatted(index[i], i, size));
      }
    }
  }

  /// The first of the largest along an axis.
  static int[] largest(Tensor x, int axis) {
    int inner = x.shape().size(axis + 1, x.shape().rank());
    int length = x.shape().dim(axis);
    int[] largest = new int[x.size() / length];
    for (int i = 0; i < largest.length; i++) {
      int first = i / inner * inner * length + i % inner;
      largest[i] = first;
      for (int k = 1; k < length; k++) {
        int at = first + k * inner;
        largest[i] = x.get(at) > x.get(largest[i]) ? at : largest[i];
      }
    }
    return largest;
  }

  /// Shape of the maxima of 2 × 2 windows.
  static Shape pooled(Shape images) {
    if (images.rank() != 4 || images.dim(1) < 2 || images.dim(2) < 2) {
      throw new IllegalArgumentException("no windows of 2 × 2 in images of shape %s".formatted(images));
    }
    return Shape.of(images.dim(0), images.dim(1) / 2, images.dim(2) / 2, images.dim(3));
  }

  /// The first of the largest in every 2 × 2 window, row by row.
  static int[] windowMaxima(Tensor x, Shape pooled) {
    int channels = pooled.dim(3);
    int row = x.shape().dim(2) * channels;
    int[] largest = new int[pooled.size()];
    int to = 0;
    for (int image = 0; image < pooled.dim(0); image++) {
      for (int h = 0; h < pooled.dim(1); h++) {
        int first = (image * x.shape().dim(1) + 2 * h) * row;
        for (int w = 0; w < pooled.dim(2); w++, first += 2 * channels) {
          for (int channel = 0; channel < channels; channel++, to++) {
            largest[to] = windowMaximum(x, first + channel, channels, row);
          }
        }
      }
    }
    return largest;
  }

  private static int windowMaximum(Tensor x, int first, int column, int row) {
    int largest = x.get(first + column) > x.get(first) ? first + column : first;
    largest = x.get(first + row) > x.get(largest) ? first + row : largest;
    return x.get(first + row + column) > x.get(largest) ? first + row + column : largest;
  }

  static Shape resized(Shape shape, int axis, int length) {
    int[] dims = shape.dims();
    dims[axis] = length;
    return Shape.of(dims);
  }

  static int[] slice(Shape shape, int axis, int begin, int end) {
    if (begin < 0 || end > shape.dim(axis) || begin >= end) {
      throw new IllegalArgumentException(
          "entries %d to %d are not within axis %d of %s".formatted(begin, end, axis, shape));
    }
    int inner = shape.size(axis + 1, shape.rank());
    int row = (end - begin) * inner;
    int[] from = new int[shape.size(0, axis) * row];
    for (int i = 0; i < from.length; i++) {
      from[i] = i / row * shape.dim(axis) * inner + begin * inner + i % row;
    }
    return from;
  }

  static void checkRows(Shape shape, int[] rows) {
    for (int row : rows) {
      if (row < 0 || row >= shape.dim(0)) {
        throw new IllegalArgumentException("row %d is outside 0 … %d".formatted(row, shape.dim(0) - 1));
      }
    }
  }
}
