package io.matchline.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A JSON document as values. Fields keep the order in which they were given, so equal content gives equal bytes.
///
/// JSON has no NaN or infinities: they are written as the texts `"NaN"`, `"Infinity"` and `"-Infinity"`, which
/// {@link #asDouble()} reads back.
public sealed interface JsonValue {
  record Text(String value) implements JsonValue {
    public Text {
      Objects.requireNonNull(value, "value");
    }
  }

  record Whole(long value) implements JsonValue {}

  record Real(double value) implements JsonValue {}

  record Truth(boolean value) implements JsonValue {}

  record Nothing() implements JsonValue {}

  record Items(List<JsonValue> values) implements JsonValue {
    public Items {
      values = List.copyOf(values);
    }
  }

  record Fields(Map<String, JsonValue> values) implements JsonValue {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The value of a key.
    ///
    /// @throws IllegalArgumentException when there is none
    public JsonValue get(String key) {
      JsonValue value = values.get(key);
      if (value == null) {
        throw new IllegalArgumentException("no field '" + key + "' among " + values.keySet());
      }
      return value;
    }
  }

  /// The number of this value, also where it was written as text because it is not finite.
  ///
  /// @throws IllegalArgumentException when the value is no number
  default double asDouble() {
    return switch (this) {
      case Real real -> real.value();
      case Whole whole -> whole.value();
      case Text text when text.value().equals("NaN") -> Double.NaN;
      case Text text when text.value().equals("Infinity") -> Double.POSITIVE_INFINITY;
      case Text text when text.value().equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case Text _, Truth _, Nothing _, Items _, Fields _ ->
          throw new IllegalArgumentException(JsonWriter.compact(this) + " is not a number");
    };
  }

  /// Makes a value of `null`, a text, number, truth value, enum constant, array of doubles, list, or map with texts as
  /// keys.
  ///
  /// @throws IllegalArgumentException when the object is none of these
  static JsonValue of(Object object) {
    return switch (object) {
      case null -> new Nothing();
      case JsonValue value -> value;
      case String text -> new Text(text);
      case Enum<?> constant -> new Text(constant.toString());
      case Integer whole -> new Whole(whole);
      case Long whole -> new Whole(whole);
      case Double real -> new Real(real);
      case Boolean truth -> new Truth(truth);
      case double[] reals -> new Items(Arrays.stream(reals).<JsonValue>mapToObj(Real::new).toList());
      case List<?> list -> new Items(list.stream().map(JsonValue::of).toList());
      case Map<?, ?> map -> fieldsOf(map);
      default -> throw new IllegalArgumentException("no JSON form for a " + object.getClass().getName());
    };
  }

  /// An object from alternating keys and values, in this order.
  ///
  /// @throws IllegalArgumentException when a key is missing, no text or given twice
  static Fields fields(Object... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("keys and values alternate, but there are " + keysAndValues.length);
    }
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      if (!(keysAndValues[i] instanceof String key)) {
        throw new IllegalArgumentException("key " + keysAndValues[i] + " is not a text");
      }
      if (fields.put(key, of(keysAndValues[i + 1])) != null) {
        throw new IllegalArgumentException("key '" + key + "' is given twice");
      }
    }
    return new Fields(fields);
  }

  /// An array of values.
  static Items items(Object... values) {
    List<JsonValue> items = new ArrayList<>();
    for (Object value : values) {
      items.add(of(value));
    }
    return new Items(items);
  }

  private static Fields fieldsOf(Map<?, ?> map) {
    List<Object> flat = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          flat.add(key);
          flat.add(value);
        });
    return fields(flat.toArray());
  }
}
