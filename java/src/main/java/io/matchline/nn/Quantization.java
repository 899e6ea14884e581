package io.matchline.nn;

import io.matchline.autodiff.Node;
import io.matchline.autodiff.Tensor;
import java.lang.foreign.Arena;

/// Rounding to the nearest of 2ᵇⁱᵗˢ − 1 equidistant levels around 0, ties to even.
///
/// @param bits 2 … 16
/// @param step between levels, above 0
public record Quantization(int bits, float step) {
  public Quantization {
    if (bits < 2 || bits > 16) {
      throw new IllegalArgumentException("%d bits are outside 2 … 16".formatted(bits));
    }
    if (!(step > 0) || Float.isInfinite(step)) {
      throw new IllegalArgumentException("a step of %s is not above 0 and finite".formatted(step));
    }
  }

  /// With the outermost levels at the largest magnitude of all `values`, which so share one scale.
  public static Quantization over(int bits, Tensor... values) {
    float largest = 0;
    for (Tensor tensor : values) {
      for (int i = 0; i < tensor.size(); i++) {
        largest = Math.max(largest, Math.abs(tensor.get(i)));
      }
    }
    return new Quantization(bits, largest == 0 ? 1 : Math.max(largest / top(bits), Float.MIN_NORMAL));
  }

  private static int top(int bits) {
    return (1 << bits - 1) - 1;
  }

  /// The rounded values; the gradient passes as if they had not been rounded.
  public Node of(Node x) {
    return x.graph().straightThrough(x, this::rounded);
  }

  private Tensor rounded(Tensor x) {
    Tensor rounded = new Tensor(x.shape(), Arena.ofAuto().allocate((long) x.size() * Float.BYTES, Float.BYTES));
    for (int i = 0; i < x.size(); i++) {
      double level = Math.rint((double) x.get(i) / step);
      rounded.set(i, (float) (Math.clamp(level, -top(bits), top(bits)) * step));
    }
    return rounded;
  }
}
