package io.matchline.noise;

import io.matchline.kernel.Patch;
import java.util.Arrays;

/// Numbers of one array, `[rows][cells]`, from sources that may be off; what is off gives numbers that change nothing.
///
/// @param array number of the array, 0 … 2²⁴−1
record SwitchedDraws(NoiseFields fields, int array) {
  /// Standard normal numbers; 0 when off.
  float[] normals(boolean on, NoiseStream stream, int event, Patch patch) {
    float[] normal = new float[size(patch)];
    if (on) {
      fields.normals(stream, array, event, patch, normal);
    }
    return normal;
  }

  /// Uniform numbers of (0, 1); 1 when off.
  double[] uniforms(boolean on, NoiseStream stream, int event, Patch patch) {
    double[] uniform = new double[size(patch)];
    if (on) {
      fields.uniforms(stream, array, event, patch, uniform);
    } else {
      Arrays.fill(uniform, 1);
    }
    return uniform;
  }

  private static int size(Patch patch) {
    return Math.toIntExact(Math.multiplyExact(patch.rows(), patch.cells()));
  }
}
