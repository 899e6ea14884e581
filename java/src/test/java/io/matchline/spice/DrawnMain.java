package io.matchline.spice;

import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

class DrawnMain {
  record Result(String id, double rise, double t, double mv, double error, double level) {}

  public static void main(String[] args) throws Exception {
    DrawnDesigns draw = new DrawnDesigns(
        DrawnDesigns.Kind.valueOf(args[0]), args[1].equals("bsim"), Integer.parseInt(args[2]), Long.parseLong(args[3]));
    int designs = Integer.parseInt(args[4]);
    int lines = Integer.parseInt(args[5]);
    NgspiceRunner runner = new NgspiceRunner("/tmp/calib/ngspice", Duration.ofMinutes(10));
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<List<Result>>> futures = new ArrayList<>();
    for (int i = 0; i < designs; i++) {
      int index = i;
      futures.add(pool.submit(() -> one(draw.design(index, lines), runner)));
    }
    List<Result> all = new ArrayList<>();
    for (int i = 0; i < designs; i++) {
      try {
        all.addAll(futures.get(i).get());
      } catch (ExecutionException e) {
        System.out.println("design " + i + " failed: " + e.getCause());
      }
    }
    pool.shutdown();
    List<Result> after = all.stream().filter(r -> r.t() >= r.rise()).toList();
    List<Result> sorted = after.stream().sorted(Comparator.comparingDouble(r -> -Math.abs(r.error()))).toList();
    double[] e = after.stream().mapToDouble(r -> Math.abs(r.error())).sorted().toArray();
    double[] v = after.stream().mapToDouble(r -> Math.abs(r.mv())).sorted().toArray();
    System.out.printf("%s n=%d after=%d  t: median %.3f%% p90 %.3f%% p95 %.3f%% p99 %.3f%% max %.3f%%  >1%%: %d >2%%: %d | mV median %.2f p95 %.2f max %.2f >10: %d%n",
        String.join(" ", args), all.size(), e.length, q(e, .5), q(e, .9), q(e, .95), q(e, .99), q(e, 1),
        Arrays.stream(e).filter(x -> x > .01).count(), Arrays.stream(e).filter(x -> x > .02).count(),
        q(v, .5) / 100, q(v, .95) / 100, q(v, 1) / 100, Arrays.stream(v).filter(x -> x > 10).count());
    sorted.stream().limit(args.length > 6 ? Integer.parseInt(args[6]) : 6).forEach(r -> System.out.printf("   %-34s t/rise %.2f level %.2f err %.2f%% %.1f mV%n", r.id(), r.t() / r.rise(), r.level(), 100 * r.error(), r.mv()));
  }

  static double q(double[] s, double p) {
    return s.length == 0 ? Double.NaN : 100 * s[(int) Math.min(s.length - 1, Math.floor(p * s.length))];
  }

  static List<Result> one(DesignLines d, NgspiceRunner runner) {
    LineDesign design = d.design();
    List<Result> results = new ArrayList<>();
    Calibrator calibrator = new Calibrator(runner, new CellBias(runner, CellBias.STANDARD_FREQUENCY_HZ));
    Calibration c = calibrator.of(design, calibrator.curves(design));
    TableLine table = new TableLine(design, c.curves(), c.stack());
    SwitchedLine ngspice = new SwitchedLine(runner, design);
    for (DesignLines.Line line : d.lines()) {
      Waveform w = ngspice.fallen(line.pattern(), Double.POSITIVE_INFINITY);
      for (double level : design.levelsV()) {
        double t = w.fallsTo(level);
        double ours = table.crossingS(line.pattern(), level, c.coupled(), c.startOffsetS());
        double slope = (w.at(t * 0.995) - w.at(t)) / (0.005 * t);
        results.add(new Result(line.id(), design.riseS(), t, 1e3 * (ours - t) * slope, ours / t - 1, level));
      }
    }
    System.out.printf("%s M %d R %.2f rise %.0fps qm/q %.4f qmm/q %.4f bias %.4f %.4f toff/rise %.3f fit %.2e%n", design.name(), design.line().cells(), design.line().wireResistanceOhm(), 1e12*design.riseS(), c.coupled().matchC()/table.prechargedC(), c.coupled().mismatchC()/table.prechargedC(),c.coupled().stages().isEmpty() ? 0 : c.coupled().stages().getLast().matchC()/table.prechargedC(),c.coupled().stages().isEmpty() ? 0 : c.coupled().stages().getLast().mismatchC()/table.prechargedC(), c.startOffsetS()/design.riseS(), c.worstCrossing());
    return results;
  }
}
