package io.matchline.experiment;

import io.matchline.kernel.Backend;
import io.matchline.unit.Variants;

/// An experiment file; the permitted records are the run kinds.
@Variants(key = "experiment")
public sealed interface Experiment
    permits FewShotSearch,
        CrossbarErrorMap,
        MarginAnalysis,
        CoSimulation,
        FewShotTraining,
        MetricNoise,
        EmbeddingMap {
  /// Seed of every random number of the run.
  long seed();

  /// How the kernels are reached.
  Backend backend();
}
