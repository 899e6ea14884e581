package io.matchline.experiment;

import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import java.util.Arrays;
import java.util.List;

/// Maps of one set of embeddings.
///
/// @param label `[points]` class of each point
/// @param classNames of the classes
/// @param raw the embeddings by their cosine
/// @param coded their codes by the distance of cells
record EmbeddingMapResult(int[] label, List<String> classNames, One raw, One coded) {
  /// One map and its scores.
  ///
  /// @param x `[points]`
  /// @param y `[points]`
  /// @param divergence what t-SNE could not remove, nats
  /// @param purity share of neighbours of the same class among the points themselves, over points
  /// @param mapPurity the same in the map
  /// @param silhouette of the points themselves, over points
  /// @param mapSilhouette of the map
  /// @param trustworthiness of the map
  record One(
      double[] x,
      double[] y,
      double divergence,
      Interval purity,
      Interval mapPurity,
      Interval silhouette,
      Interval mapSilhouette,
      double trustworthiness) {
    JsonValue.Fields toJson() {
      return JsonValue.fields(
          "x", x,
          "y", y,
          "divergence", divergence,
          "purity", purity.toJson(),
          "map_purity", mapPurity.toJson(),
          "silhouette", silhouette.toJson(),
          "map_silhouette", mapSilhouette.toJson(),
          "trustworthiness", trustworthiness);
    }

    static One fromJson(JsonValue.Fields json) {
      return new One(
          numbers(json.get("x")),
          numbers(json.get("y")),
          json.get("divergence").asDouble(),
          interval(json.get("purity")),
          interval(json.get("map_purity")),
          interval(json.get("silhouette")),
          interval(json.get("map_silhouette")),
          json.get("trustworthiness").asDouble());
    }

    private static Interval interval(JsonValue value) {
      JsonValue.Fields json = (JsonValue.Fields) value;
      return new Interval(json.get("value").asDouble(), json.get("low").asDouble(), json.get("high").asDouble());
    }

    private static double[] numbers(JsonValue json) {
      return ((JsonValue.Items) json).values().stream().mapToDouble(JsonValue::asDouble).toArray();
    }
  }

  JsonValue.Fields toJson() {
    return JsonValue.fields(
        "label", Arrays.stream(label).boxed().toList(), "class_names", classNames, "raw", raw.toJson(), "coded", coded.toJson());
  }

  static EmbeddingMapResult fromJson(JsonValue.Fields json) {
    return new EmbeddingMapResult(
        ((JsonValue.Items) json.get("label")).values().stream().mapToInt(v -> (int) v.asDouble()).toArray(),
        ((JsonValue.Items) json.get("class_names")).values().stream().map(v -> ((JsonValue.Text) v).value()).toList(),
        One.fromJson((JsonValue.Fields) json.get("raw")),
        One.fromJson((JsonValue.Fields) json.get("coded")));
  }
}
