package io.matchline.autodiff;

/// The axes of a shape and the distances of elements along them in operands that are repeated to it, with neighbouring
/// axes joined wherever all operands allow it and axes of size 1 left out.
final class Axes {
  private final int[] dims;
  private final int[][] strides;
  private final int rank;

  /// @param operands shapes that are repeated to `over`
  Axes(Shape over, Shape... operands) {
    int all = over.rank();
    dims = new int[all];
    strides = new int[operands.length][all];
    int joined = 0;
    for (int axis = 0; axis < all; axis++) {
      int dim = over.dim(axis);
      if (dim == 1) {
        continue;
      }
      int[] own = new int[operands.length];
      for (int k = 0; k < operands.length; k++) {
        own[k] = stride(operands[k], axis - all + operands[k].rank());
      }
      joined = joins(joined, own, dim) ? joined : joined + 1;
      dims[joined - 1] = dims[joined - 1] == 0 ? dim : dims[joined - 1] * dim;
      for (int k = 0; k < own.length; k++) {
        strides[k][joined - 1] = own[k];
      }
    }
    rank = joined;
  }

  /// Whether an axis goes on where the last joined one ends.
  private boolean joins(int joined, int[] own, int dim) {
    for (int k = 0; k < own.length && joined > 0; k++) {
      if (strides[k][joined - 1] != own[k] * dim) {
        return false;
      }
    }
    return joined > 0;
  }

  private static int stride(Shape shape, int axis) {
    return axis < 0 || shape.dim(axis) == 1 ? 0 : shape.size(axis + 1, shape.rank());
  }

  /// Size of an axis counted from the last as 1, 2, …; 1 beyond the first.
  int dim(int back) {
    return back <= rank ? dims[rank - back] : 1;
  }

  /// Elements of an operand from one step along such an axis to the next.
  int stride(int operand, int back) {
    return back <= rank ? strides[operand][rank - back] : 0;
  }

  /// Steps over the axes before the last two.
  int leading() {
    int steps = 1;
    for (int axis = 0; axis < rank - 2; axis++) {
      steps *= dims[axis];
    }
    return steps;
  }

  /// Where an operand's elements of such a step begin.
  int offset(int operand, int step) {
    int offset = 0;
    for (int axis = rank - 3; axis >= 0; axis--) {
      offset += step % dims[axis] * strides[operand][axis];
      step /= dims[axis];
    }
    return offset;
  }
}
