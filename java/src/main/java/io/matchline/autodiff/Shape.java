package io.matchline.autodiff;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Sizes of a tensor's axes, the last one contiguous. A scalar has no axis.
public final class Shape {
  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    long product = 1;
    for (int dim : dims) {
      if (dim < 1) {
        throw new IllegalArgumentException("a tensor of shape %s has an axis below 1".formatted(text(dims)));
      }
      product = Math.multiplyExact(product, (long) dim);
    }
    if (product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a tensor of shape %s has more than 2^31 − 1 elements".formatted(text(dims)));
    }
    size = (int) product;
  }

  /// @throws IllegalArgumentException for an axis below 1 or more than 2³¹ − 1 elements
  public static Shape of(int... dims) {
    return new Shape(dims.clone());
  }

  public int rank() {
    return dims.length;
  }

  /// @param axis counted from the first, or from the last as −1, −2, …
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /// Number of elements.
  public int size() {
    return size;
  }

  public int[] dims() {
    return dims.clone();
  }

  /// Index of an axis that may be counted from the last as −1, −2, …
  int axis(int axis) {
    int index = axis < 0 ? axis + dims.length : axis;
    if (index < 0 || index >= dims.length) {
      throw new IllegalArgumentException("shape %s has no axis %d".formatted(this, axis));
    }
    return index;
  }

  /// Elements of the axes from `begin` to `end`, exclusive.
  int size(int begin, int end) {
    int product = 1;
    for (int i = begin; i < end; i++) {
      product *= dims[i];
    }
    return product;
  }

  /// The shape with the named axes of size 1, with every axis so if none is named.
  Shape reduced(int... axes) {
    int[] reduced = dims.clone();
    if (axes.length == 0) {
      Arrays.fill(reduced, 1);
    }
    for (int axis : axes) {
      reduced[axis(axis)] = 1;
    }
    return new Shape(reduced);
  }

  /// The common shape of two operands: aligned at the last axis, a missing axis or one of size 1 is repeated.
  ///
  /// @throws IllegalArgumentException naming both shapes
  Shape broadcast(Shape other) {
    int rank = Math.max(dims.length, other.dims.length);
    int[] common = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int a = back <= dims.length ? dims[dims.length - back] : 1;
      int b = back <= other.dims.length ? other.dims[other.dims.length - back] : 1;
      if (a != b && a != 1 && b != 1) {
        throw new IllegalArgumentException("shapes %s and %s do not fit each other".formatted(this, other));
      }
      common[rank - back] = Math.max(a, b);
    }
    return new Shape(common);
  }

  /// The same elements with axes of size 1 before them, up to a rank.
  Shape padded(int rank) {
    int[] padded = new int[rank];
    Arrays.fill(padded, 1);
    System.arraycopy(dims, 0, padded, rank - dims.length, dims.length);
    return new Shape(padded);
  }

  /// Elements from one step along each axis to the next.
  int[] strides() {
    int[] strides = new int[dims.length];
    for (int i = dims.length - 1, stride = 1; i >= 0; stride *= dims[i], i--) {
      strides[i] = stride;
    }
    return strides;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    return text(dims);
  }

  private static String text(int[] dims) {
    return IntStream.of(dims).mapToObj(Integer::toString).collect(Collectors.joining(" × ", "[", "]"));
  }
}
