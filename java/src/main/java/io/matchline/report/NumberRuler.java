package io.matchline.report;

import io.matchline.unit.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// A linear or logarithmic ruler from `low` to `high` (plain SI units).
record NumberRuler(Axis axis, double low, double high, double fromPx, double toPx) implements Ruler {
  private static final int TARGET_TICKS = 6;
  private static final double PADDING = 0.025;
  private static final int LONGEST_PLAIN_EXPONENT = 3;

  /// Ends exactly at the range's ends.
  static NumberRuler tight(Axis axis, Range range) {
    return new NumberRuler(axis, range.low(), range.high(), 0, 1);
  }

  /// With a little air beside the data; fixed ends of the axis stay.
  static NumberRuler padded(Axis axis, Range range) {
    NumberRuler tight = tight(axis, range);
    double air = PADDING * (tight.position(tight.high) - tight.position(tight.low));
    double low = tight.value(tight.position(tight.low) - air);
    double high = tight.value(tight.position(tight.high) + air);
    return tight.withFreeEnds(low, high);
  }

  /// Ends at ticks, or at decades; fixed ends of the axis stay.
  static NumberRuler rounded(Axis axis, Range range) {
    NumberRuler tight = tight(axis, range);
    if (axis.kind() == Axis.Kind.LOG) {
      double low = power(Math.floor(StrictMath.log10(tight.low) + 1e-9));
      double high = power(Math.ceil(StrictMath.log10(tight.high) - 1e-9));
      return tight.withFreeEnds(low, high > low ? high : 10 * low);
    }
    double step = tight.step().doubleValue() / tight.scale().factor();
    double low = Math.floor(tight.low / step + 1e-9) * step;
    double high = Math.ceil(tight.high / step - 1e-9) * step;
    return tight.withFreeEnds(low, high);
  }

  @Override
  public double at(double value) {
    return fromPx + (position(value) - position(low)) / (position(high) - position(low)) * (toPx - fromPx);
  }

  @Override
  public NumberRuler placed(double from, double to) {
    return new NumberRuler(axis, low, high, from, to);
  }

  @Override
  public String title() {
    return scale().title(axis.label());
  }

  /// How this ruler shows its values.
  UnitScale scale() {
    boolean prefixed = axis.kind() == Axis.Kind.LINEAR;
    double largest = Math.max(Math.abs(low), Math.abs(high));
    return prefixed ? UnitScale.forLargest(axis.unit(), largest) : UnitScale.plain(axis.unit());
  }

  /// Whether a value lies between the ends.
  boolean holds(double value) {
    return axis.shows(value) && value >= low && value <= high;
  }

  @Override
  public List<Tick> ticks() {
    return axis.kind() == Axis.Kind.LINEAR || high / low < 5 ? evenTicks() : logTicks();
  }

  private List<Tick> evenTicks() {
    List<Tick> ticks = new ArrayList<>();
    BigDecimal step = step();
    double factor = scale().factor();
    long first = (long) Math.ceil(low * factor / step.doubleValue() - 1e-9);
    long last = (long) Math.floor(high * factor / step.doubleValue() + 1e-9);
    for (long k = first; k <= last; k++) {
      BigDecimal value = step.multiply(BigDecimal.valueOf(k));
      ticks.add(new Tick(at(value.doubleValue() / factor), evenLabel(value)));
    }
    return ticks;
  }

  private String evenLabel(BigDecimal value) {
    boolean plain = Math.max(Math.abs(low), Math.abs(high)) * scale().factor() < 1e6 && value.scale() <= 6;
    return plain || value.signum() == 0
        ? Numbers.minus(value.toPlainString())
        : Numbers.rounded(value.doubleValue(), 6);
  }

  /// The step, in shown units, out of 1, 2, 2.5 and 5 times a power of ten that gives about the wanted number of ticks.
  private BigDecimal step() {
    double wanted = (high - low) * scale().factor() / TARGET_TICKS;
    int exponent = (int) Math.floor(StrictMath.log10(wanted));
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
    BigDecimal best = power.multiply(BigDecimal.TEN);
    for (String digits : new String[] {"5", "2.5", "2"}) {
      BigDecimal step = power.multiply(new BigDecimal(digits));
      best = step.doubleValue() >= wanted * 0.9 ? step : best;
    }
    return best.setScale(Math.max(0, best.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
  }

  private List<Tick> logTicks() {
    List<Tick> ticks = new ArrayList<>();
    int first = (int) Math.floor(StrictMath.log10(low));
    int last = (int) Math.ceil(StrictMath.log10(high));
    int every = Math.max(1, (last - first + TARGET_TICKS) / (TARGET_TICKS + 2));
    for (int exponent = first; exponent <= last; exponent++) {
      for (int digit = 1; digit <= (every > 1 ? 1 : 9); digit++) {
        double value = Double.parseDouble(digit + "e" + exponent);
        boolean within = last - first < 3 && (digit == 2 || digit == 5);
        boolean labelled = digit == 1 ? (exponent - first) % every == 0 : within;
        if (value >= low * (1 - 1e-12) && value <= high * (1 + 1e-12)) {
          ticks.add(new Tick(at(value), labelled ? logLabel(value, digit, exponent) : ""));
        }
      }
    }
    return ticks;
  }

  private String logLabel(double value, int digit, int exponent) {
    if (axis.unit() == Unit.ONE || axis.unit() == Unit.FRACTION) {
      int shown = axis.unit() == Unit.ONE ? exponent : exponent + 2;
      boolean plain = Math.abs(shown) <= LONGEST_PLAIN_EXPONENT;
      String power = digit == 1 ? Numbers.powerOfTen(shown) : digit + "×" + Numbers.powerOfTen(shown);
      return plain ? new BigDecimal(digit + "e" + shown).toPlainString() : power;
    }
    return UnitScale.withPrefix(value);
  }

  private NumberRuler withFreeEnds(double newLow, double newHigh) {
    double from = Double.isNaN(axis.min()) ? newLow : low;
    double to = Double.isNaN(axis.max()) ? newHigh : high;
    return new NumberRuler(axis, from, to, fromPx, toPx);
  }

  private double position(double value) {
    return axis.kind() == Axis.Kind.LOG ? StrictMath.log10(value) : value;
  }

  private double value(double position) {
    return axis.kind() == Axis.Kind.LOG ? StrictMath.pow(10, position) : position;
  }

  private static double power(double exponent) {
    return Double.parseDouble("1e" + (int) exponent);
  }
}
