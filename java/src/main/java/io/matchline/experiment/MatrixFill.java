package io.matchline.experiment;

import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.unit.Named;
import java.util.Arrays;

/// How the numbers of random matrices and vectors are spread.
public enum MatrixFill {
  @Named(value = "signed", doc = "uniform from -1 to 1")
  SIGNED,

  @Named(value = "positive", doc = "uniform from 0 to 1")
  POSITIVE,

  @Named(value = "normal", doc = "normal, as weights of networks are")
  NORMAL;

  /// Numbers of one trial, `[rows][columns]`.
  double[] draw(NoiseFields fields, NoiseStream stream, int trial, int rows, int columns) {
    Patch patch = new Patch(0, rows, 0, columns);
    double[] value = new double[rows * columns];
    if (this == NORMAL) {
      float[] normal = new float[value.length];
      fields.normals(stream, trial, 0, patch, normal);
      Arrays.setAll(value, i -> normal[i]);
    } else {
      fields.uniforms(stream, trial, 0, patch, value);
      if (this == SIGNED) {
        Arrays.setAll(value, i -> 2 * value[i] - 1);
      }
    }
    return value;
  }
}
