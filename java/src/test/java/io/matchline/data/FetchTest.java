package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchTest {
  private static final byte[] CONTENT = new byte[200_000];

  static {
    for (int i = 0; i < CONTENT.length; i++) {
      CONTENT[i] = (byte) (i * 31 + (i >> 8));
    }
  }

  @TempDir private Path folder;

  private final List<String> ranges = new ArrayList<>();
  private final List<Long> arrived = new ArrayList<>();
  private HttpServer server;

  /// Bytes after which the server breaks the first connections, one number each.
  private final List<Integer> breaks = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::serve);
    server.createContext("/whole", exchange -> reply(exchange, 200, CONTENT, CONTENT.length));
    server.createContext("/moved", exchange -> {
      exchange.getResponseHeaders().set("Location", "/file");
      reply(exchange, 302, new byte[0], 0);
    });
    server.createContext("/gone", exchange -> reply(exchange, 404, new byte[] {1}, 1));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    int begin = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (begin >= CONTENT.length) {
      reply(exchange, 416, new byte[0], 0);
      return;
    }
    int end = breaks.isEmpty() ? CONTENT.length : begin + breaks.removeFirst();
    if (begin > 0) {
      exchange.getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(begin, CONTENT.length - 1, CONTENT.length));
    }
    reply(exchange, begin > 0 ? 206 : 200, Arrays.copyOfRange(CONTENT, begin, end), CONTENT.length - begin);
  }

  /// Sends fewer bytes than announced to break the connection.
  private static void reply(HttpExchange exchange, int status, byte[] body, int announced) throws IOException {
    exchange.sendResponseHeaders(status, announced == 0 ? -1 : announced);
    try {
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    } finally {
      exchange.close();
    }
  }

  private RemoteFile file(String path, String md5) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new RemoteFile("set/data.bin", address, md5, CONTENT.length);
  }

  private RemoteFile good(String path) throws Exception {
    return file(path, HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT)));
  }

  private Fetch.Outcome fetch(RemoteFile file) {
    try (Fetch fetch = new Fetch(folder, (f, bytes, total) -> {
      assertEquals(CONTENT.length, total);
      arrived.add(bytes);
    })) {
      return fetch.fetch(file);
    }
  }

  private void assertFetched() throws IOException {
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("set/data.bin")));
    assertFalse(Files.exists(folder.resolve("set/data.bin.part")));
  }

  @Test
  void aFileArrivesOnce() throws Exception {
    assertEquals(Fetch.Outcome.FETCHED, fetch(good("/moved")));
    assertFetched();
    assertEquals(CONTENT.length, arrived.getLast());
    assertEquals(Fetch.Outcome.PRESENT, fetch(good("/moved")));
    assertEquals(1, ranges.size());
  }

  @Test
  void aBrokenConnectionIsContinued() throws Exception {
    breaks.addAll(List.of(70_000, 50_000));
    assertEquals(Fetch.Outcome.FETCHED, fetch(good("/file")));
    assertFetched();
    assertEquals("", ranges.getFirst());
    assertEquals(3, ranges.size());
    assertTrue(ranges.get(1).matches("bytes=\\d+-") && ranges.get(2).matches("bytes=\\d+-"), ranges.toString());
  }

  @Test
  void anEarlierPartIsContinued() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/data.bin.part"), Arrays.copyOf(CONTENT, 150_000));
    fetch(good("/file"));
    assertFetched();
    assertEquals(List.of("bytes=150000-"), ranges);
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/data.bin.part"), new byte[300_000]);
    fetch(good("/whole"));
    assertFetched();
  }

  @Test
  void aPartThatIsTooLongIsDropped() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/data.bin.part"), new byte[CONTENT.length]);
    fetch(good("/file"));
    assertFetched();
    assertEquals(List.of("bytes=200000-", ""), ranges);
  }

  @Test
  void aConnectionThatKeepsBreakingLeavesThePart() throws Exception {
    breaks.addAll(List.of(65_536, 65_536, 0));
    var e = assertThrows(InvalidInputException.class, () -> fetch(good("/file")));
    assertTrue(e.getMessage().contains("/file: the connection broke 3 times ("), e.getMessage());
    assertTrue(e.getMessage().endsWith("; run the same command again to continue"), e.getMessage());
    assertTrue(Files.size(folder.resolve("set/data.bin.part")) > 0);
    assertFalse(Files.exists(folder.resolve("set/data.bin")));
  }

  @Test
  void aWrongChecksumLeavesNothing() {
    RemoteFile file = file("/file", "00000000000000000000000000000000");
    var e = assertThrows(InvalidInputException.class, () -> fetch(file));
    assertTrue(e.getMessage().matches("http.*/file: MD5 [0-9a-f]{32} instead of 0{32}; the download was discarded"));
    assertEquals(0, folder.resolve("set").toFile().list().length);
  }

  @Test
  void anotherFileIsNotOverwritten() throws Exception {
    Files.createDirectories(folder.resolve("set"));
    Files.write(folder.resolve("set/data.bin"), new byte[5]);
    var e = assertThrows(InvalidInputException.class, () -> fetch(good("/file")));
    assertTrue(e.getMessage().endsWith("; remove it to fetch the published one"), e.getMessage());
    assertEquals(5, Files.size(folder.resolve("set/data.bin")));
  }

  @Test
  void aFolderThatCannotBeMadeIsReported() throws Exception {
    Files.write(folder.resolve("set"), new byte[1]);
    var e = assertThrows(InvalidInputException.class, () -> fetch(good("/file")));
    assertTrue(e.getMessage().startsWith(folder.resolve("set/data.bin") + ": cannot be written: "), e.getMessage());
    assertEquals(List.of(), ranges);
  }

  @Test
  void aMissingFileIsReported() throws Exception {
    var e = assertThrows(InvalidInputException.class, () -> fetch(good("/gone")));
    assertTrue(e.getMessage().endsWith("/gone: the server answers with HTTP status 404"), e.getMessage());
  }

  @Test
  void catalogNamesAndPathsAreUnique() {
    assertEquals(
        List.of("omniglot", "mnist", "fashion-mnist", "cifar10", "shd"),
        Catalog.sets().stream().map(DataSet::name).toList());
    List<RemoteFile> files = Catalog.sets().stream().flatMap(set -> set.files().stream()).toList();
    assertEquals(14, files.size());
    assertEquals(files.size(), new HashSet<>(files.stream().map(RemoteFile::path).toList()).size());
    assertEquals(files.size(), new HashSet<>(files.stream().map(RemoteFile::md5).toList()).size());
    assertEquals("mnist/t10k-labels-idx1-ubyte.gz", Catalog.find("mnist").orElseThrow().files().get(3).path());
    assertTrue(Catalog.find("none").isEmpty());
    assertThrows(IllegalArgumentException.class, () -> file("/x", "abc"));
  }
}
