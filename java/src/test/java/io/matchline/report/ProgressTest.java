package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long nowNs;

  /// Ten steps, one per given time.
  private String run(boolean terminal, long stepNs, Charset charset) {
    try (PrintStream out = new PrintStream(bytes, true, charset);
        Progress progress = new Progress("search", "rows", 10, out, terminal, () -> nowNs)) {
      for (int i = 0; i < 10; i++) {
        nowNs += stepNs;
        progress.step(1);
      }
    }
    return bytes.toString(charset);
  }

  @Test
  void shortWorkIsSilent() {
    assertEquals("", run(true, 90_000_000, StandardCharsets.UTF_8));
    assertEquals("", run(false, 90_000_000, StandardCharsets.UTF_8));
  }

  @Test
  void plainLinesComeEveryFiveSeconds() {
    assertEquals(
        """
        search: 10 %, 1/10 rows, 0.5/s, 18 s left
        search: 40 %, 4/10 rows, 0.5/s, 12 s left
        search: 70 %, 7/10 rows, 0.5/s, 6 s left
        search: 100 %, 10/10 rows, 0.5/s, 0 s left
        search: 10 rows in 20 s
        """,
        run(false, 2_000_000_000L, StandardCharsets.UTF_8));
  }

  @Test
  void aTerminalGetsABarThatGoesAway() {
    String shown = run(true, 1_000_000_000L, StandardCharsets.UTF_8);
    assertTrue(shown.contains("\r\033[Ksearch [████████████············] 50 %, 5/10 rows, 1/s, 5 s left"), shown);
    assertTrue(shown.endsWith("\r\033[K"), shown);
    assertTrue(shown.indexOf('\n') < 0, shown);
  }

  @Test
  void aTerminalWithoutBlocksGetsPlainCharacters() {
    assertTrue(run(true, 1_000_000_000L, StandardCharsets.US_ASCII).contains("[############------------]"));
  }

  @Test
  void durations() {
    assertEquals("1 s", Progress.duration(0.2));
    assertEquals("1 min 0 s", Progress.duration(59.5));
    assertEquals("2 h 5 min", Progress.duration(7500));
    assertThrows(IllegalArgumentException.class, () -> new Progress("a", "b", 0, System.err, false, () -> 0));
  }
}
