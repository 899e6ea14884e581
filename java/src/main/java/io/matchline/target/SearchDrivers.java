package io.matchline.target;

import io.matchline.spice.ExternalSources;
import io.matchline.tcam.TernaryWords;
import io.matchline.tcam.Trit;

/// The search-line drivers during one search: the lines of the word rise from 0 V together, the others stay there.
///
/// @param words the words on the search lines
/// @param query which of them; cells behind its end are not driven
record SearchDrivers(Drivers drivers, TernaryWords words, int query) implements ExternalSources {
  private static final String COMPLEMENT = "vslb";
  private static final String TRUE = "vsl";

  /// @param element `vsl<cell>` or `vslb<cell>`, cells from 1 on
  @Override
  public double value(String element, double timeS) {
    boolean complement = element.startsWith(COMPLEMENT);
    int cell = Integer.parseInt(element, (complement ? COMPLEMENT : TRUE).length(), element.length(), 10) - 1;
    Trit searched = cell < words.cells() ? words.cell(query, cell) : Trit.X;
    return searched == (complement ? Trit.ZERO : Trit.ONE) ? drivers.voltageV(timeS) : 0;
  }

  @Override
  public double nextCornerS(double timeS) {
    return timeS < drivers.riseS() ? drivers.riseS() : Double.POSITIVE_INFINITY;
  }
}
