package io.matchline.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An array of a NumPy file, in C order.
///
/// @param shape at most {@value #MAX_DIMENSIONS} dimensions; none for a single number
/// @param data the elements as in the file, little-endian
public record NpyArray(Type type, int[] shape, ByteBuffer data) {
  public static final int MAX_DIMENSIONS = 4;

  /// Element types that are read and written.
  public enum Type {
    BOOL("|b1", 1),
    U1("|u1", 1),
    I1("|i1", 1),
    U2("<u2", 2),
    I2("<i2", 2),
    U4("<u4", 4),
    I4("<i4", 4),
    U8("<u8", 8),
    I8("<i8", 8),
    F4("<f4", 4),
    F8("<f8", 8);

    private final String descr;
    private final int bytes;

    Type(String descr, int bytes) {
      this.descr = descr;
      this.bytes = bytes;
    }

    /// NumPy's code.
    public String descr() {
      return descr;
    }

    public int bytes() {
      return bytes;
    }

    /// Neither float nor double.
    public boolean integral() {
      return this != F4 && this != F8;
    }
  }

  public NpyArray {
    if (shape.length > MAX_DIMENSIONS) {
      throw new IllegalArgumentException("%d dimensions are above %d".formatted(shape.length, MAX_DIMENSIONS));
    }
    if (bytes(type, shape) != data.capacity()) {
      throw new IllegalArgumentException(
          "%d bytes do not fill shape %s of %s".formatted(data.capacity(), Arrays.toString(shape), type.descr));
    }
    data = data.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Doubles, exactly as they are.
  public static NpyArray of(double[] values, int... shape) {
    ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
    data.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
    return new NpyArray(Type.F8, shape, data);
  }

  /// Floats, exactly as they are.
  public static NpyArray of(float[] values, int... shape) {
    ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return new NpyArray(Type.F4, shape, data);
  }

  /// 32-bit integers.
  public static NpyArray of(int[] values, int... shape) {
    ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES));
    data.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values);
    return new NpyArray(Type.I4, shape, data);
  }

  /// 64-bit integers.
  public static NpyArray of(long[] values, int... shape) {
    ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
    data.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(values);
    return new NpyArray(Type.I8, shape, data);
  }

  /// Bytes, 0 … 255.
  public static NpyArray of(byte[] values, int... shape) {
    return new NpyArray(Type.U1, shape, ByteBuffer.wrap(values));
  }

  /// All elements as floats, rounded where they are not.
  public float[] floats() {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number(i);
    }
    return values;
  }

  /// Number of elements.
  public int size() {
    return data.capacity() / type.bytes;
  }

  /// Element `index` in C order; 64-bit integers above 2⁵³ are rounded.
  public double number(int index) {
    return switch (type) {
      case F4 -> data.getFloat(index * Float.BYTES);
      case F8 -> data.getDouble(index * Double.BYTES);
      case U8 -> 2.0 * (integer(index) >>> 1) + (integer(index) & 1);
      case BOOL, U1, I1, U2, I2, U4, I4, I8 -> integer(index);
    };
  }

  /// Element `index` in C order of an integral array; `<u8` from 2⁶³ on comes out negative.
  ///
  /// @throws IllegalArgumentException for floats
  public long integer(int index) {
    return switch (type) {
      case BOOL -> data.get(index) == 0 ? 0 : 1;
      case U1 -> Byte.toUnsignedInt(data.get(index));
      case I1 -> data.get(index);
      case U2 -> Short.toUnsignedInt(data.getShort(index * Short.BYTES));
      case I2 -> data.getShort(index * Short.BYTES);
      case U4 -> Integer.toUnsignedLong(data.getInt(index * Integer.BYTES));
      case I4 -> data.getInt(index * Integer.BYTES);
      case U8, I8 -> data.getLong(index * Long.BYTES);
      case F4, F8 -> throw new IllegalArgumentException(type.descr + " is not an integral type");
    };
  }

  /// Bytes of an array; −1 where they do not fit into one Java buffer or a dimension is negative.
  static long bytes(Type type, int[] shape) {
    long bytes = type.bytes;
    for (int side : shape) {
      bytes = side < 0 || bytes < 0 ? -1 : bytes * side;
      if (bytes > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return bytes;
  }
}
