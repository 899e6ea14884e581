package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The files in a zip archive, read in the order of their names.
final class ZipEntries implements AutoCloseable {
  /// No file in a data set's archive comes near this.
  private static final int MAX_ENTRY_BYTES = 1 << 20;

  private final Path path;
  private final int maxBytes;
  private final ZipFile zip;

  ZipEntries(Path path) {
    this(path, MAX_ENTRY_BYTES);
  }

  /// @param maxBytes that a file of the archive may have
  ZipEntries(Path path, int maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
    try {
      this.zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new InvalidInputException("%s: not a readable zip archive: %s".formatted(path, e.getMessage()));
    } catch (EOFException e) {
      throw new InvalidInputException(path + ": not a readable zip archive: a size in its directory leads outside the file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Names of the files, sorted by their characters; what macOS adds to archives is left out.
  List<String> names() {
    return zip.stream()
        .filter(entry -> !entry.isDirectory())
        .map(ZipEntry::getName)
        .filter(name -> !name.startsWith("__MACOSX/"))
        .sorted()
        .toList();
  }

  /// Names of the files in the order of the archive.
  List<String> inOrder() {
    return zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
  }

  byte[] bytes(String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new InvalidInputException(place(name) + " is missing");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new InvalidInputException("%s is larger than %d bytes".formatted(place(name), maxBytes));
      }
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (entry.getCrc() != -1 && entry.getCrc() != sum.getValue()) {
        throw new InvalidInputException(place(name) + ": broken archive: the checksum is wrong");
      }
      return bytes;
    } catch (IOException e) {
      throw new InvalidInputException(place(name) + ": broken archive: " + e.getMessage());
    }
  }

  Image image(String name) {
    return PngFile.read(bytes(name), place(name));
  }

  /// What messages call a file of this archive.
  String place(String name) {
    return path + "!" + name;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
