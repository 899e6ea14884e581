package io.matchline.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected values are literals of the compiler, which rounds decimals correctly.
class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "25 kΩ, OHM, 25e3", "10 kOhm, OHM, 10e3", "10kohm, OHM, 10e3", "5 \u2126, OHM, 5", "1.6 GΩ, OHM, 1.6e9",
    "2 MΩ, OHM, 2e6", "3 TΩ, OHM, 3e12", "5 mΩ, OHM, 5e-3", "0.2 fF, FARAD, 2e-16", "25pF, FARAD, 25e-12",
    "1 ns, SECOND, 1e-9", "3 s, SECOND, 3", "12 mV, VOLT, 12e-3", "150 \u00b5S, SIEMENS, 150e-6",
    "150 \u03bcS, SIEMENS, 150e-6", "150 uS, SIEMENS, 150e-6", "300 K, KELVIN, 300", "4 mK, KELVIN, 4e-3",
    "45 nm, METRE, 45e-9", "2 mm, METRE, 2e-3", "2 m, METRE, 2", "1 fJ, JOULE, 1e-15", "-3 µA, AMPERE, -3e-6",
    "10 %, FRACTION, 0.1", "0.3, FRACTION, 0.3", "33 %, FRACTION, 0.33", "1e4, ONE, 1e4", "2.5, ONE, 2.5",
    "1_000_000, ONE, 1e6", "+.5, ONE, 0.5", "5., ONE, 5", "1e4, OHM, 1e4", "1.5E-3 V, VOLT, 1.5e-3",
    "10\u00a0kΩ, OHM, 1e4", "0.1 fF, FARAD, 1e-16", "0.7 fF, FARAD, 7e-16", "4.35 ns, SECOND, 4.35e-9"
  })
  void readsNumbersExactly(String text, Unit unit, String literal) {
    assertEquals(Double.parseDouble(literal), Quantity.parse(text, unit).value());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "10 kS | OHM | 10 kS has the unit S; a value in Ω is needed, for example 10 kΩ",
    "1 nS | SECOND | 1 nS has the unit S; a value in s is needed, for example 1 ns",
    "10 k | OHM | 10 k has a prefix without a unit; a value in Ω is needed, for example 10 kΩ",
    "10 KΩ | OHM | 10 KΩ has the unknown unit KΩ; a value in Ω is needed, for example 10 kΩ",
    "5 % | ONE | 5 % has the unit %; a plain number is needed, for example 2.5",
    "1 k% | FRACTION | 1 k% has the unknown unit k%; a share is needed, for example 10 %",
    "NaN | VOLT | NaN is not a finite number; a value in V is needed, for example 12 mV",
    "-.inf | VOLT | -.inf is not a finite number; a value in V is needed, for example 12 mV",
    "1,5 V | VOLT | 1,5 V is not a number; a value in V is needed, for example 12 mV",
    "0x10 | ONE | 0x10 is not a number; a plain number is needed, for example 2.5",
    "1__0 | ONE | 1__0 is not a number; a plain number is needed, for example 2.5",
    "1e400 | ONE | 1e400 is too large for a number",
    "1e-400 | ONE | 1e-400 is too small for a number other than 0",
    "1e99999 | ONE | 1e99999 is not a number; a plain number is needed, for example 2.5",
    "'' | ONE | ' is not a number; a plain number is needed, for example 2.5'"
  })
  void saysWhatIsWrong(String text, Unit unit, String message) {
    var fault = assertThrows(IllegalArgumentException.class, () -> Quantity.parse(text, unit));
    assertEquals(message, fault.getMessage());
  }

  @Test
  void longTextIsNotANumber() {
    assertThrows(IllegalArgumentException.class, () -> Quantity.parse("1_".repeat(1 << 19) + "1", Unit.ONE));
  }

  @ParameterizedTest
  @CsvSource({
    "10e3, OHM, 10 kΩ", "999, OHM, 999 Ω", "0, OHM, 0 Ω", "-0.0, OHM, 0 Ω", "2e-16, FARAD, 2e-16 F",
    "1e-15, FARAD, 1 fF", "2.5e-12, FARAD, 2.5 pF", "1e15, OHM, 1e15 Ω", "0.012, VOLT, 12 mV", "-1e-6, AMPERE, -1 µA",
    "0.1, FRACTION, 10 %", "1, FRACTION, 100 %", "0.07, FRACTION, 7 %", "2.5, ONE, 2.5", "1e4, ONE, 10000",
    "1e9, ONE, 1e9", "1.25e-9, ONE, 1.25e-9", "300, KELVIN, 300 K"
  })
  void writesEngineeringNotation(double value, Unit unit, String text) {
    assertEquals(text, Quantity.format(value, unit));
  }

  @Test
  void writtenNumbersReadBackToTheSameBits() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      Unit unit = Unit.values()[i % Unit.values().length];
      if (Double.isFinite(value)) {
        String text = Quantity.format(value, unit);
        assertEquals(value, Quantity.parse(text, unit).value(), text);
      }
    }
  }

  @Test
  void exactKeepsEveryDigit() {
    BigDecimal exact = Quantity.exact("12345678901234567891", Unit.ONE);
    assertEquals(new BigDecimal("12345678901234567891"), exact);
  }

  @Test
  void everyExampleIsValid() {
    for (Unit unit : Unit.values()) {
      assertTrue(Quantity.parse(unit.example(), unit).value() > 0);
      assertTrue(unit.symbol().isEmpty() || unit.example().endsWith(unit.symbol()));
    }
  }
}
