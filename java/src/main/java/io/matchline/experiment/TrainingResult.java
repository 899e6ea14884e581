package io.matchline.experiment;

import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import java.util.List;

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
