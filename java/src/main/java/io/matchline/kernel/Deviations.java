package io.matchline.kernel;

import static io.matchline.kernel.Shapes.require;
import static io.matchline.kernel.Shapes.requireSize;

import java.lang.foreign.MemorySegment;

/// What the reads of a batch of rows see besides the conductances G: cell `j` of row `r` conducts max(0, G + σ · deviation)
/// in query `q`, the deviation being element `(q · cells + j) · stride + r` of `value`.
///
/// @param value `[queries][cells][stride]` finite floats, for all lanes of the last block too; NULL: no noise
/// @param stride a multiple of 8, at least the lanes of all blocks; 0 without noise
/// @param sigmaSl `[blocks][cells][8]` S, σ of the conductances of {@link AnalogCells#gSl()}, finite and at least 0; NULL:
///     σ = `sigmaShare` · G, or no noise
/// @param sigmaSlb the same of {@link AnalogCells#gSlb()}; may be NULL where that is
/// @param sigmaShare σ over G, finite and above 0 where `sigmaSl` is not given; else 0
public record Deviations(
    MemorySegment value, long stride, MemorySegment sigmaSl, MemorySegment sigmaSlb, double sigmaShare) {
  /// Every read sees the conductances as they are.
  public static final Deviations NONE =
      new Deviations(MemorySegment.NULL, 0, MemorySegment.NULL, MemorySegment.NULL, 0);

  public Deviations {
    require(sigmaShare >= 0 && Double.isFinite(sigmaShare), "sigmaShare = %s is not a finite number of at least 0", sigmaShare);
    require(stride >= 0 && stride % AnalogCells.LANES == 0, "stride = %d is not a multiple of 8", stride);
    if (value.address() == 0) {
      require(stride == 0, "stride = %d without values", stride);
      require(
          sigmaSl.address() == 0 && sigmaSlb.address() == 0 && sigmaShare == 0, "standard deviations without values");
    } else {
      require(
          sigmaSl.address() == 0 ? sigmaShare > 0 && sigmaSlb.address() == 0 : sigmaShare == 0,
          "sigmaShare = %s %s standard deviations of every conductance",
          sigmaShare,
          sigmaSl.address() == 0 ? "without" : "beside");
    }
  }

  /// Noise in proportion to the conductances.
  ///
  /// @param sigmaShare σ over G, finite, above 0
  public static Deviations inProportion(MemorySegment value, long stride, double sigmaShare) {
    return new Deviations(value, stride, MemorySegment.NULL, MemorySegment.NULL, sigmaShare);
  }

  boolean none() {
    return value.address() == 0;
  }

  /// Checks that lines of `cells` cells in so many blocks can be read with this noise, along both branches where they are
  /// driven.
  void requireFor(long blocks, int cells, int queries, boolean driven) {
    if (none()) {
      return;
    }
    long lanes = blocks * AnalogCells.LANES;
    require(stride >= lanes, "stride = %d is below the %d lanes", stride, lanes);
    requireSize(value, "deviations", ((long) queries * cells - 1) * stride + lanes, Float.BYTES);
    if (sigmaShare > 0) {
      return;
    }
    requireSize(sigmaSl, "sigmaSl", lanes * cells, Double.BYTES);
    if (driven) {
      requireSize(sigmaSlb, "sigmaSlb", lanes * cells, Double.BYTES);
    }
  }
}
