package io.matchline.data;

import java.net.URI;

/// A published file.
///
/// @param path where it goes under the data folder
/// @param address where it is published
/// @param md5 checksum in lower-case hexadecimal, as published
/// @param bytes size, or 0 where it is not known
public record RemoteFile(String path, URI address, String md5, long bytes) {
  public RemoteFile {
    if (!md5.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("`%s` is not an MD5 checksum".formatted(md5));
    }
    if (path.startsWith("/") || path.contains("..")) {
      throw new IllegalArgumentException("%s does not stay under the data folder".formatted(path));
    }
    if (bytes < 0) {
      throw new IllegalArgumentException("a size of %d bytes".formatted(bytes));
    }
  }

  static RemoteFile of(String folder, String site, String file, String md5, long bytes) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return new RemoteFile(folder + "/" + name, URI.create(site + file), md5, bytes);
  }
}
