package io.matchline.mvm;

import io.matchline.config.Document;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/// A random matrix and a batch of random vectors for a multiplier.
record MvmCase(int inputs, int outputs, int vectors, double[] weights, double[] batch) {
  /// Everything ideal: plain conductances, no wires, exact converters, no noise.
  static final Document IDEAL =
      Document.of(
          "ideal.yaml",
          """
          device: { model: ohmic }
          wires: { row-resistance: 0 Ω, column-resistance: 0 Ω }
          tile: { rows: 512, columns: 512 }
          adc: { bits: 0 }
          """);

  static MvmCase random(int inputs, int outputs, int vectors, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights = random.doubles((long) inputs * outputs, -3, 3).toArray();
    return new MvmCase(
        inputs, outputs, vectors, weights, random.doubles((long) vectors * inputs, -2, 2).toArray());
  }

  /// Whole numbers of −`weight` … `weight` and −`input` … `input`, both largest ones among them.
  static MvmCase integers(int inputs, int outputs, int vectors, int weight, int input, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] weights =
        random.ints((long) inputs * outputs, -weight, weight + 1).asDoubleStream().toArray();
    double[] batch = random.ints((long) vectors * inputs, -input, input + 1).asDoubleStream().toArray();
    weights[0] = -weight;
    batch[0] = input;
    return new MvmCase(inputs, outputs, vectors, weights, batch);
  }

  static MvmSettings settings(Document base, String... assignments) {
    Document document = base;
    for (String assignment : assignments) {
      document = document.set(assignment);
    }
    return document.bind(MvmSettings.class);
  }

  double[] exact() {
    double[] product = new double[vectors * outputs];
    for (int v = 0; v < vectors; v++) {
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < outputs; j++) {
          product[v * outputs + j] += batch[v * inputs + i] * weights[i * outputs + j];
        }
      }
    }
    return product;
  }

  double largest() {
    return Arrays.stream(exact()).map(Math::abs).max().orElseThrow();
  }

  double[] multiply(MvmSettings settings, long seed) {
    return with(settings, seed, 0, Backend.FFM, 1, mvm -> mvm.multiply(batch, vectors, 0));
  }

  <T> T with(MvmSettings settings, long seed, int array, Backend backend, int threads, Function<Mvm, T> use) {
    Kernels kernels = Backends.open(backend);
    try (Workers workers = new Workers(threads);
        Mvm mvm = new Mvm(settings, weights, inputs, outputs, seed, array, kernels, workers)) {
      mvm.calibrate(batch, vectors);
      return use.apply(mvm);
    }
  }
}
