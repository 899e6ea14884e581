package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.data.NpyArray.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  /// `numpy.save` of [[1.5, −2.25, 3e−300], [0.1, ∞, −0.0]] by NumPy 2.4.6.
  private static final String DOUBLES =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAg"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4PwAAAAAAAALAg7Y60pcS"
          + "wAGamZmZmZm5PwAAAAAAAPB/AAAAAAAAAIA=";

  /// `numpy.save` of [True, False, True].
  private static final String BOOLEANS =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAg"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAE=";

  /// `numpy.lib.format.write_array` of version 2, −3 … 2 as 64-bit integers of shape (1, 3, 2).
  private static final String LONGS =
      "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8aTgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwgMywgMiksIH0g"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr9//////////7/////////////////"
          + "//8AAAAAAAAAAAEAAAAAAAAAAgAAAAAAAAA=";

  @TempDir private Path folder;

  private NpyArray numpy(String base64) throws Exception {
    Path path = folder.resolve("numpy.npy");
    Files.write(path, Base64.getDecoder().decode(base64));
    return Npy.read(path);
  }

  @Test
  void readsWhatNumpyWrites() throws Exception {
    NpyArray doubles = numpy(DOUBLES);
    assertArrayEquals(new int[] {2, 3}, doubles.shape());
    double[] expected = {1.5, -2.25, 3e-300, 0.1, Double.POSITIVE_INFINITY, -0.0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], doubles.number(i));
    }
    NpyArray booleans = numpy(BOOLEANS);
    assertEquals(Type.BOOL, booleans.type());
    assertEquals(1, booleans.integer(0));
    assertEquals(0, booleans.integer(1));
    NpyArray longs = numpy(LONGS);
    assertArrayEquals(new int[] {1, 3, 2}, longs.shape());
    for (int i = 0; i < 6; i++) {
      assertEquals(i - 3, longs.integer(i));
    }
  }

  @Test
  void everyTypeComesBackAsItWas() {
    for (Type type : Type.values()) {
      ByteBuffer data = ByteBuffer.allocate(6 * type.bytes());
      for (int i = 0; i < data.capacity(); i++) {
        data.put(i, (byte) (type == Type.BOOL ? i % 2 : 37 * i + 200));
      }
      NpyArray written = new NpyArray(type, new int[] {3, 1, 2}, data);
      Path path = folder.resolve(type + ".npy");
      Npy.write(path, written);
      NpyArray read = Npy.read(path);
      assertEquals(type, read.type());
      assertArrayEquals(written.shape(), read.shape());
      for (int i = 0; i < 6; i++) {
        assertEquals(Double.doubleToRawLongBits(written.number(i)), Double.doubleToRawLongBits(read.number(i)));
      }
      assertFalse(Files.exists(folder.resolve(type + ".npy.part")));
    }
  }

  @Test
  void numbersKeepTheirSign() {
    assertEquals(255, one(Type.U1, (byte) 255).integer(0));
    assertEquals(-1, one(Type.I1, (byte) 255).integer(0));
    assertEquals(1, one(Type.BOOL, (byte) 255).integer(0));
    NpyArray floats = NpyArray.of(new float[] {0.1f}, 1);
    assertEquals((double) 0.1f, floats.number(0));
    assertThrows(IllegalArgumentException.class, () -> floats.integer(0));
    assertEquals(-7, NpyArray.of(new int[] {5, -7}, 2).integer(1));
    byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertEquals(65535, new NpyArray(Type.U2, new int[] {4}, ByteBuffer.wrap(ones)).integer(3));
    assertEquals(-1, new NpyArray(Type.I2, new int[] {4}, ByteBuffer.wrap(ones)).integer(3));
    assertEquals(4294967295L, new NpyArray(Type.U4, new int[] {2}, ByteBuffer.wrap(ones)).integer(1));
    assertEquals(0x1p64, new NpyArray(Type.U8, new int[] {1}, ByteBuffer.wrap(ones)).number(0));
  }

  @Test
  void fortranOrderIsRewritten() throws Exception {
    int[] shape = {2, 3, 4};
    ByteBuffer data = ByteBuffer.allocate(2 * 24).order(ByteOrder.LITTLE_ENDIAN);
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          data.putShort((short) (100 * i + 10 * j + k));
        }
      }
    }
    Path path = folder.resolve("fortran.npy");
    Npy.write(path, new NpyArray(Type.I2, shape, data));
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    String turned = text.replace("'fortran_order': False", "'fortran_order': True ");
    Files.writeString(path, turned, StandardCharsets.ISO_8859_1);
    NpyArray read = Npy.read(path);
    for (int index = 0; index < 24; index++) {
      assertEquals(100 * (index / 12) + 10 * (index / 4 % 3) + index % 4, read.integer(index));
    }
  }

  private static NpyArray one(Type type, byte value) {
    return new NpyArray(type, new int[] {1}, ByteBuffer.wrap(new byte[] {value}));
  }

  @Test
  void dataBeginsAtAMultipleOf64() throws Exception {
    for (int n : new int[] {1, 10, 100_000}) {
      Path path = folder.resolve("aligned.npy");
      Npy.write(path, new NpyArray(Type.U1, new int[] {n}, ByteBuffer.allocate(n)));
      byte[] bytes = Files.readAllBytes(path);
      int begin = bytes.length - n;
      assertEquals(0, begin % 64);
      assertEquals('\n', bytes[begin - 1]);
      String header = new String(bytes, 10, begin - 10, StandardCharsets.US_ASCII).stripTrailing();
      assertEquals("{'descr': '|u1', 'fortran_order': False, 'shape': (" + n + ",), }", header);
    }
  }

  @Test
  void shapesMustFit() {
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new double[5], 2, 3));
    assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new double[1], 1, 1, 1, 1, 1));
    assertEquals(7, NpyArray.of(new long[] {7}).integer(0));
  }
}
