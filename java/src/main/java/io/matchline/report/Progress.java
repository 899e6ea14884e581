package io.matchline.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// Shows how far long work is. Silent for the first second; then a bar with rate and time left that redraws itself on a
/// terminal, or a plain line every few seconds elsewhere. Any thread may report steps. Nothing of it enters a result.
public final class Progress implements AutoCloseable {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long SILENT_NS = NS_PER_SECOND;
  private static final long REDRAW_NS = NS_PER_SECOND / 5;
  private static final long LINE_NS = 5 * NS_PER_SECOND;
  private static final int BAR_CELLS = 24;
  private static final String CLEAR_LINE = "\r\033[K";
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final String label;
  private final String noun;
  private final long total;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier clockNs;
  private final long startNs;
  private long done;
  private long shownNs;
  private boolean shown;

  /// @param label what is done, for example `few-shot-search`
  /// @param noun what is counted, for example `episodes`
  /// @param total steps in all, at least 1
  /// @param clockNs a monotonic clock
  Progress(String label, String noun, long total, PrintStream out, boolean terminal, LongSupplier clockNs) {
    if (total < 1) {
      throw new IllegalArgumentException(label + ": " + total + " steps are below 1");
    }
    this.label = label;
    this.noun = noun;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
    this.clockNs = clockNs;
    this.startNs = clockNs.getAsLong();
  }

  /// Progress on standard error.
  public static Progress start(String label, String noun, long total) {
    return new Progress(label, noun, total, System.err, standardErrorIsTerminal(), System::nanoTime);
  }

  /// Reports finished steps.
  public synchronized void step(long steps) {
    done = Math.min(total, done + steps);
    long nowNs = clockNs.getAsLong();
    long sinceNs = shown ? nowNs - shownNs : Long.MAX_VALUE;
    if (nowNs - startNs >= SILENT_NS && sinceNs >= (terminal ? REDRAW_NS : LINE_NS)) {
      show(nowNs);
    }
  }

  /// Removes the bar from a terminal; elsewhere says how long it took if anything was said before.
  @Override
  public synchronized void close() {
    if (!shown) {
      return;
    }
    double seconds = (clockNs.getAsLong() - startNs) / (double) NS_PER_SECOND;
    out.print(terminal ? CLEAR_LINE : label + ": " + done + " " + noun + " in " + duration(seconds) + "\n");
    out.flush();
    shown = false;
  }

  private void show(long nowNs) {
    double seconds = (nowNs - startNs) / (double) NS_PER_SECOND;
    double rate = done / seconds;
    String left = done == 0 ? "" : ", " + duration((total - done) / rate) + " left";
    String counts = done + "/" + total + " " + noun + ", " + Numbers.rounded(rate, 3) + "/s" + left;
    long percent = 100 * done / total;
    out.print(terminal ? CLEAR_LINE + label + " " + bar() + " " + percent + " %, " + counts
        : label + ": " + percent + " %, " + counts + "\n");
    out.flush();
    shown = true;
    shownNs = nowNs;
  }

  private String bar() {
    int full = (int) (BAR_CELLS * done / total);
    boolean blocks = out.charset().newEncoder().canEncode('█');
    return "[" + (blocks ? "█" : "#").repeat(full) + (blocks ? "·" : "-").repeat(BAR_CELLS - full) + "]";
  }

  /// `4 s`, `3 min 20 s`, `2 h 5 min`.
  static String duration(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
  }

  /// Java only tells about standard input and output together, so Linux is asked first.
  private static boolean standardErrorIsTerminal() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.startsWith("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null && System.console().isTerminal();
    }
  }
}
