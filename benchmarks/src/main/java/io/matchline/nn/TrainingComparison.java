package io.matchline.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// Steps of training beside PyTorch (`peers/steps.py`): the same network from the same parameters on the same batch,
/// turn by turn in one run. Loss and gradients are first compared with those of PyTorch in double precision, and the loss
/// again after two steps of each. Prints the median of a step of each, their ratio, what the fastest twentieth took at
/// most, and both processes' peaks of resident memory, PyTorch's from a process that has done nothing but steps.
///
/// Arguments: the Python that has PyTorch; the case, mlp-sgd, mlp-adam, lenet-adam or conv4-adam; the number of turns; 1
/// or 2 threads, both if nothing is said. For example `python3 mlp-adam 41`. The working directory is the repository.
public final class TrainingComparison {
  private static final double TURN_MS = 30;
  /// Between turns: threads of PyTorch's go on spinning for some ms after a step, on a processor that the next turn needs.
  private static final long PAUSE_MS = 30;
  private static final double WARM_MS = 3000;
  private static final double CLOSE = 1e-4;
  private static final double CLOSE_AFTER_STEPS = 5e-2;
  private static final int COMPARED_STEPS = 2;
  private static final int STEPS_FOR_MEMORY = 10;

  private final TrainingCase own;
  private final TorchPeer torch;

  private TrainingComparison(TrainingCase own, TorchPeer torch) {
    this.own = own;
    this.torch = torch;
  }

  public static void main(String[] arguments) throws IOException {
    int[] threads = arguments.length > 3 ? new int[] {Integer.parseInt(arguments[3])} : new int[] {1, 2};
    for (int count : threads) {
      try (TrainingCase own = new TrainingCase(arguments[1], count);
          TorchPeer torch = new TorchPeer(arguments[0], arguments[1], own.parts(), count)) {
        TrainingComparison comparison = new TrainingComparison(own, torch);
        comparison.compareGradients(CLOSE);
        for (int i = 0; i < COMPARED_STEPS; i++) {
          own.step();
        }
        torch.steps(COMPARED_STEPS);
        comparison.compareLoss(CLOSE_AFTER_STEPS);
        long torchKib = peakKib(arguments[0], arguments[1], own, count);
        System.out.printf("%s, %d threads, level %s: ", arguments[1], count, own.level());
        comparison.time(Integer.parseInt(arguments[2]), torchKib);
      }
    }
  }

  private static long peakKib(String python, String name, TrainingCase own, int threads) throws IOException {
    try (TorchPeer fresh = new TorchPeer(python, name, own.parts(), threads)) {
      fresh.steps(STEPS_FOR_MEMORY);
      return fresh.peakKib();
    }
  }

  private void compareGradients(double close) throws IOException {
    float[] wanted = torch.gradients();
    List<float[]> gradients = own.gradients();
    int at = 0;
    for (int k = 0; k < gradients.size() - 1; k++) {
      float[] found = gradients.get(k);
      double largest = 0;
      double worst = 0;
      for (int i = 0; i < found.length; i++, at++) {
        largest = Math.max(largest, Math.abs(wanted[at]));
        worst = Math.max(worst, Math.abs((double) wanted[at] - found[i]));
      }
      if (!(largest > 0 && worst <= close * largest)) {
        throw new IllegalStateException(
            "the gradient of parameter %d is off by %g, its largest element is %g".formatted(k, worst, largest));
      }
    }
    compareLoss(close);
  }

  private void compareLoss(double close) throws IOException {
    float[] wanted = torch.gradients();
    double loss = wanted[wanted.length - 1];
    double found = own.gradients().getLast()[0];
    if (!(Math.abs(found - loss) <= close * Math.abs(loss))) {
      throw new IllegalStateException("the loss is %g, not %g".formatted(found, loss));
    }
  }

  private void time(int turns, long torchKib) throws IOException {
    double spent = 0;
    while (spent < WARM_MS) {
      spent += DoubleStream.of(ownSteps(10)).sum();
    }
    int ownTurn = (int) Math.max(1, TURN_MS / median(ownSteps(5)));
    torch.steps(ownTurn);
    int torchTurn = (int) Math.max(1, TURN_MS / median(torch.steps(ownTurn)));
    double[] owns = new double[0];
    double[] torchs = new double[0];
    for (int turn = 0; turn < turns; turn++) {
      pause();
      owns = joined(owns, ownSteps(ownTurn));
      pause();
      torchs = joined(torchs, torch.steps(torchTurn));
    }
    System.out.printf(
        "%.3f ms, PyTorch %.3f ms, ratio %.2f (fastest twentieth %.3f and %.3f ms), peak memory %d and %d MiB%n",
        median(owns), median(torchs), median(owns) / median(torchs), fast(owns), fast(torchs),
        ownPeakKib() / 1024, torchKib / 1024);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private double[] ownSteps(int count) {
    double[] ms = new double[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      own.step();
      ms[i] = 1e-6 * (System.nanoTime() - start);
    }
    return ms;
  }

  private static double[] joined(double[] a, double[] b) {
    return DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray();
  }

  private static double median(double[] times) {
    return sorted(times)[times.length / 2];
  }

  private static double fast(double[] times) {
    return sorted(times)[times.length / 20];
  }

  private static double[] sorted(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static long ownPeakKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
