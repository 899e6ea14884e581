package io.matchline.search;

import io.matchline.kernel.Kernels;
import io.matchline.tcam.Cell;
import io.matchline.tcam.MultiBitCell;
import io.matchline.tcam.RangeCell;
import io.matchline.unit.Variants;

/// How embeddings become the cells of an array.
@Variants(key = "kind")
public sealed interface Features permits Lsh, TernaryLsh, Thermometer, Sign, Cube, States, Ranges {
  /// Cells per word for embeddings of `dimensions` numbers.
  int cells(int dimensions);

  /// The encoder for embeddings of `dimensions` numbers. Whatever is random in it is drawn here, once.
  Encoder encoder(Kernels kernels, long seed, int dimensions);

  /// Refuses cells that cannot hold the words.
  ///
  /// @throws IllegalArgumentException naming cells that can
  default void requireFor(Cell cell) {
    String fault = switch (this) {
      case Lsh _, TernaryLsh _, Thermometer _, Sign _, Cube _ ->
          cell instanceof Cell.Ternary ? "" : "bits; take 16T, 2T2R or 2FeFET, or features of kind states or ranges";
      case States states -> cell instanceof MultiBitCell mcam ? states.fault(mcam) : "states; take MCAM";
      case Ranges _ -> cell instanceof RangeCell ? "" : "ranges; take ACAM";
    };
    if (!fault.isEmpty()) {
      throw new IllegalArgumentException("array.cell = %s does not hold %s".formatted(cell.key(), fault));
    }
  }
}
