package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void writesFieldsInOrderAndPlainArraysOnOneLine() {
    JsonValue value = JsonValue.fields("b", 1, "a", JsonValue.items(1.0, 2.5, true, null), "e", JsonValue.fields());
    assertEquals("{\n  \"b\": 1,\n  \"a\": [1.0, 2.5, true, null],\n  \"e\": {}\n}\n", JsonWriter.pretty(value));
    assertEquals("{\"b\":1,\"a\":[1.0,2.5,true,null],\"e\":{}}", JsonWriter.compact(value));
  }

  @Test
  void doublesReadBackToTheSameBits() {
    SplittableRandom random = new SplittableRandom(1);
    double[] special = {0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1, 1e22, 0.1, 1e-300, 123456789012345680.0};
    for (int i = 0; i < 20_000; i++) {
      double value = i < special.length ? special[i] : Double.longBitsToDouble(random.nextLong());
      double read = JsonReader.read(JsonWriter.compact(new JsonValue.Real(value))).asDouble();
      assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(read), () -> "value " + value);
    }
  }

  @Test
  void notFiniteNumbersAreTexts() {
    JsonValue values = JsonValue.items(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    assertEquals("[\"NaN\",\"Infinity\",\"-Infinity\"]", JsonWriter.compact(values));
  }

  @Test
  void wholeNumbersKeepAllDigits() {
    for (long value : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertEquals(new JsonValue.Whole(value), JsonReader.read(Long.toString(value)));
    }
    assertThrows(InvalidInputException.class, () -> JsonReader.read("9223372036854775808"));
  }

  @Test
  void textsOfAllCharactersReadBack() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0xFFFF; c++) {
      all.append(c);
    }
    String text = all.append("😀Ω\uD800").toString();
    String written = JsonWriter.compact(new JsonValue.Text(text));
    assertEquals(new JsonValue.Text(text), JsonReader.read(written));
    assertTrue(written.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c)));
  }

  @Test
  void nestedValuesReadBack() {
    JsonValue value = JsonValue.fields("x", JsonValue.items(JsonValue.items(1, 2), JsonValue.fields("y", "<\"\\>")));
    assertEquals(value, JsonReader.read(JsonWriter.pretty(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "nul", "\"\t\"", "\"\\x\"", "\"\\u12g4\"",
        "[1 2]", "1 1", "{\"a\":1,\"a\":2}", "NaN", "{a:1}", "'a'", "\"abc"})
  void refusesWhatIsNotJson(String text) {
    assertThrows(InvalidInputException.class, () -> JsonReader.read(text));
  }

  @Test
  void errorsNameThePlace() {
    Exception e = assertThrows(InvalidInputException.class, () -> JsonReader.read("{\n  \"a\": ?\n}"));
    assertEquals("JSON line 2, column 8: expected a value", e.getMessage());
  }

  @Test
  void refusesWhatHasNoJsonForm() {
    assertThrows(IllegalArgumentException.class, () -> JsonValue.of(new Object()));
    assertThrows(IllegalArgumentException.class, () -> JsonValue.fields("a", 1, "a", 2));
    assertThrows(IllegalArgumentException.class, () -> JsonValue.fields("a"));
  }
}
