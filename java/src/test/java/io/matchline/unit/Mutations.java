package io.matchline.unit;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Files damaged at random from sound ones, always the same. A reader takes each of them or says what is wrong with it.
public final class Mutations {
  private static final Duration SLOWEST = Duration.ofSeconds(5);
  private static final String[] TOKENS = {
    "", "\0", "\t", "\n", "\r", "\"", "'", ",", ",,", ";", "#", ":", ": ", "- ", "? ", "[", "]", "{", "}", "|\n", ">\n",
    "&a ", "*a", "<<: *a", "!!binary ", "%YAML 9\n", "---\n", "...\n", "~", "-0", "-1", "1e999", "NaN", "Infinity", "0x10",
    "99999999999999999999", "2147483647", "2147483648", "1e-320", "µ", "Ω", "\ufeff", "\ud83d\ude00", "X", "sweep: "
  };

  private final Random random;

  public Mutations(long seed) {
    random = new Random(seed);
  }

  /// Reads one file.
  @FunctionalInterface
  public interface Reader {
    void read(Path file) throws IOException;
  }

  /// Damages each of `sound` `rounds` times and has it read from `file`.
  public void run(List<byte[]> sound, int rounds, Path file, Reader reader) throws IOException {
    for (byte[] whole : sound) {
      for (int round = 0; round < rounds; round++) {
        byte[] damaged = damaged(whole);
        Files.write(file, damaged);
        assertTimeoutPreemptively(SLOWEST, () -> read(file, damaged, reader));
      }
    }
  }

  private static void read(Path file, byte[] content, Reader reader) {
    try {
      reader.read(file);
    } catch (InvalidInputException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        fail("no message for " + shown(content), e);
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(e + " for " + shown(content), e);
    }
  }

  private static String shown(byte[] content) {
    return HexFormat.of().formatHex(content) + "\n" + new String(content, StandardCharsets.UTF_8);
  }

  private byte[] damaged(byte[] whole) {
    byte[] content = whole.clone();
    for (int cuts = 1 + random.nextInt(4); cuts > 0; cuts--) {
      content = content.length == 0 ? token() : damagedOnce(content);
    }
    return content;
  }

  private byte[] damagedOnce(byte[] content) {
    int at = random.nextInt(content.length);
    int end = Math.min(content.length, at + 1 + random.nextInt(random.nextInt(4) == 0 ? content.length : 8));
    return switch (random.nextInt(7)) {
      case 0 -> Arrays.copyOf(content, at);
      case 1 -> joined(content, at, new byte[0], end);
      case 2 -> joined(content, at, token(), at);
      case 3 -> joined(content, at, token(), end);
      case 4 -> joined(content, end, Arrays.copyOfRange(content, at, end), end);
      case 5 -> flipped(content, at, (byte) (1 << random.nextInt(8)));
      default -> flipped(content, at, (byte) (content[at] ^ new byte[] {0, -1, 127, -128}[random.nextInt(4)]));
    };
  }

  private byte[] token() {
    return TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flipped(byte[] content, int at, byte bits) {
    byte[] flipped = content.clone();
    flipped[at] ^= bits;
    return flipped;
  }

  /// `content` with `middle` instead of the bytes from `at` to `end`.
  private static byte[] joined(byte[] content, int at, byte[] middle, int end) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(content, 0, at);
    joined.writeBytes(middle);
    joined.write(content, end, content.length - end);
    return joined.toByteArray();
  }
}
