package io.matchline.data;

import io.matchline.data.NpyArray.Type;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads and writes NumPy's `.npy` files, versions 1 and 2 (NEP 1).
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int MAX_HEADER_BYTES = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|\\[)");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");

  private Npy() {}

  /// @throws InvalidInputException when the file is damaged or holds what is not supported
  public static NpyArray read(Path path) {
    try {
      return parse(path.toString(), ByteBuffer.wrap(Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(path + ": no such file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OutOfMemoryError e) {
      throw new InvalidInputException(path + ": larger than 2^31-1 bytes or than the memory");
    }
  }

  /// The array that a file holds; its elements stay in `file`.
  ///
  /// @param place what messages call the file
  static NpyArray parse(String place, ByteBuffer file) {
    file.order(ByteOrder.LITTLE_ENDIAN);
    String header = header(place, file);
    Type type = type(place, header);
    int[] shape = shape(place, header);
    boolean fortran = fortranOrder(place, header);
    long need = NpyArray.bytes(type, shape);
    if (need != file.remaining()) {
      throw new InvalidInputException("%s: shape %s of %s needs %s bytes, the file has %d".formatted(
          place, Arrays.toString(shape), type.descr(), need < 0 ? "more than 2^31-1" : need, file.remaining()));
    }
    ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
    return new NpyArray(type, shape, fortran ? toCOrder(data, type.bytes(), shape) : data);
  }

  /// Writes version 1; the file appears only when it is whole.
  public static void write(Path path, NpyArray array) {
    WholeFile.write(path, out -> {
      out.write(header(array).array());
      out.write(bytes(array));
    });
  }

  /// The elements as in a file.
  static byte[] bytes(NpyArray array) {
    byte[] bytes = new byte[array.data().capacity()];
    array.data().get(0, bytes);
    return bytes;
  }

  static ByteBuffer header(NpyArray array) {
    String sides = Arrays.stream(array.shape()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String dictionary = "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }".formatted(
        array.type().descr(), sides, array.shape().length == 1 ? "," : "");
    int before = MAGIC.length + 4;
    int padded = (before + dictionary.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - before;
    ByteBuffer header = ByteBuffer.allocate(before + padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
    header.put(dictionary.getBytes(StandardCharsets.US_ASCII));
    header.put(" ".repeat(padded - dictionary.length() - 1).getBytes(StandardCharsets.US_ASCII)).put((byte) '\n');
    return header.flip();
  }

  private static String header(String place, ByteBuffer file) {
    ByteBuffer start = bytes(place, file, MAGIC.length + 2);
    byte[] magic = new byte[MAGIC.length];
    start.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new InvalidInputException(place + ": not a .npy file (it does not begin with \\x93NUMPY)");
    }
    int major = start.get();
    if (major != 1 && major != 2) {
      throw new InvalidInputException("%s: .npy version %d; versions 1 and 2 are read".formatted(place, major));
    }
    long length = major == 1
        ? Short.toUnsignedInt(bytes(place, file, Short.BYTES).getShort())
        : Integer.toUnsignedLong(bytes(place, file, Integer.BYTES).getInt());
    if (length > MAX_HEADER_BYTES) {
      throw new InvalidInputException(
          "%s: a header of %d bytes is above %d".formatted(place, length, MAX_HEADER_BYTES));
    }
    return StandardCharsets.US_ASCII.decode(bytes(place, file, (int) length)).toString();
  }

  private static ByteBuffer bytes(String place, ByteBuffer file, int count) {
    if (file.remaining() < count) {
      throw new InvalidInputException(
          "%s: ends after %d bytes, at least %d are needed".formatted(place, file.limit(), file.position() + count));
    }
    ByteBuffer bytes = file.slice(file.position(), count).order(ByteOrder.LITTLE_ENDIAN);
    file.position(file.position() + count);
    return bytes;
  }

  private static Type type(String place, String header) {
    Matcher matcher = DESCR.matcher(header);
    if (!matcher.find()) {
      throw new InvalidInputException(place + ": the header has no 'descr'");
    }
    String descr = matcher.group(2);
    for (Type type : Type.values()) {
      if (type.descr().equals(descr)) {
        return type;
      }
    }
    throw new InvalidInputException(place + ": " + unsupported(descr));
  }

  private static String unsupported(String descr) {
    if (descr == null) {
      return "structured arrays are not read; save one field at a time";
    }
    if (descr.contains("O")) {
      return "object arrays are not read; save numbers, for example a.astype('<f8')";
    }
    if (descr.startsWith(">")) {
      return "big-endian '%s' is not read; save a.astype('<%s')".formatted(descr, descr.substring(1));
    }
    String known = Arrays.stream(Type.values()).map(Type::descr).collect(Collectors.joining(" "));
    return "element type '%s' is not one of %s".formatted(descr, known);
  }

  private static boolean fortranOrder(String place, String header) {
    Matcher matcher = ORDER.matcher(header);
    if (!matcher.find()) {
      throw new InvalidInputException(place + ": the header has no 'fortran_order'");
    }
    return matcher.group(1).equals("True");
  }

  /// Elements whose first index runs fastest, rewritten so that the last one does.
  private static ByteBuffer toCOrder(ByteBuffer data, int elementBytes, int[] shape) {
    ByteBuffer ordered = ByteBuffer.allocate(data.capacity());
    int[] index = new int[shape.length];
    while (ordered.hasRemaining()) {
      int element = 0;
      for (int d = shape.length - 1; d >= 0; d--) {
        element = element * shape[d] + index[d];
      }
      ordered.put(data.slice(element * elementBytes, elementBytes));
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
    return ordered.flip();
  }

  private static int[] shape(String place, String header) {
    Matcher matcher = SHAPE.matcher(header);
    if (!matcher.find()) {
      throw new InvalidInputException(place + ": the header has no 'shape'");
    }
    String[] sides = matcher.group(1).isBlank() ? new String[0] : matcher.group(1).split(",");
    if (sides.length > NpyArray.MAX_DIMENSIONS) {
      throw new InvalidInputException("%s: %d dimensions are above %d".formatted(place, sides.length, NpyArray.MAX_DIMENSIONS));
    }
    int[] shape = new int[sides.length];
    for (int d = 0; d < sides.length; d++) {
      String side = sides[d].replace("L", "").strip();
      if (!side.matches("[0-9]{1,9}")) {
        throw new InvalidInputException("%s: dimension `%s` is outside 0 … 999999999".formatted(place, side));
      }
      shape[d] = Integer.parseInt(side);
    }
    return shape;
  }
}
