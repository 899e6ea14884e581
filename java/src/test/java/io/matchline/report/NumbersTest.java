package io.matchline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchline.unit.Unit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"0.93124,0.9312", "-2.5,−2.5", "1250,1250", "1.25e-9,1.25×10⁻⁹", "3e12,3×10¹²", "NaN,n/a", "-0.0,0",
    "999999,1000000", "0.0001,0.0001"})
  void roundedForPeople(double value, String text) {
    assertEquals(text, Numbers.rounded(value));
  }

  @ParameterizedTest
  @CsvSource({"1.005,1", "0.006,0.01", "-0.001,0", "-12.34,-12.34", "7.5,7.5", "1e3,1000", "-0.25,-0.25", "2.049,2.05"})
  void coordinates(double value, String text) {
    assertEquals(text, Numbers.px(value));
  }

  @ParameterizedTest
  @CsvSource({"SECOND,2.5e-9,2.5 ns", "OHM,1000,1 kΩ", "OHM,999,999 Ω", "FRACTION,0.5,50 %", "ONE,7,7",
    "KELVIN,1500,1500 K", "FARAD,2e-16,200 aF", "VOLT,0,0 V", "OHM,1e20,1×10⁸ TΩ"})
  void prefixes(Unit unit, double value, String text) {
    assertEquals(text, UnitScale.forLargest(unit, value).show(value));
  }

  @Test
  void theMachinesLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    String svg = DemoReport.accuracy().toSvg("");
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(svg, DemoReport.accuracy().toSvg(""));
      assertEquals("0.5", Numbers.rounded(0.5));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void textsWrapAndAreCutToTheirWidth() {
    List<String> lines = TextSize.wrap("a fairly long title that needs a few lines " + "x".repeat(60), 12, 120);
    assertEquals(true, lines.stream().allMatch(line -> TextSize.width(line, 12) <= 120));
    assertEquals("a fairly long title that needs a few lines".replace(" ", "") + "x".repeat(60),
        String.join("", lines).replace(" ", ""));
    assertEquals(true, TextSize.cut("a fairly long title", 12, 50).endsWith("…"));
    assertEquals("short", TextSize.cut("short", 12, 50));
  }
}
