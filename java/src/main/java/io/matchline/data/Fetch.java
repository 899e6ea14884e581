package io.matchline.data;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/// Downloads published files into the data folder.
///
/// A file arrives as `name.part`, continues there after a broken connection, and takes its name only when its checksum
/// is right, so a file under its own name is always whole.
public final class Fetch implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /// What became of a file.
  public enum Outcome {
    FETCHED,
    /// It was there already, with the right checksum.
    PRESENT
  }

  /// Told about bytes as they arrive.
  @FunctionalInterface
  public interface Progress {
    /// @param totalBytes size of the whole file, −1 where the server does not say
    void arrived(RemoteFile file, long bytes, long totalBytes);
  }

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(CONNECT_TIMEOUT).build();
  private final Path folder;
  private final Progress progress;

  /// @param folder the data folder; made when missing
  public Fetch(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /// Brings one file into the folder.
  ///
  /// @throws InvalidInputException when the server refuses, the connection keeps breaking, the checksum is wrong,
  ///     another file has the name, or the folder cannot be written
  public Outcome fetch(RemoteFile file) {
    Path target = folder.resolve(file.path());
    try {
      if (Files.exists(target)) {
        return present(file, target);
      }
      Files.createDirectories(target.getParent());
      Path part = target.resolveSibling(target.getFileName() + ".part");
      download(file, part);
      String md5 = md5(part);
      if (!md5.equals(file.md5())) {
        Files.delete(part);
        throw new InvalidInputException(
            "%s: MD5 %s instead of %s; the download was discarded".formatted(file.address(), md5, file.md5()));
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return Outcome.FETCHED;
    } catch (IOException e) {
      throw new InvalidInputException("%s: cannot be written: %s".formatted(target, e));
    }
  }

  private static Outcome present(RemoteFile file, Path target) throws IOException {
    String md5 = md5(target);
    if (!md5.equals(file.md5())) {
      throw new InvalidInputException(
          "%s: there is a file with MD5 %s instead of %s; remove it to fetch the published one"
              .formatted(target, md5, file.md5()));
    }
    return Outcome.PRESENT;
  }

  private void download(RemoteFile file, Path part) throws FileSystemException {
    IOException last = new IOException();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        attempt(file, part);
        return;
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        last = e;
      }
    }
    throw new InvalidInputException(
        "%s: the connection broke %d times (%s); run the same command again to continue".formatted(
            file.address(), ATTEMPTS, last.getMessage()));
  }

  /// One request for what is still missing.
  private void attempt(RemoteFile file, Path part) throws IOException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(ANSWER_TIMEOUT);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case OK -> save(file, response, body, part, 0);
        case PARTIAL -> {
          if (!continuing(response, have)) {
            restart(part);
          }
          save(file, response, body, part, have);
        }
        case RANGE_NOT_SATISFIABLE -> restart(part);
        default -> throw new InvalidInputException(
            "%s: the server answers with HTTP status %d".formatted(file.address(), response.statusCode()));
      }
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching " + request.uri(), e);
    }
  }

  private static boolean continuing(HttpResponse<?> response, long have) {
    return response.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + have + "-");
  }

  /// Forgets what has arrived; the next attempt asks for the whole file.
  private static void restart(Path part) throws IOException {
    Files.deleteIfExists(part);
    throw new IOException("the server cannot continue");
  }

  private void save(RemoteFile file, HttpResponse<?> response, InputStream body, Path part, long begin)
      throws IOException {
    long rest = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    long total = rest < 0 ? -1 : begin + rest;
    StandardOpenOption mode = begin > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long done = begin;
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        out.write(buffer, 0, n);
        done += n;
        progress.arrived(file, done, total);
      }
    }
  }

  private static String md5(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
