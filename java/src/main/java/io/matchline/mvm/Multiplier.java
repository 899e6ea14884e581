package io.matchline.mvm;

import io.matchline.kernel.Workers;

/// Multiplies vectors by a matrix of noisy cells, y = x · (mean + σ n), in float. The cells' noise is normal and
/// independent; the implementations differ in how often and where it is drawn.
///
/// A result is a function of matrix, vectors, seed, array and index of the multiplication: the number of threads, the
/// backend and the cut of the vectors into batches (but for {@link BatchNoise}, which draws once for each) never show.
public sealed interface Multiplier permits FreshNoise, BatchNoise, OutputNoise {
  /// Writes the products of a batch.
  ///
  /// @throws IllegalArgumentException when a segment of the batch is too small
  void multiply(Workers workers, Batch batch);
}
