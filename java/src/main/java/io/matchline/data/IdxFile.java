package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A gzipped IDX file of unsigned bytes, the format of MNIST (LeCun, Cortes, Burges): two zero bytes, the type 0x08,
/// the number of dimensions, the dimensions as big-endian 32-bit numbers, the values.
///
/// @param shape the dimensions, the slowest first
/// @param values all values in order
record IdxFile(int[] shape, byte[] values) {
  private static final int UNSIGNED_BYTES = 0x08;

  /// Far above every known set (Fashion-MNIST has 47 MB).
  private static final long MAX_VALUES = 1L << 29;

  /// @throws InvalidInputException when the file is not of `dimensions` dimensions, damaged, or has the wrong length
  static IdxFile read(Path path, int dimensions) {
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(path), 1 << 16))) {
      int[] shape = header(in, path, dimensions);
      byte[] values = in.readNBytes((int) product(shape, path));
      if (values.length < product(shape, path)) {
        throw new InvalidInputException(
            "%s: ends after %d of %d values; shape %s".formatted(
                path, values.length, product(shape, path), Arrays.toString(shape)));
      }
      if (in.read() >= 0) {
        throw new InvalidInputException("%s: has more than the %d values of shape %s".formatted(
            path, values.length, Arrays.toString(shape)));
      }
      return new IdxFile(shape, values);
    } catch (EOFException e) {
      throw new InvalidInputException(path + ": ends too early; the download may be incomplete");
    } catch (ZipException e) {
      throw new InvalidInputException(path + ": not a sound gzip file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] header(DataInputStream in, Path path, int dimensions) throws IOException {
    int magic = in.readInt();
    int expected = UNSIGNED_BYTES << 8 | dimensions;
    if (magic != expected) {
      throw new InvalidInputException(
          "%s: begins with 0x%08x; IDX bytes of %d dimensions begin with 0x%08x".formatted(
              path, magic, dimensions, expected));
    }
    int[] shape = new int[dimensions];
    for (int d = 0; d < dimensions; d++) {
      shape[d] = in.readInt();
    }
    return shape;
  }

  private static long product(int[] shape, Path path) {
    long product = 1;
    for (int side : shape) {
      if (side < 1 || product * side > MAX_VALUES) {
        throw new InvalidInputException(
            "%s: shape %s is empty or above %d values".formatted(path, Arrays.toString(shape), MAX_VALUES));
      }
      product *= side;
    }
    return product;
  }
}
