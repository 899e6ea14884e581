package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.Workers;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.Progress;
import io.matchline.tcam.MarginEstimate;
import io.matchline.tcam.RankingFlips;
import io.matchline.tcam.Sense;
import io.matchline.tcam.Waveforms;
import java.util.List;

/// Margin analysis as a run kind.
///
/// @param workers share the contests of a point
record MarginKind(Kernels kernels, Workers workers) implements RunKind<MarginAnalysis, MarginResult> {
  /// Mismatches up to which the order of near and far is looked at.
  private static final int MOST_FLIPS = 32;

  @Override
  public String name() {
    return "margin-analysis";
  }

  @Override
  public String steps() {
    return "contests";
  }

  @Override
  public long prepare(List<MarginAnalysis> points) {
    return points.stream().mapToLong(point -> point.margin().contests()).sum();
  }

  @Override
  public MarginResult run(MarginAnalysis point, Progress progress) {
    double[] wrong = new double[point.margin().contests()];
    workers.run(
        wrong.length,
        1,
        span -> {
          for (int c = (int) span.begin(); c < span.end(); c++) {
            wrong[c] = new MarginPairs(point, c, kernels).wrong();
            progress.step(1);
          }
        });
    int most = Math.min(MOST_FLIPS, point.array().tile().columns());
    return switch (point.array().level()) {
      case IDEAL -> MarginResult.ideal(point.margin(), wrong);
      case LADDER_TABLE -> MarginResult.measured(point.margin(), wrong);
      default ->
          MarginResult.of(point.margin(), wrong, estimates(point), RankingFlips.of(point.array(), most, kernels));
    };
  }

  private MarginEstimate[] estimates(MarginAnalysis point) {
    MarginTask task = point.margin();
    double strobeS = switch (point.array().sense()) {
      case Sense.Strobe strobe when strobe.timeS() > 0 -> strobe.timeS();
      case Sense.Adc adc when adc.timeS() > 0 -> adc.timeS();
      default -> new Waveforms(point.array(), kernels).strobeS();
    };
    MarginEstimate.Pairs pairs = new MarginEstimate.Pairs(point.array(), strobeS);
    MarginEstimate[] estimates = new MarginEstimate[task.contests()];
    for (int c = 0; c < estimates.length; c++) {
      estimates[c] = pairs.of(task.places(), task.mismatchesOf(c), task.gapOf(c));
    }
    return estimates;
  }

  @Override
  public JsonValue.Fields toJson(MarginResult result) {
    return result.toJson();
  }

  @Override
  public MarginResult fromJson(JsonValue.Fields json) {
    return MarginResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(MarginResult result) {
    return result.toJson();
  }

  @Override
  public HtmlReport report(RunRequest<MarginAnalysis> request, List<MarginResult> results) {
    return new MarginReport(request, results).page();
  }
}
