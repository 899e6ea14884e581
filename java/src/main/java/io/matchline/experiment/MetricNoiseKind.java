package io.matchline.experiment;

import io.matchline.analysis.NoiseStrength;
import io.matchline.data.DataFolder;
import io.matchline.experiment.MetricNoiseResult.Compared;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.Progress;
import io.matchline.search.Centre;
import io.matchline.search.Lsh;
import io.matchline.search.Metric;
import io.matchline.search.Reference;
import io.matchline.search.Sign;
import io.matchline.search.TernaryEncoder;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.InvalidInputException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The noise strength of metrics as a run kind.
///
/// @param workers share the episodes of a point
record MetricNoiseKind(DataFolder folder, Kernels kernels, Workers workers)
    implements RunKind<MetricNoise, MetricNoiseResult> {
  @Override
  public String name() {
    return "metric-noise";
  }

  @Override
  public String steps() {
    return "episodes";
  }

  @Override
  public long prepare(List<MetricNoise> points) {
    return points.stream().mapToLong(MetricNoise::episodes).sum();
  }

  @Override
  public MetricNoiseResult run(MetricNoise point, Progress progress) {
    float[][] rows = point.values().of(
        LabelledEmbeddings.load(point.embeddings(), point.seed(), folder, kernels, workers).rows());
    if (point.rows() > rows.length) {
      throw new InvalidInputException("rows = %d is above the %d embeddings".formatted(point.rows(), rows.length));
    }
    int planes = Math.clamp(Math.round(point.planes() * rows[0].length), 1, 65_520);
    TernaryEncoder lsh = new Lsh(planes, Centre.NONE).encoder(kernels, point.seed(), rows[0].length);
    TernaryEncoder sign = new Sign(Centre.NONE).encoder(kernels, point.seed(), rows[0].length);
    double[][] correlation = new double[Compared.values().length][point.episodes()];
    workers.run(point.episodes(), 1, span -> {
      for (int e = (int) span.begin(); e < span.end(); e++) {
        float[][] chosen = chosen(rows, point, e);
        double[] cosine = pairs(chosen, Metric.COSINE);
        for (Compared metric : Compared.values()) {
          double[] measured = switch (metric) {
            case LSH -> pairs(lsh, chosen);
            case SIGN -> pairs(sign, chosen);
            case L2 -> pairs(chosen, Metric.L2);
            case L1 -> pairs(chosen, Metric.L1);
            case LINF -> pairs(chosen, Metric.LINF);
          };
          double rho = NoiseStrength.correlation(cosine, measured);
          correlation[metric.ordinal()][e] = Double.isNaN(rho) ? 0 : Math.abs(rho);
        }
        progress.step(1);
      }
    });
    Map<Compared, double[]> byMetric = new EnumMap<>(Compared.class);
    Arrays.stream(Compared.values()).forEach(metric -> byMetric.put(metric, correlation[metric.ordinal()]));
    return new MetricNoiseResult(byMetric);
  }

  /// The embeddings of an episode, none of them twice.
  private float[][] chosen(float[][] rows, MetricNoise point, int episode) {
    double[] uniform = new double[point.rows()];
    new NoiseFields(kernels, point.seed())
        .uniforms(NoiseStream.EPISODE_SAMPLING, 1, episode, new Patch(0, 1, 0, point.rows()), uniform);
    float[][] order = rows.clone();
    for (int i = 0; i < point.rows(); i++) {
      int other = i + (int) (uniform[i] * (rows.length - i));
      float[] moved = order[other];
      order[other] = order[i];
      order[i] = moved;
    }
    return Arrays.copyOf(order, point.rows());
  }

  private static double[] pairs(float[][] rows, Metric metric) {
    double[] distance = new double[rows.length * (rows.length - 1) / 2];
    for (int i = 1, next = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        distance[next++] = metric.distance(rows[i], rows[j]);
      }
    }
    return distance;
  }

  private static double[] pairs(TernaryEncoder encoder, float[][] rows) {
    TernaryWords words = encoder.stored(rows, Reference.of(rows));
    double[] distance = new double[rows.length * (rows.length - 1) / 2];
    for (int i = 1, next = 0; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        int bits = 0;
        for (int w = 0; w < words.wordsPerRow(); w++) {
          bits += Long.bitCount(words.value(i, w) ^ words.value(j, w));
        }
        distance[next++] = bits;
      }
    }
    return distance;
  }

  @Override
  public JsonValue.Fields toJson(MetricNoiseResult result) {
    return result.toJson();
  }

  @Override
  public MetricNoiseResult fromJson(JsonValue.Fields json) {
    return MetricNoiseResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(MetricNoiseResult result) {
    return result.toJson();
  }

  @Override
  public HtmlReport report(RunRequest<MetricNoise> request, List<MetricNoiseResult> results) {
    return new MetricNoiseReport(request, results).page();
  }
}
