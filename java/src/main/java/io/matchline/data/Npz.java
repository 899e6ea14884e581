package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Reads and writes NumPy's `.npz` files: a zip archive with one `.npy` file per named array, stored or deflated.
public final class Npz {
  private static final String ENDING = ".npy";

  /// Far above the weights of any network here, and below what a Java array holds.
  private static final int MAX_ARRAY_BYTES = 1 << 30;

  /// The first time that a zip archive can state; a fixed one makes equal arrays equal files.
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /// The arrays by name, in the order of the archive.
  ///
  /// @throws InvalidInputException when the archive is damaged, or holds anything but `.npy` files that {@link Npy} reads
  public static Map<String, NpyArray> read(Path path) {
    if (!Files.exists(path)) {
      throw new InvalidInputException(path + ": no such file");
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipEntries zip = new ZipEntries(path, MAX_ARRAY_BYTES)) {
      for (String name : zip.inOrder()) {
        if (!name.endsWith(ENDING)) {
          throw new InvalidInputException(zip.place(name) + ": not a .npy file; an .npz archive holds nothing else");
        }
        NpyArray array = Npy.parse(zip.place(name), ByteBuffer.wrap(zip.bytes(name)));
        arrays.put(name.substring(0, name.length() - ENDING.length()), array);
      }
    }
    return arrays;
  }

  /// Writes the arrays, stored; equal arrays give equal bytes. The file appears only when it is whole.
  public static void write(Path path, Map<String, NpyArray> arrays) {
    WholeFile.write(path, out -> write(out, arrays));
  }

  /// The archive that {@link #write} makes a file of.
  public static byte[] bytes(Map<String, NpyArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes, arrays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputStream out, Map<String, NpyArray> arrays) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(new Unclosed(out))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, NpyArray> entry : arrays.entrySet()) {
        byte[] header = Npy.header(entry.getValue()).array();
        byte[] elements = Npy.bytes(entry.getValue());
        CRC32 sum = new CRC32();
        sum.update(header);
        sum.update(elements);
        ZipEntry file = new ZipEntry(entry.getKey() + ENDING);
        file.setTimeLocal(TIME);
        file.setSize((long) header.length + elements.length);
        file.setCrc(sum.getValue());
        zip.putNextEntry(file);
        zip.write(header);
        zip.write(elements);
        zip.closeEntry();
      }
    }
  }

  /// Leaves it to others to close the stream.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
