package io.matchline.experiment;

import io.matchline.kernel.Kernels;
import io.matchline.kernel.LineModel;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.report.HtmlReport;
import io.matchline.report.JsonValue;
import io.matchline.report.Progress;
import io.matchline.search.Ranking;
import io.matchline.target.Targets;
import io.matchline.tcam.Chip;
import io.matchline.tcam.KernelLines;
import io.matchline.tcam.LineTarget;
import io.matchline.tcam.TcamArray;
import io.matchline.tcam.Waveforms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Co-simulation as a run kind. ngspice runs one circuit after the other, so one thread is all it takes.
record CoSimulationKind(Kernels kernels) implements RunKind<CoSimulation, CoSimulationResult> {
  private static final int SAMPLES = 121;

  /// The waveforms end at so many standard strobes.
  private static final double STROBES = 3;

  @Override
  public String name() {
    return "co-simulation";
  }

  @Override
  public String steps() {
    return "queries";
  }

  @Override
  public long prepare(List<CoSimulation> points) {
    return points.stream().mapToLong(point -> point.mismatches().size()).sum();
  }

  @Override
  public CoSimulationResult run(CoSimulation point, Progress progress) {
    CoSimulationWords words = CoSimulationWords.of(point, new NoiseFields(kernels, point.seed()));
    double[] timesS = timesS(STROBES * new Waveforms(point.array(), kernels).strobeS());
    Chip chip = Chip.first(point.seed());
    try (Workers alone = new Workers(1)) {
      LineTarget kernelLines = new KernelLines(LineModel.LADDER, kernels, alone);
      LineTarget coSimulated = Targets.coSimulated(point.coSimulated(), kernels);
      WatchedLines watched = new WatchedLines(kernelLines, coSimulated, point.coSimulated().row(), timesS);
      try (TcamArray array =
              TcamArray.program(point.array(), words.stored(), chip, kernels, alone, Optional.of(watched));
          TcamArray plain = TcamArray.program(point.array(), words.stored(), chip, kernels, alone)) {
        Ranking kernelRanking = new Ranking(plain.search(words.queries(), 0));
        List<CoSimulationAnswer> answers = new ArrayList<>();
        for (int q = 0; q < words.queries().rows(); q++) {
          int best = new Ranking(array.search(words.queries().rows(q, q + 1), q)).best(0);
          answers.add(answer(point.mismatches().get(q), watched.seen().get(q), kernelRanking.best(q), best));
          progress.step(1);
        }
        return new CoSimulationResult(timesS, answers);
      }
    }
  }

  private static CoSimulationAnswer answer(int mismatches, WatchedLines.Seen seen, int kernelBest, int best) {
    return new CoSimulationAnswer(
        mismatches, seen.kernel(), seen.other(), kernelBest, best, seen.kernelV(), seen.otherV());
  }

  private static double[] timesS(double endS) {
    double[] timesS = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      timesS[i] = endS * i / (SAMPLES - 1);
    }
    return timesS;
  }

  @Override
  public JsonValue.Fields toJson(CoSimulationResult result) {
    return result.toJson();
  }

  @Override
  public CoSimulationResult fromJson(JsonValue.Fields json) {
    return CoSimulationResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(CoSimulationResult result) {
    return result.toJson();
  }

  @Override
  public HtmlReport report(RunRequest<CoSimulation> request, List<CoSimulationResult> results) {
    return new CoSimulationReport(request, results).page();
  }
}
