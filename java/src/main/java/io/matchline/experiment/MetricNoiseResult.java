package io.matchline.experiment;

import io.matchline.analysis.NoiseStrength;
import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The correlation of metrics with the cosine.
///
/// @param correlation `[episodes]` |ρ| of each metric
record MetricNoiseResult(Map<Compared, double[]> correlation) {
  /// Below this the noise is more than a million times the signal: a metric that is constant, for example.
  private static final double LEAST_CORRELATION = 1e-6;

  /// The metrics that are compared, in the order that signed embeddings and enough planes give.
  enum Compared {
    LSH("LSH"),
    L2("L2"),
    L1("L1"),
    LINF("L∞"),
    SIGN("sign");

    private final String shown;

    Compared(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }

  private static final List<Compared> ORDER = List.of(Compared.LSH, Compared.L2, Compared.L1, Compared.LINF);

  /// Whether a metric says anything about the cosine.
  boolean related(Compared metric) {
    return Interval.ofMean(correlation.get(metric)).value() > LEAST_CORRELATION;
  }

  /// Strength of a metric's noise at the mean correlation, with the interval of that.
  Interval strength(Compared metric) {
    Interval mean = Interval.ofMean(correlation.get(metric));
    return new Interval(ratio(mean.value()), ratio(mean.high()), ratio(mean.low()));
  }

  private static double ratio(double correlation) {
    return NoiseStrength.ratio(Math.clamp(correlation, LEAST_CORRELATION, 1));
  }

  /// The metrics but for the signs, the least noisy first: `LSH < L2 < L1 < L∞`.
  String order() {
    return ORDER.stream()
        .sorted(Comparator.comparingDouble(metric -> strength(metric).value()))
        .map(Compared::shown)
        .collect(Collectors.joining(" < "));
  }

  /// Whether the order is LSH < L2 < L1 < L∞.
  boolean ordered() {
    return order().equals(ORDER.stream().map(Compared::shown).collect(Collectors.joining(" < ")));
  }

  JsonValue.Fields toJson() {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    correlation.forEach((metric, values) -> fields.put(key(metric), JsonValue.of(values)));
    return new JsonValue.Fields(fields);
  }

  private static String key(Compared metric) {
    return "correlation_" + metric.name().toLowerCase(Locale.ROOT);
  }

  static MetricNoiseResult fromJson(JsonValue.Fields json) {
    Map<Compared, double[]> correlation = new EnumMap<>(Compared.class);
    for (Compared metric : Compared.values()) {
      correlation.put(
          metric, ((JsonValue.Items) json.get(key(metric))).values().stream().mapToDouble(JsonValue::asDouble).toArray());
    }
    return new MetricNoiseResult(correlation);
  }
}
