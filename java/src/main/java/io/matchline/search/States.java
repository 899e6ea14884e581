package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.tcam.MultiBitCell;
import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// Each number becomes one of 2ᵇ states of a multi-bit cell. With a cell whose conductance were linear in the distance of
/// states the line would add up their L1 distance; a real cell's table weighs far states more.
@Named(value = "states", doc = "integers of a few bits, one multi-bit cell (MCAM) each")
public record States(
    @Param(
            doc = "bits per number; 2 to that power states divide the range of the stored rows",
            min = 1,
            max = States.MAX_BITS,
            standard = "3")
        int bits)
    implements Features {
  static final int MAX_BITS = 10;

  public States {
    if (bits < 1 || bits > MAX_BITS) {
      throw new IllegalArgumentException("bits = %d is outside 1 … %d".formatted(bits, MAX_BITS));
    }
  }

  int states() {
    return 1 << bits;
  }

  String fault(MultiBitCell cell) {
    return states() <= cell.states() ? "" : "%d states; it has %d".formatted(states(), cell.states());
  }

  @Override
  public int cells(int dimensions) {
    return dimensions;
  }

  @Override
  public StateEncoder encoder(Kernels kernels, long seed, int dimensions) {
    return new StateEncoder(states(), dimensions);
  }
}
