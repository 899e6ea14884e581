package io.matchline.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN = List.of("resistance", "capacitance", "rows", "2T2R", "ladder-table");

  @ParameterizedTest
  @CsvSource({
    "resistence, resistance", "capcitance, capacitance", "rosw, rows", "2t2r, 2T2R", "ladder, ladder-table",
    "colour,", "x,", "ro,"
  })
  void findsWhatWasMeant(String word, String meant) {
    assertEquals(Optional.ofNullable(meant), Nearest.to(word, KNOWN));
  }
}
