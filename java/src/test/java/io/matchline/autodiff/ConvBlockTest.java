package io.matchline.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.CpuLevel;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.NativeKernels;
import io.matchline.kernel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The block is its four operations one after the other, bit for bit, however it is computed.
class ConvBlockTest {
  /// Values, gradients and moments of one run.
  private record Run(List<float[]> tensors, ChannelMoments moments) {
    void assertSame(Run other) {
      for (int k = 0; k < tensors.size(); k++) {
        assertArrayEquals(tensors.get(k), other.tensors.get(k));
      }
      assertArrayEquals(moments.mean(), other.moments.mean());
      assertArrayEquals(moments.variance(), other.moments.variance());
    }
  }

  private static final Random RANDOM = new Random(7);

  private static Tensor random(int... dims) {
    return GradientCheck.random(RANDOM, 0.05, 1, true, dims);
  }

  private static List<Tensor> inputs(int images, int side, int in, int out) {
    return List.of(
        random(images, side, side + 1, in), random(3, 3, in, out), random(out), random(out));
  }

  private static Run run(Kernels kernels, int threads, boolean block, List<Tensor> inputs) {
    try (Workers workers = new Workers(threads);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(kernels, workers, buffers)) {
      List<Node> nodes = new ArrayList<>(inputs.stream().map(graph::variable).toList());
      List<ChannelMoments> seen = new ArrayList<>();
      Node out = apply(nodes, block, seen::add);
      float[] weights = new float[out.value().size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (i * 37 % 101 - 50) / 64f;
      }
      List<float[]> tensors = new ArrayList<>(List.of(out.value().toArray()));
      Node loss = out.times(graph.constant(out.shape(), weights)).sum();
      graph.gradients(loss, nodes).forEach(gradient -> tensors.add(gradient.value().toArray()));
      graph.differentiableGradients(loss, nodes).forEach(gradient -> tensors.add(gradient.value().toArray()));
      assertEquals(1, seen.size());
      return new Run(tensors, seen.getFirst());
    }
  }

  private static Node apply(List<Node> in, boolean block, Consumer<ChannelMoments> seen) {
    boolean relu = in.get(2).value().size() != 16;
    if (block) {
      return in.get(0).convBlock(in.get(1), in.get(2), in.get(3), 1, 1, relu, seen);
    }
    Node normal = in.get(0).conv(in.get(1), 1, 1).batchNorm(in.get(2), in.get(3), seen);
    return (relu ? normal.relu() : normal).maxPool();
  }

  @Test
  void theBlockIsItsOperationsBitForBit() {
    for (List<Tensor> inputs : List.of(inputs(5, 7, 1, 5), inputs(37, 4, 4, 66), inputs(18, 3, 17, 16), inputs(19, 5, 16, 20))) {
      Run wanted = run(GradientCheck.KERNELS, 1, false, inputs);
      wanted.assertSame(run(GradientCheck.KERNELS, 1, true, inputs));
      wanted.assertSame(run(GradientCheck.KERNELS, 3, true, inputs));
    }
  }

  @Test
  void everyLevelAndTheTwinGiveTheSameBits() {
    assertSameOnEveryLevel(inputs(20, 5, 3, 9));
    assertSameOnEveryLevel(inputs(6, 5, 16, 17));
  }

  private static void assertSameOnEveryLevel(List<Tensor> inputs) {
    Run wanted = run(GradientCheck.KERNELS, 2, true, inputs);
    run(Backends.open(Backend.JAVA), 2, true, inputs).assertSame(wanted);
    NativeKernels kernels = (NativeKernels) Backends.open(Backend.FFM);
    CpuLevel best = kernels.level();
    try {
      for (CpuLevel level : CpuLevel.values()) {
        kernels.capLevel(level);
        run(kernels, 1, true, inputs).assertSame(wanted);
      }
    } finally {
      kernels.capLevel(best);
    }
  }

  @Test
  void givenMomentsStandForThoseOfTheBatch() {
    List<Tensor> inputs = inputs(6, 6, 2, 3);
    ChannelMoments moments = run(GradientCheck.KERNELS, 1, true, inputs).moments();
    try (Workers workers = new Workers(2);
        Buffers buffers = new Buffers();
        Graph graph = new Graph(GradientCheck.KERNELS, workers, buffers)) {
      List<Node> in = inputs.stream().map(graph::variable).toList();
      Node block = in.get(0).convBlock(in.get(1), in.get(2), in.get(3), 1, 1, true, moments);
      Node parts = in.get(0).conv(in.get(1), 1, 1).normalize(moments, in.get(2), in.get(3)).relu().maxPool();
      assertArrayEquals(run(GradientCheck.KERNELS, 1, true, inputs).tensors().getFirst(), block.value().toArray());
      assertArrayEquals(parts.value().toArray(), block.value().toArray(), 1e-5f);
      List<Node> wanted = graph.gradients(parts.sum(), in);
      List<Node> found = graph.gradients(block.sum(), in);
      for (int k = 0; k < in.size(); k++) {
        assertArrayEquals(wanted.get(k).value().toArray(), found.get(k).value().toArray(), 1e-5f);
      }
    }
  }

  /// The four operations in double.
  @Test
  void valuesAreThoseInDouble() {
    List<Tensor> inputs = inputs(6, 6, 2, 3);
    Run run = run(GradientCheck.KERNELS, 1, true, inputs);
    double[] wanted = new BlockInDouble(inputs).pooled();
    float[] found = run.tensors().getFirst();
    double largest = 0;
    double off = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, wanted[i]);
      off = Math.max(off, Math.abs(wanted[i] - found[i]));
    }
    assertTrue(off <= 1e-6 * largest, off + " of " + largest);
  }
}
