package io.matchline.mvm;

import io.matchline.kernel.Draw;
import io.matchline.kernel.NoisyProduct;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;

/// Every cell is read anew for every vector: stream {@link NoiseStream#READ}, event = index of the multiplication.
///
/// @param fields seed and kernels
/// @param array number of the array, 0 … 2²⁴−1
public record FreshNoise(NoiseFields fields, int array, CellMatrix matrix) implements Multiplier {
  @Override
  public void multiply(Workers workers, Batch batch) {
    NoisyProduct product = matrix.product(batch);
    Draw draw = new Draw(fields.seed(), NoiseStream.READ.id(), array, batch.multiplication());
    workers.run(
        batch.vectors(), 1, vectors -> fields.kernels().noisyMvm(draw, matrix.patch(), product, vectors));
  }
}
