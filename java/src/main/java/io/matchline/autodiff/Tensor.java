package io.matchline.autodiff;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/// Floats off-heap in row-major order.
///
/// @param data at least `shape.size()` floats
public record Tensor(Shape shape, MemorySegment data) {
  public Tensor {
    if (data.byteSize() < (long) shape.size() * Float.BYTES) {
      throw new IllegalArgumentException(
          "%d bytes are too few for a tensor of shape %s".formatted(data.byteSize(), shape));
    }
  }

  public int size() {
    return shape.size();
  }

  public float get(int index) {
    return data.getAtIndex(JAVA_FLOAT, index);
  }

  public void set(int index, float value) {
    data.setAtIndex(JAVA_FLOAT, index, value);
  }

  /// A copy of the elements.
  public float[] toArray() {
    float[] values = new float[size()];
    MemorySegment.copy(data, JAVA_FLOAT, 0, values, 0, values.length);
    return values;
  }

  /// Takes the elements of `values`, which are as many.
  public void set(float[] values) {
    if (values.length != size()) {
      throw new IllegalArgumentException("%d values for a tensor of shape %s".formatted(values.length, shape));
    }
    MemorySegment.copy(values, 0, data, JAVA_FLOAT, 0, values.length);
  }

  public void fill(float value) {
    for (int i = 0; i < size(); i++) {
      set(i, value);
    }
  }

  /// The same elements in another shape.
  Tensor as(Shape other) {
    if (other.size() != size()) {
      throw new IllegalArgumentException("a tensor of shape %s has no shape %s".formatted(shape, other));
    }
    return new Tensor(other, data);
  }
}
