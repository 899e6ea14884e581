package io.matchline.experiment;

import io.matchline.mvm.MvmSettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Random products.
@Named(value = "matrix", doc = "random matrices and the vectors that they are multiplied with")
public record MatrixTask(
    @Param(doc = "rows of the matrix; 0: those of a tile", min = 0, max = 65536, standard = "0") int inputs,
    @Param(doc = "columns of the matrix; 0: as many as a tile holds", min = 0, max = 65536, standard = "0") int outputs,
    @Param(doc = "how weights are spread", standard = "normal") MatrixFill weights,
    @Param(doc = "how inputs are spread", standard = "positive") MatrixFill vectors,
    @Param(doc = "vectors of a trial; they calibrate the converters, too", min = 1, max = 100_000, standard = "16")
        int batch,
    @Param(doc = "matrices, each in a chip of its own", min = 1, max = 100_000, standard = "8") int trials) {
  /// Cells of the largest matrix.
  static final long MOST_CELLS = 1L << 23;

  public MatrixTask {
    if ((long) inputs * outputs > MOST_CELLS) {
      throw new IllegalArgumentException(
          "inputs = %d times outputs = %d is above %d cells".formatted(inputs, outputs, MOST_CELLS));
    }
  }

  /// Rows of the matrix on crossbars of these settings.
  int inputs(MvmSettings crossbar) {
    return inputs == 0 ? crossbar.tile().rows() : inputs;
  }

  int outputs(MvmSettings crossbar) {
    return outputs == 0 ? crossbar.weights().outputs(crossbar.tile().columns()) : outputs;
  }
}
