package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Times the convolutions of a four-layer network on 200 images, forward and both gradients with the packing of the
/// weights, beside PyTorch (`peers/training.py`), turn by turn in one run, and prints medians by the clock and their
/// ratio. Sums of magnitudes of all results are compared first.
///
/// Arguments: the Python that has PyTorch, and the number of rounds, for example `python3 21`. The working directory is
/// the repository.
public final class PyTorchComparison {
  private static final int IMAGES = 200;
  /// Side, input channels and output channels of the layers.
  private static final int[][] LAYERS = {{28, 1, 64}, {14, 64, 64}, {7, 64, 64}, {3, 64, 64}};

  private final Kernels kernels = Backends.open(Backend.FFM);
  private final Arena arena;
  private final ConvShape shape;
  private final MemorySegment x;
  private final MemorySegment weights;
  private final MemorySegment dy;
  private final MemorySegment y;
  private final MemorySegment dx;
  private final MemorySegment dw;
  private final MemorySegment packed;
  private final MemorySegment partial;
  private final MemorySegment[] workspace;

  private PyTorchComparison(Arena arena, int[] layer, int threads) {
    this.arena = arena;
    shape = new ConvShape(IMAGES, layer[0], layer[0], layer[1], layer[2], 3, 3, 1, 1);
    x = numbers(IMAGES * shape.inElements(), 7919);
    weights = numbers(shape.weights(), 131);
    dy = numbers(IMAGES * shape.outElements(), 613);
    y = floats(IMAGES * shape.outElements());
    dx = floats(IMAGES * shape.inElements());
    dw = floats(shape.weights());
    packed = floats(Math.max(shape.packedElements(), shape.gradient().packedElements()));
    partial = floats(ConvShape.PARTS * shape.weights());
    long most = Math.max(shape.workspaceElements(), shape.gradient().workspaceElements());
    workspace = new MemorySegment[threads];
    Arrays.setAll(workspace, t -> floats(most));
  }

  private MemorySegment floats(long count) {
    return arena.allocate(count * Float.BYTES, 64);
  }

  private MemorySegment numbers(long count, long step) {
    MemorySegment values = floats(count);
    for (long i = 0; i < count; i++) {
      values.setAtIndex(JAVA_FLOAT, i, (float) (i * step % 1009 / 504.5 - 1));
    }
    return values;
  }

  public static void main(String[] arguments) throws IOException {
    ProcessBuilder command = new ProcessBuilder(arguments[0], "benchmarks/peers/training.py");
    command.environment().put("MALLOC_MMAP_THRESHOLD_", "1000000000");
    command.environment().put("MALLOC_TRIM_THRESHOLD_", "4000000000");
    command.environment().put("OPENBLAS_CORETYPE", "SkylakeX");
    Process peer = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader answers = peer.inputReader();
        Writer requests = peer.outputWriter()) {
      System.out.println(answers.readLine() + ", level " + Backends.open(Backend.FFM).level().key());
      for (int threads = 1; threads <= 2; threads++) {
        for (int[] layer : LAYERS) {
          compare(layer, threads, Integer.parseInt(arguments[1]), requests, answers);
        }
      }
    } finally {
      peer.destroy();
    }
  }

  private static void compare(int[] layer, int threads, int rounds, Writer requests, BufferedReader answers)
      throws IOException {
    String request = "%d %d %d %d%n".formatted(layer[0], layer[1], layer[2], threads);
    double[] own = new double[rounds];
    double[] torch = new double[rounds];
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      PyTorchComparison job = new PyTorchComparison(arena, layer, threads);
      for (int warm = 0; warm < 3; warm++) {
        job.run(workers);
        job.compareWith(ask(request, requests, answers));
      }
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        job.run(workers);
        own[round] = 1e-6 * (System.nanoTime() - start);
        torch[round] = ask(request, requests, answers)[0];
      }
    }
    System.out.printf(
        "%2d x %2d, %2d to %d channels, %d threads: %.2f ms, PyTorch %.2f ms, ratio %.2f%n",
        layer[0], layer[0], layer[1], layer[2], threads, median(own), median(torch), median(own) / median(torch));
  }

  private static double[] ask(String request, Writer requests, BufferedReader answers) throws IOException {
    requests.write(request);
    requests.flush();
    return Arrays.stream(answers.readLine().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private void run(Workers workers) {
    convolve(workers, shape, x, false, y);
    if (shape.inChannels() > 1) {
      convolve(workers, shape.gradient(), dy, true, dx);
    }
    partial.fill((byte) 0);
    workers.run(ConvShape.PARTS, 1, parts -> addParts(parts, workspaceOf(parts, ConvShape.PARTS)));
    kernels.convWeightsSum(shape, partial, dw);
  }

  private void addParts(Span parts, MemorySegment own) {
    long bytes = shape.weights() * Float.BYTES;
    for (long p = parts.begin(); p < parts.end(); p++) {
      kernels.convWeights(shape, shape.part(p), x, dy, own, partial.asSlice(p * bytes, bytes));
    }
  }

  private void convolve(Workers workers, ConvShape s, MemorySegment from, boolean turned, MemorySegment to) {
    kernels.convPack(s, weights, turned, packed);
    workers.run(IMAGES, 1, images -> kernels.conv(s, images, from, packed, workspaceOf(images, IMAGES), to));
  }

  private MemorySegment workspaceOf(Span span, long count) {
    return workspace[(int) (span.begin() * workspace.length / count)];
  }

  private void compareWith(double[] answer) {
    double[] own = {magnitude(y), magnitude(dx), magnitude(dw)};
    for (int i = 0; i < own.length; i++) {
      if (!(Math.abs(own[i] - answer[i + 1]) <= 1e-4 * answer[i + 1])) {
        throw new IllegalStateException("result %d has the magnitude %g, not %g".formatted(i, own[i], answer[i + 1]));
      }
    }
  }

  private static double magnitude(MemorySegment values) {
    double sum = 0;
    for (long i = 0; i < values.byteSize() / Float.BYTES; i++) {
      sum += Math.abs(values.getAtIndex(JAVA_FLOAT, i));
    }
    return sum;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
