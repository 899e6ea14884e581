package io.matchline.data;

import io.matchline.data.NpyArray.Type;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

  /// @throws InvalidInputException when the file is damaged or holds what is not supported; nothing of the array's
  ///     claimed size is allocated before the file is known to have it
  public static NpyArray read(Path path) {
    try (SeekableByteChannel channel = Files.newByteChannel(path)) {
      String header = header(path, channel);
      Type type = type(path, header);
      int[] shape = shape(path, header);
      boolean fortran = fortranOrder(path, header);
      long need = NpyArray.bytes(type, shape);
      long have = channel.size() - channel.position();
      if (need != have) {
        throw new InvalidInputException("%s: shape %s of %s needs %s bytes, the file has %d".formatted(
            path, Arrays.toString(shape), type.descr(), need < 0 ? "more than 2^31-1" : need, have));
      }
      ByteBuffer data = bytes(path, channel, (int) need);
      return new NpyArray(type, shape, fortran ? toCOrder(data, type.bytes(), shape) : data);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(path + ": no such file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes version 1; the file appears only when it is whole.
  public static void write(Path path, NpyArray array) {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    try {
      try (SeekableByteChannel channel = Files.newByteChannel(
          part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
        writeAll(channel, header(array));
        writeAll(channel, array.data().duplicate());
      }
      Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeAll(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer header(NpyArray array) {
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

  private static String header(Path path, SeekableByteChannel channel) throws IOException {
    ByteBuffer start = bytes(path, channel, MAGIC.length + 2);
    byte[] magic = new byte[MAGIC.length];
    start.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new InvalidInputException(path + ": not a .npy file (it does not begin with \\x93NUMPY)");
    }
    int major = start.get();
    if (major != 1 && major != 2) {
      throw new InvalidInputException("%s: .npy version %d; versions 1 and 2 are read".formatted(path, major));
    }
    long length = major == 1
        ? Short.toUnsignedInt(bytes(path, channel, Short.BYTES).getShort())
        : Integer.toUnsignedLong(bytes(path, channel, Integer.BYTES).getInt());
    if (length > MAX_HEADER_BYTES) {
      throw new InvalidInputException(
          "%s: a header of %d bytes is above %d".formatted(path, length, MAX_HEADER_BYTES));
    }
    return StandardCharsets.US_ASCII.decode(bytes(path, channel, (int) length)).toString();
  }

  private static ByteBuffer bytes(Path path, SeekableByteChannel channel, int count) throws IOException {
    if (channel.size() - channel.position() < count) {
      throw new InvalidInputException(
          "%s: ends after %d bytes, at least %d are needed"
              .formatted(path, channel.size(), channel.position() + count));
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      continue;
    }
    return bytes.flip();
  }

  private static Type type(Path path, String header) {
    Matcher matcher = DESCR.matcher(header);
    if (!matcher.find()) {
      throw new InvalidInputException(path + ": the header has no 'descr'");
    }
    String descr = matcher.group(2);
    for (Type type : Type.values()) {
      if (type.descr().equals(descr)) {
        return type;
      }
    }
    throw new InvalidInputException(path + ": " + unsupported(descr));
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

  private static boolean fortranOrder(Path path, String header) {
    Matcher matcher = ORDER.matcher(header);
    if (!matcher.find()) {
      throw new InvalidInputException(path + ": the header has no 'fortran_order'");
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

  private static int[] shape(Path path, String header) {
    Matcher matcher = SHAPE.matcher(header);
    if (!matcher.find()) {
      throw new InvalidInputException(path + ": the header has no 'shape'");
    }
    String[] sides = matcher.group(1).isBlank() ? new String[0] : matcher.group(1).split(",");
    if (sides.length < 1 || sides.length > 3) {
      throw new InvalidInputException("%s: %d dimensions are outside 1 … 3".formatted(path, sides.length));
    }
    int[] shape = new int[sides.length];
    for (int d = 0; d < sides.length; d++) {
      String side = sides[d].replace("L", "").strip();
      if (!side.matches("[0-9]{1,9}")) {
        throw new InvalidInputException("%s: dimension `%s` is outside 0 … 999999999".formatted(path, side));
      }
      shape[d] = Integer.parseInt(side);
    }
    return shape;
  }
}
