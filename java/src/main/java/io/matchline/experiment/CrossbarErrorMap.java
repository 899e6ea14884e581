package io.matchline.experiment;

import io.matchline.kernel.Backend;
import io.matchline.mvm.MvmSettings;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// How far products of random matrices and vectors in crossbars are from the exact ones.
@Named(value = "crossbar-error-map", doc = "error, energy and latency of matrix-vector products in crossbars")
public record CrossbarErrorMap(
    @Param(doc = "seed of every random number", standard = "1") long seed,
    @Param(doc = "products that are made", standard = "{}") MatrixTask matrix,
    @Param(doc = "the crossbars and their periphery", standard = "{}") MvmSettings crossbar,
    @Param(doc = "how the kernels are reached", standard = "ffm") Backend backend)
    implements Experiment {
  public CrossbarErrorMap {
    long cells = (long) matrix.inputs(crossbar) * matrix.outputs(crossbar);
    if (cells > MatrixTask.MOST_CELLS) {
      throw new IllegalArgumentException(
          "a matrix of %d × %d is above %d cells"
              .formatted(matrix.inputs(crossbar), matrix.outputs(crossbar), MatrixTask.MOST_CELLS));
    }
    if (crossbar.curved() && matrix.vectors() != MatrixFill.POSITIVE) {
      crossbar.requireSignedInputs();
    }
  }
}
