package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;

/// How a weight of −1 … 1 becomes cells: the sign scheme, and the digits of a quantised weight in cells of their own.
///
/// A cell holds a fraction 0 … 1 of its conductance window. In every slice k an output has a plus column and a minus
/// column; the weight is Σ factor(k) · (plus fraction − minus fraction). With the offset column all outputs share the
/// minus columns, which hold the code of 0.
///
/// @param bits bits of a weight with its sign: weights are m/M for whole m, M = 2^(bits−1) − 1; 0: not quantised
/// @param cellBits bits of a cell; 0: all bits of a weight in one cell
@Named(value = "weights", doc = "how weights become cells")
public record WeightCode(
    @Param(doc = "how cells hold a sign", standard = "differential") SignScheme signs,
    @Param(doc = "bits of a weight with its sign; 0: cells take any value of their window", min = 0, max = 16,
            standard = "0")
        int bits,
    @Param(doc = "bits of a cell; 0: all bits of a weight in one cell", min = 0, max = 16, standard = "0")
        int cellBits) {
  /// Weights that cells hold without quantisation, in differential pairs.
  public static final WeightCode EXACT = new WeightCode(SignScheme.DIFFERENTIAL, 0, 0);

  public WeightCode {
    if (bits == 1) {
      throw new IllegalArgumentException("bits = 1 leaves no bit beside the sign; 2 or more are needed, or 0");
    }
    if (cellBits > 0 && bits == 0) {
      throw new IllegalArgumentException("cell-bits = %d cuts weights into slices; they need bits".formatted(cellBits));
    }
    if (cellBits > numberBits(signs, bits)) {
      throw new IllegalArgumentException(
          "cell-bits = %d is above %d, the bits of a weight that a cell holds"
              .formatted(cellBits, numberBits(signs, bits)));
    }
  }

  /// Bits of the whole numbers that are cut: the magnitude for pairs, the shifted number beside an offset column.
  private static int numberBits(SignScheme signs, int bits) {
    return signs == SignScheme.DIFFERENTIAL ? Math.max(0, bits - 1) : bits;
  }

  private DigitSlices digits() {
    int number = numberBits(signs, bits);
    return new DigitSlices(number, cellBits == 0 ? number : cellBits);
  }

  /// Cells that hold a weight, in each of its two columns.
  public int slices() {
    return bits == 0 ? 1 : digits().count();
  }

  /// M: weights are multiples of 1/M.
  private long unit() {
    return (1L << bits - 1) - 1;
  }

  /// The weight that the cells hold.
  ///
  /// @throws IllegalArgumentException when `weight` is not −1 … 1
  public double quantised(double weight) {
    if (!(weight >= -1 && weight <= 1)) {
      throw new IllegalArgumentException("a weight of %s is outside -1 … 1".formatted(weight));
    }
    return bits == 0 ? weight : Math.rint(weight * unit()) / unit();
  }

  /// What the difference of the fractions of slice `k` is worth.
  public double factor(int k) {
    if (bits == 0) {
      return signs == SignScheme.DIFFERENTIAL ? 1 : 2;
    }
    DigitSlices digits = digits();
    return (double) digits.place(k) * digits.largestDigit() / unit();
  }

  /// Fraction of the window that the cell of slice `k` in the plus column holds.
  public double plus(double weight, int k) {
    return signs == SignScheme.DIFFERENTIAL ? side(Math.max(0, quantised(weight)), k) : shifted(quantised(weight), k);
  }

  /// Fraction of the window in the minus column; beside an offset column it is the same for every weight.
  public double minus(double weight, int k) {
    return signs == SignScheme.DIFFERENTIAL ? side(Math.max(0, -quantised(weight)), k) : shifted(0, k);
  }

  private double side(double magnitude, int k) {
    return bits == 0 ? magnitude : fraction(Math.round(magnitude * unit()), k);
  }

  private double shifted(double weight, int k) {
    return bits == 0 ? (1 + weight) / 2 : fraction(Math.round(weight * unit()) + unit(), k);
  }

  private double fraction(long number, int k) {
    return (double) digits().digit(number, k) / digits().largestDigit();
  }

  /// Columns of `outputs` outputs side by side.
  public int columns(int outputs) {
    return signs == SignScheme.DIFFERENTIAL ? 2 * slices() * outputs : slices() * (outputs + 1);
  }

  /// Outputs that fit `columns` columns, possibly none.
  public int outputs(int columns) {
    return signs == SignScheme.DIFFERENTIAL ? columns / (2 * slices()) : Math.max(0, columns / slices() - 1);
  }

  /// Where the plus column of an output's slice is; pairs are neighbours, offset columns come first.
  public int plusColumn(int output, int k) {
    return signs == SignScheme.DIFFERENTIAL ? 2 * (output * slices() + k) : slices() * (output + 1) + k;
  }

  /// Where the minus column of an output's slice is.
  public int minusColumn(int output, int k) {
    return signs == SignScheme.DIFFERENTIAL ? plusColumn(output, k) + 1 : k;
  }
}
