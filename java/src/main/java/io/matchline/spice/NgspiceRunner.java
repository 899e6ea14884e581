package io.matchline.spice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs ngspice as a subprocess, one deck at a time, in a temporary folder of its own.
///
/// @param command the executable
/// @param timeout longest time for one deck
public record NgspiceRunner(String command, Duration timeout) implements Ngspice {
  private static final Pattern VERSION = Pattern.compile("ngspice-(\\S+)");
  private static final Pattern COMPLAINT =
      Pattern.compile("error|fatal|unknown|singular|too small|aborted|no such|can't|cannot", Pattern.CASE_INSENSITIVE);
  private static final int MAX_COMPLAINTS = 5;
  private static final int MAX_OUTPUT = 2000;

  /// The `ngspice` of the search path with ten minutes per deck.
  public NgspiceRunner() {
    this("ngspice", Duration.ofMinutes(10));
  }

  /// What a process left behind.
  private record Outcome(int status, String output) {}

  @Override
  public String version() {
    return inFolder(folder -> {
      Outcome outcome = run(folder, List.of("--version"));
      Matcher matcher = VERSION.matcher(outcome.output());
      if (!matcher.find()) {
        throw new SpiceException(command + " --version names no ngspice version: " + clipped(outcome.output()));
      }
      return matcher.group(1);
    });
  }

  @Override
  public List<Waveform> waveforms(Netlist<Transient> netlist) {
    return solve(netlist, (raw, outcome) -> waveforms(raw, netlist, outcome));
  }

  @Override
  public List<Double> operatingPoint(Netlist<OperatingPoint> netlist) {
    return solve(netlist, (raw, outcome) -> values(netlist, raw, outcome));
  }

  /// What flows at each probe, for unit excitations.
  ///
  /// @return `[probes]`
  /// @throws SpiceException when ngspice is missing, rejects the deck, finds no solution or takes too long
  List<Admittance> admittances(Netlist<SmallSignal> netlist) {
    return solve(netlist, (raw, outcome) -> {
      List<Admittance> found = new ArrayList<>();
      for (Probe probe : netlist.probes()) {
        double[] real = raw.column(probe.vector());
        double[] imaginary = raw.imaginary(probe.vector());
        if (real.length != SmallSignal.POINTS || !allFinite(real) || !allFinite(imaginary)) {
          throw new SpiceException("ngspice found no small signals: " + complaints(outcome));
        }
        found.add(Admittance.of(netlist.analysis(), real, imaginary));
      }
      return found;
    });
  }

  private static boolean allFinite(double[] numbers) {
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  /// Takes what is wanted from a result; the outcome is for messages.
  @FunctionalInterface
  private interface Reading<T> {
    T of(RawFile raw, Outcome outcome);
  }

  private <T> T solve(Netlist<?> netlist, Reading<T> reading) {
    return inFolder(folder -> {
      Files.writeString(folder.resolve("deck.cir"), netlist.text());
      Outcome outcome = run(folder, List.of("-n", "-b", "-r", "result.raw", "deck.cir"));
      Path result = folder.resolve("result.raw");
      if (!Files.exists(result) || Files.size(result) == 0) {
        throw new SpiceException("ngspice gave no result for the deck: " + complaints(outcome));
      }
      T value = reading.of(read(result, outcome), outcome);
      if (outcome.status() != 0) {
        throw new SpiceException("ngspice ended with status %d: %s".formatted(outcome.status(), complaints(outcome)));
      }
      return value;
    });
  }

  private static RawFile read(Path result, Outcome outcome) {
    try {
      return RawFile.read(result);
    } catch (SpiceException e) {
      throw new SpiceException(e.getMessage() + ": " + complaints(outcome), e);
    }
  }

  private static List<Waveform> waveforms(RawFile raw, Netlist<Transient> netlist, Outcome outcome) {
    double endS = netlist.analysis().endS();
    double[] timeS = raw.column("time");
    double lastS = timeS.length == 0 ? 0 : timeS[timeS.length - 1];
    if (timeS.length < 2 || Math.abs(lastS - endS) > 1e-9 * endS) {
      throw new SpiceException(
          "ngspice stopped at %s s of %s s: %s".formatted(lastS, endS, complaints(outcome)));
    }
    List<Waveform> waveforms = new ArrayList<>();
    for (Probe probe : netlist.probes()) {
      waveforms.add(Waveform.fromStart(timeS, raw.column(probe.vector()), probe.startValue()));
    }
    return waveforms;
  }

  private static List<Double> values(Netlist<?> netlist, RawFile raw, Outcome outcome) {
    List<Double> values = new ArrayList<>();
    for (Probe probe : netlist.probes()) {
      double[] points = raw.column(probe.vector());
      if (points.length != 1 || !Double.isFinite(points[0])) {
        throw new SpiceException("ngspice found no operating point: " + complaints(outcome));
      }
      values.add(points[0]);
    }
    return values;
  }

  private Outcome run(Path folder, List<String> arguments) throws IOException {
    Path output = folder.resolve("output.txt");
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().remove("SPICE_ASCIIRAWFILE");
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SpiceException("ngspice did not finish within " + timeout.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpiceException("interrupted while ngspice was running", e);
    } finally {
      stop(process);
    }
    return new Outcome(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
  }

  /// Ends the process if it still runs, so that its folder can go.
  private static void stop(Process process) {
    if (process.isAlive()) {
      process.destroyForcibly().onExit().join();
    }
  }

  private Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new SpiceException(
          "%s cannot be started: ngspice is not installed or not on the PATH; install it with: apt-get install ngspice"
              .formatted(command),
          e);
    }
  }

  private static String complaints(Outcome outcome) {
    List<String> lines = outcome.output().lines().map(String::strip).filter(l -> COMPLAINT.matcher(l).find()).toList();
    return lines.isEmpty()
        ? clipped(outcome.output())
        : String.join("; ", lines.subList(0, Math.min(MAX_COMPLAINTS, lines.size())));
  }

  private static String clipped(String output) {
    String text = output.strip();
    return text.length() <= MAX_OUTPUT ? text : "… " + text.substring(text.length() - MAX_OUTPUT);
  }

  @FunctionalInterface
  private interface Work<T> {
    T in(Path folder) throws IOException;
  }

  private static <T> T inFolder(Work<T> work) {
    try {
      Path folder = Files.createTempDirectory("matchline-spice");
      try {
        return work.in(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new SpiceException("the temporary folder for ngspice cannot be used: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
