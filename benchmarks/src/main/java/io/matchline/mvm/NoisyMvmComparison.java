package io.matchline.mvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Times noisy products beside the product without noise and NumPy (`peers/noisy_mvm.py`), turn by turn in one run, by
/// the processor time of the one thread, and prints medians and their ratios. Every way is checked first.
///
/// Arguments: the Python that has NumPy, and the number of rounds, for example `python3 9`. The working directory is the
/// repository.
public final class NoisyMvmComparison {
  /// Products in a round, of the ways that take about a millisecond.
  private static final int PRODUCTS = 40;

  private NoisyMvmComparison() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[1]);
    ProcessBuilder command = new ProcessBuilder(arguments[0], "benchmarks/peers/noisy_mvm.py", "--serve");
    command.environment().put("OPENBLAS_NUM_THREADS", "1");
    Process peer = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader answers = peer.inputReader();
        Writer requests = peer.outputWriter()) {
      System.out.println(answers.readLine());
      for (String sigma : new String[] {"same", "own"}) {
        NoisyMvmBenchmark ways = prepared(sigma);
        compare(ways, sigma, rounds, requests, answers);
        ways.close();
      }
    } finally {
      peer.destroy();
    }
  }

  private static NoisyMvmBenchmark prepared(String sigma) {
    NoisyMvmBenchmark ways = new NoisyMvmBenchmark();
    ways.size = 1024;
    ways.vectors = 64;
    ways.backend = "ffm";
    ways.sigma = sigma;
    ways.prepare();
    return ways;
  }

  private static void compare(
      NoisyMvmBenchmark ways, String sigma, int rounds, Writer requests, BufferedReader answers) throws IOException {
    double[] numpy = new double[rounds];
    double[] fresh = new double[rounds];
    double[] ideal = new double[rounds * PRODUCTS];
    double[] output = new double[rounds * PRODUCTS];
    for (int warm = 0; warm < 20 * PRODUCTS; warm++) {
      ways.atTheOutputs();
    }
    for (int round = 0; round < rounds; round++) {
      requests.write(System.lineSeparator());
      requests.flush();
      numpy[round] = Double.parseDouble(answers.readLine());
      fresh[round] = processorMs(ways::freshPerCell);
      for (int i = 0; i < PRODUCTS; i++) {
        ideal[round * PRODUCTS + i] = processorMs(ways::ideal);
      }
      for (int i = 0; i < PRODUCTS; i++) {
        output[round * PRODUCTS + i] = processorMs(ways::atTheOutputs);
      }
    }
    System.out.printf("sigma %s: numpy per cell %.1f ms%n", sigma, median(numpy));
    double ratio = median(numpy) / median(fresh);
    System.out.printf("  fresh per cell  %.2f ms, %.1f times numpy's rate%n", median(fresh), ratio);
    System.out.printf("  ideal           %.3f ms%n", median(ideal));
    double share = median(ideal) / median(output);
    System.out.printf("  at the outputs  %.3f ms, %.2f of the ideal rate%n", median(output), share);
  }

  private static double processorMs(Runnable work) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return 1e-6 * (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
