package io.matchline.spice;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// ngspice inside this process, one circuit after the other.
///
/// Every instance loads a copy of the library of its own, because ngspice keeps its state in global variables; a copy
/// stays loaded until the process ends. A deck that ngspice gives up on for good, such as one with an undefined number,
/// costs a copy: the next call loads another. Calls of one instance wait for each other.
public final class NgspiceLibrary implements Ngspice {
  /// System property with the library's path, where it is in no usual place.
  public static final String PATH_PROPERTY = "matchline.ngspice";

  private static final String TIME = "time";
  private static final Pattern VERSION = Pattern.compile("ngspice-(\\S+)");
  private static final String NAME = "libngspice.so.0";
  private static final List<String> FOLDERS = List.of(
      "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib");
  private static final Pattern COMPLAINT = Pattern.compile(
      "error|fatal|unknown|undefined|singular|too small|aborted|no such|can't|cannot|could not", Pattern.CASE_INSENSITIVE);
  private static final int MAX_COMPLAINTS = 5;
  private static final double END_TOLERANCE = 1e-9;

  private final Path library;
  private NgspiceCallbacks callbacks;
  private NgspiceFunctions functions;

  private NgspiceLibrary(Path library) {
    this.library = library;
    load();
  }

  /// Loads the library from the path of the system property {@value #PATH_PROPERTY} or from the usual folders.
  ///
  /// @throws SpiceException when it is not there or not libngspice
  public static NgspiceLibrary open() {
    String given = System.getProperty(PATH_PROPERTY);
    return open(given == null ? find() : Path.of(given));
  }

  /// Loads the library from a file.
  ///
  /// @throws SpiceException when it is not there or not libngspice
  public static NgspiceLibrary open(Path library) {
    if (!Files.isRegularFile(library)) {
      throw new SpiceException(library + ": no such file; install the library with: apt-get install libngspice0");
    }
    return new NgspiceLibrary(library);
  }

  private void load() {
    try {
      Path copy = Files.createTempFile("matchline-ngspice", ".so");
      try {
        Files.copy(library, copy, StandardCopyOption.REPLACE_EXISTING);
        callbacks = new NgspiceCallbacks();
        // ngspice prints while its signal handlers are in place; classes that a first print loads could trap there.
        callbacks.print(Arena.global().allocateFrom("first"), 0, MemorySegment.NULL);
        callbacks.begin(ExternalSources.NONE);
        functions = new NgspiceFunctions(SymbolLookup.libraryLookup(copy, Arena.global()));
        SignalHandlers.kept(() -> {
          functions.initialise(callbacks);
          return null;
        });
      } finally {
        Files.delete(copy);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new SpiceException(library + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  private static Path find() {
    String search = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
    return Stream.concat(Stream.of(search.split(":")).filter(f -> !f.isBlank()), FOLDERS.stream())
        .map(folder -> Path.of(folder, NAME))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new SpiceException(
            NAME + " is in none of the usual folders; install it with: apt-get install libngspice0, or name its folder"
                + " in LD_LIBRARY_PATH"));
  }

  @Override
  public synchronized String version() {
    callbacks.begin(ExternalSources.NONE);
    check(functions.command("version -s"), "did not tell its version");
    Matcher matcher = VERSION.matcher(String.join("\n", callbacks.lines()));
    if (!matcher.find()) {
      throw new SpiceException("the library names no ngspice version: " + joined(callbacks.lines()));
    }
    return matcher.group(1);
  }

  @Override
  public List<Waveform> waveforms(Netlist<Transient> netlist) {
    return waveforms(netlist, ExternalSources.NONE);
  }

  /// The waveform of each probe while Java gives the values of the sources that are `external`.
  ///
  /// @throws SpiceException when ngspice rejects the deck or stops early
  public List<Waveform> waveforms(Netlist<Transient> netlist, ExternalSources sources) {
    Map<String, double[]> found =
        transientRun(netlist.text().lines().toList(), netlist.analysis().endS(), vectors(netlist), sources);
    double[] timeS = found.get(TIME);
    return netlist.probes().stream()
        .map(probe -> Waveform.fromStart(timeS, found.get(probe.vector()), probe.startValue()))
        .toList();
  }

  @Override
  public synchronized List<Double> operatingPoint(Netlist<OperatingPoint> netlist) {
    return solved(netlist.text().lines().toList(), ExternalSources.NONE, () -> {
      List<Double> values = new ArrayList<>();
      for (String vector : vectors(netlist)) {
        double[] points = vector(vector);
        if (points.length != 1 || !Double.isFinite(points[0])) {
          throw new SpiceException("ngspice found no operating point: " + joined(callbacks.lines()));
        }
        values.add(points[0]);
      }
      return values;
    });
  }

  private static List<String> vectors(Netlist<?> netlist) {
    return netlist.probes().stream().map(Probe::vector).toList();
  }

  /// Runs a transient and returns the vectors asked for, `time` among them.
  ///
  /// @param deck lines of the deck, title first, `.tran` and `.end` among them
  /// @param endS stop time of the transient, s
  /// @param vectors names of vectors, for example `v(out)`
  /// @param sources values of the sources that are `external`
  /// @throws SpiceException when ngspice rejects the deck, stops early or does not know a vector
  public synchronized Map<String, double[]> transientRun(
      List<String> deck, double endS, List<String> vectors, ExternalSources sources) {
    return solved(deck, sources, () -> results(endS, vectors));
  }

  private <T> T solved(List<String> deck, ExternalSources sources, Supplier<T> reading) {
    if (callbacks.ended()) {
      load();
    }
    callbacks.begin(sources);
    try {
      check(functions.circuit(deck), "rejected the deck");
      check(functions.command("run"), "did not run the deck");
      return reading.get();
    } finally {
      if (!callbacks.ended()) {
        functions.command("destroy all");
        functions.command("remcirc");
      }
    }
  }

  private void check(int status, String what) {
    callbacks.rethrow();
    List<String> complaints = complaints();
    if (status != 0 || !complaints.isEmpty() || callbacks.ended()) {
      throw new SpiceException("ngspice " + what + ": " + (complaints.isEmpty() ? "status " + status : joined(complaints)));
    }
  }

  private Map<String, double[]> results(double endS, List<String> vectors) {
    List<String> names = new ArrayList<>(List.of(TIME));
    names.addAll(vectors);
    Map<String, double[]> results = new LinkedHashMap<>();
    for (String name : names) {
      results.put(name, vector(name));
    }
    double[] time = results.get(TIME);
    double last = time.length == 0 ? 0 : time[time.length - 1];
    if (Math.abs(last - endS) > END_TOLERANCE * endS) {
      throw new SpiceException("ngspice stopped at %s s of %s s: %s".formatted(last, endS, joined(callbacks.lines())));
    }
    return results;
  }

  private double[] vector(String name) {
    return functions
        .vector(name)
        .orElseThrow(() -> new SpiceException("ngspice has no vector " + name + " after the run"));
  }

  private List<String> complaints() {
    return callbacks.lines().stream()
        .filter(line -> line.startsWith("stderr ") && COMPLAINT.matcher(line).find())
        .map(line -> line.substring("stderr ".length()).strip())
        .toList();
  }

  private static String joined(List<String> lines) {
    return String.join("; ", lines.subList(0, Math.min(MAX_COMPLAINTS, lines.size())));
  }
}
