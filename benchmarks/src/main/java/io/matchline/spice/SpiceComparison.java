package io.matchline.spice;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.tcam.DischargeCase;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.Level;
import io.matchline.tcam.LineCopies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

/// Times ngspice and the kernels on the same match lines of `spice-models`, turn by turn in one run, and prints how many
/// lines of the kernels go into one of ngspice. Both sides are asked for a voltage at the same time; every answer is
/// compared first. Times are those of a processor: of this thread for the kernels and the library, of the child for
/// ngspice as a process, which counts its start.
///
/// Arguments: rounds, and lines per model, for example `9 6`. The working directory is the repository, on Linux.
public final class SpiceComparison {
  private static final int CELLS = 64;
  private static final int ROWS = 1024;
  private static final long TURN_NS = 10_000_000;
  private static final double MARGIN = 1.02;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// `cutime` of proc(5), counted from the field behind the name.
  private static final int CHILD_USER = 13;

  private static final double TICKS_PER_S = 100;
  private static final Path MODELS = Path.of("spice-models");

  private final Kernels kernels = Backends.open(Backend.FFM);
  private final LineCopies copies = new LineCopies(Arena.global(), kernels, ROWS);
  private final NgspiceRunner subprocess = new NgspiceRunner();
  private final NgspiceLibrary library = NgspiceLibrary.open();
  private final int rounds;

  private SpiceComparison(int rounds) {
    this.rounds = rounds;
  }

  /// One line on both sides.
  ///
  /// @param netlist what ngspice runs
  /// @param timeS when the voltage is read
  /// @param kernel computes {@value #ROWS} copies of the line and returns the voltage of the first
  /// @param toleranceV how far apart the voltages may be
  private record Line(String id, Netlist<Transient> netlist, double timeS, Supplier<Double> kernel, double toleranceV) {}

  public static void main(String[] arguments) {
    SpiceComparison comparison = new SpiceComparison(Integer.parseInt(arguments[0]));
    int lines = Integer.parseInt(arguments[1]);
    System.out.printf("ngspice %s, level %s%n", comparison.subprocess.version(), comparison.kernels.level().key());
    comparison.compare("ladder, ngspice as for the tables", comparison.linear(lines, false, StepHalving::fine));
    comparison.compare("ladder, ngspice as a target", comparison.linear(lines, false, Transient::until));
    comparison.compare("ladder as in a search, ngspice as a target", comparison.linear(lines, true, Transient::until));
    comparison.compare(
        "ladder, ngspice in a hurry (200 steps, reltol 1e-3)",
        comparison.linear(lines, false, t -> new Transient(t, 200, 1e-3)));
    for (String model : List.of("transistor-2t2r", "transistor-2fefet", "transistor-16t")) {
      comparison.compare("ladder-table, " + model + ", twice the steps", comparison.transistors(model, lines, 2));
      comparison.compare("ladder-table, " + model + ", ngspice as for the tables", comparison.transistors(model, lines, 1));
      comparison.compare("ladder-table, " + model + ", half the steps", comparison.transistors(model, lines, 0));
    }
    System.exit(0);
  }

  private List<Line> linear(int count, boolean quick, DoubleFunction<Transient> settingsUntil) {
    List<Line> lines = new ArrayList<>();
    for (DischargeCase c : chosen(DischargeCases.read(MODELS.resolve("match-line-linear/cases.csv"), Level.LADDER))) {
      double timeS = c.timesS().get(c.timesS().size() / 2);
      Transient settings = settingsUntil.apply(MARGIN * timeS);
      lines.add(new Line(
          c.id(),
          MatchLineNetlist.line(c.line(), c.conductanceS(), settings),
          timeS,
          copies.ladder(c, timeS, quick),
          Math.max(1e-5, 10 * settings.relativeTolerance()) * c.line().prechargeV()));
      if (lines.size() == count) {
        break;
      }
    }
    return lines;
  }

  /// @param halvings of the step of the coarser run behind a table
  private List<Line> transistors(String name, int count, int halvings) {
    TransistorLineModel model = (TransistorLineModel) SpiceModel.named(MODELS, name);
    List<DischargeCase> cases = chosen(model.lines().cases());
    List<Line> lines = new ArrayList<>();
    for (DesignLines design : model.designs()) {
      String id = design.lines().getFirst().id();
      for (DischargeCase c : cases.stream().filter(c -> c.id().equals(id) && lines.size() < count).toList()) {
        double timeS = c.timesS().getFirst();
        Transient coarse = SwitchedLine.coarse(design.design().cell().elements(), MARGIN * timeS);
        Transient settings = coarse;
        for (int halving = 0; halving < halvings; halving++) {
          settings = settings.halved();
        }
        lines.add(new Line(
            id,
            SwitchedLineNetlist.of(design.design(), design.lines().getFirst().pattern(), settings),
            timeS,
            copies.tabulated(c, timeS),
            0.02 * c.line().prechargeV()));
      }
    }
    return lines;
  }

  private static List<DischargeCase> chosen(DischargeCases all) {
    return all.cases().stream().filter(c -> c.line().cells() == CELLS && c.line().wireResistanceOhm() > 0).toList();
  }

  private void compare(String title, List<Line> lines) {
    System.out.printf("%n%s: %d lines of %d cells, %d rounds%n", title, lines.size(), CELLS, rounds);
    System.out.printf(
        "  %-16s %14s %14s %12s %12s %12s%n", "line", "process, ms", "library, ms", "kernel, ns", "process/k.", "library/k.");
    double[] processRatio = new double[lines.size()];
    double[] libraryRatio = new double[lines.size()];
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      check(line);
      double processS = -childrenS();
      double[][] seconds = new double[2][rounds];
      for (int round = 0; round < rounds; round++) {
        subprocess.waveforms(line.netlist());
        seconds[0][round] = seconds(() -> library.waveforms(line.netlist()));
        seconds[1][round] = seconds(line.kernel()) / ROWS;
      }
      processS = (processS + childrenS()) / rounds;
      double libraryS = median(seconds[0]);
      double kernelS = median(seconds[1]);
      processRatio[i] = processS / kernelS;
      libraryRatio[i] = libraryS / kernelS;
      System.out.printf(
          "  %-16s %14.1f %14.1f %12.1f %,12.0f %,12.0f%n",
          line.id(), 1e3 * processS, 1e3 * libraryS, 1e9 * kernelS, processRatio[i], libraryRatio[i]);
    }
    System.out.printf(
        "  median: %,.0f lines of the kernel in one of the process, %,.0f in one of the library%n",
        median(processRatio), median(libraryRatio));
  }

  private void check(Line line) {
    double ngspice = library.waveforms(line.netlist()).getFirst().at(line.timeS());
    double ours = line.kernel().get();
    if (!(Math.abs(ours - ngspice) <= line.toleranceV())) {
      throw new IllegalStateException(line.id() + ": " + ours + " V, but ngspice says " + ngspice + " V");
    }
    for (int warm = 0; warm < 50; warm++) {
      line.kernel().get();
    }
  }

  /// Processor time of one call, from as many as take {@value #TURN_NS} ns.
  private static double seconds(Supplier<?> work) {
    long begin = THREADS.getCurrentThreadCpuTime();
    long spent = 0;
    int calls = 0;
    while (spent < TURN_NS) {
      work.get();
      calls++;
      spent = THREADS.getCurrentThreadCpuTime() - begin;
    }
    return 1e-9 * spent / calls;
  }

  /// Processor time of the child processes that have ended, in steps of 10 ms.
  private static double childrenS() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[CHILD_USER]) + Long.parseLong(fields[CHILD_USER + 1])) / TICKS_PER_S;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
