package io.matchline.experiment;

import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import java.util.List;
import java.util.Optional;

/// What came out at one point of the sweep.
record TrainingResult(List<ModelResult> models) {
  /// Mean over the models under the condition of a cell of the first one: with one model the interval is that over its
  /// episodes, with several that over the models.
  Interval accuracy(TestCell condition) {
    List<Interval> found = models.stream()
        .flatMap(model -> model.cells().stream())
        .filter(condition::sameCondition)
        .map(TestCell::accuracy)
        .toList();
    return found.size() == 1
        ? found.getFirst()
        : Interval.ofMean(found.stream().mapToDouble(Interval::value).toArray());
  }

  /// Mean over the models of how much more accurate they are than the models of the same seeds in another result, which met
  /// the same episodes; empty where the models are others, or fewer than two.
  Optional<Interval> gain(TrainingResult over, TestCell condition) {
    double[] gain = new double[models.size()];
    if (models.size() < 2 || models.size() != over.models.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < gain.length; i++) {
      ModelResult model = models.get(i);
      ModelResult other = over.models.get(i);
      Optional<TestCell> own = model.under(condition);
      Optional<TestCell> others = other.under(condition);
      if (model.seed() != other.seed() || own.isEmpty() || others.isEmpty()) {
        return Optional.empty();
      }
      gain[i] = own.get().accuracy().value() - others.get().accuracy().value();
    }
    return Optional.of(Interval.ofMean(gain));
  }

  /// Half width of the interval over the episodes, the mean over the models.
  double overEpisodes(TestCell condition) {
    return models.stream()
        .flatMap(model -> model.cells().stream())
        .filter(condition::sameCondition)
        .mapToDouble(cell -> cell.accuracy().halfWidth())
        .average()
        .orElseThrow();
  }

  /// The conditions under which every model was tested.
  List<TestCell> conditions() {
    return models.getFirst().cells();
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields("models", models.stream().map(ModelResult::toJson).toList());
  }

  static TrainingResult fromJson(JsonValue.Fields json) {
    return new TrainingResult(
        ((JsonValue.Items) json.get("models"))
            .values().stream().map(model -> ModelResult.fromJson((JsonValue.Fields) model)).toList());
  }
}
