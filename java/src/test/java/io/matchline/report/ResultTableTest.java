package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.Unit;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  private static ResultTable table() {
    return new ResultTable(Column.of("level", "Level"), Column.of("rows", "Rows"),
        Column.of("delay_s", "Delay", Unit.SECOND), Column.interval("accuracy", "Accuracy", Unit.FRACTION))
        .add("ideal", 64, 1.1e-9, new Interval(0.5, 0.25, 0.75))
        .add("a, \"b\"\nc", 1, 0.30000000000000004, new Interval(1, Double.NaN, Double.NaN))
        .add("#", 12, null, null);
  }

  @Test
  void csvCarriesEveryBitAndQuotesTexts() {
    assertEquals(
        """
        # matchline
        level,rows,delay_s,accuracy,accuracy_low,accuracy_high
        ideal,64,1.1E-9,0.5,0.25,0.75
        "a, ""b""
        c",1,0.30000000000000004,1.0,NaN,NaN
        "#",12,,,,
        """,
        table().toCsv("matchline"));
  }

  @Test
  void textIsAlignedRoundedAndInOneUnitPerColumn() {
    ResultTable table = new ResultTable(Column.of("level", "Level"), Column.of("rows", "Rows"),
        Column.of("delay_s", "Delay", Unit.SECOND), Column.interval("accuracy", "Accuracy", Unit.FRACTION))
        .add("ideal", 64, 1.1e-9, new Interval(0.5, 0.25, 0.75))
        .add("5", 1024, 1.0 / 3 * 1e-9, new Interval(0.9, 0.8, 0.95))
        .add("2.5", 12, null, null);
    assertEquals(
        """
        Level  Rows  Delay (ns)  Accuracy (%)
        ─────  ────  ──────────  ────────────
        ideal    64         1.1       50 ± 25
        5      1024      0.3333   90 [80, 95]
        2.5      12           –             –
        """,
        table.toText());
  }

  @Test
  void jsonHasAnObjectPerRow() {
    JsonValue.Items rows = table().toJson();
    JsonValue.Fields first = (JsonValue.Fields) rows.values().getFirst();
    assertEquals(1.1e-9, first.get("delay_s").asDouble());
    assertEquals(new Interval(0.5, 0.25, 0.75).toJson(), first.get("accuracy"));
    assertEquals(new JsonValue.Nothing(), ((JsonValue.Fields) rows.values().get(2)).get("delay_s"));
  }

  @Test
  void cellsMustFitTheColumns() {
    assertThrows(IllegalArgumentException.class, () -> table().add("x", 1, 2.0));
    assertThrows(IllegalArgumentException.class, () -> table().add("x", 1, 2.0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> table().add("x", 1, Interval.exact(1), null));
    assertThrows(IllegalArgumentException.class, () -> new ResultTable(Column.of("a", "A"), Column.of("a", "B")));
    assertThrows(IllegalArgumentException.class, () -> Column.of("Delay s", "Delay"));
  }
}
