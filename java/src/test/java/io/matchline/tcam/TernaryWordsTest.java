package io.matchline.tcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.unit.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TernaryWordsTest {
  private static String randomText(SplittableRandom random, int cells) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < cells; j++) {
      text.append("01X".charAt(random.nextInt(3)));
    }
    return text.toString();
  }

  @Test
  void textComesBackAtEveryWidth() {
    SplittableRandom random = new SplittableRandom(1);
    for (int cells = 1; cells <= 200; cells++) {
      String[] text = {randomText(random, cells), randomText(random, cells), randomText(random, cells)};
      TernaryWords words = TernaryWords.parse(text);
      for (int r = 0; r < text.length; r++) {
        assertEquals(text[r], words.text(r));
      }
      assertEquals(text[1].indexOf('X') < 0 && text[0].indexOf('X') < 0 && text[2].indexOf('X') < 0, words.binary());
    }
  }

  @Test
  void slicesAreSubstringsAndEqualWordsParsedFromThem() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 500; i++) {
      String[] text = {randomText(random, 200), randomText(random, 200), randomText(random, 200)};
      int begin = random.nextInt(200);
      int end = random.nextInt(begin + 1, 201);
      TernaryWords columns = TernaryWords.parse(text).columns(begin, end);
      String[] sliced = {text[0].substring(begin, end), text[1].substring(begin, end), text[2].substring(begin, end)};
      assertEquals(TernaryWords.parse(sliced), columns);
      assertEquals(TernaryWords.parse(sliced).hashCode(), columns.hashCode());
      assertEquals(TernaryWords.parse(sliced[1], sliced[2]), columns.rows(1, 3));
    }
  }

  @Test
  void aSliceWithoutDontCareIsBinary() {
    TernaryWords words = TernaryWords.parse("01X", "110");
    assertFalse(words.binary());
    assertTrue(words.columns(0, 2).binary());
    assertTrue(words.rows(1, 2).binary());
  }

  @Test
  void everySourceGivesTheSameWords() {
    TernaryWords text = TernaryWords.parse("01X10", "11001");
    assertEquals(text, TernaryWords.of(new byte[][] {{0, 1, 2, 1, 0}, {1, 1, 0, 0, 1}}));
    assertEquals(text, TernaryWords.of(2, 5, new long[] {0b01110, 0b10011}, new long[] {0b11011, -1}));
    assertEquals(text.rows(1, 2), TernaryWords.of(new boolean[][] {{true, true, false, false, true}}));
    assertEquals(text.rows(1, 2), TernaryWords.of(1, 5, new long[] {~0b01100}));
    assertEquals(Trit.X, text.cell(0, 2));
    assertEquals(Trit.ONE, text.cell(0, 3));
    assertEquals(Trit.ZERO, text.cell(0, 4));
    assertNotEquals(text, TernaryWords.parse("01110", "11001"));
  }

  @Test
  void theCallersPlanesAreCopied() {
    long[] value = {5};
    TernaryWords words = TernaryWords.of(1, 3, value);
    value[0] = 0;
    assertEquals("101", words.text(0));
  }

  @Test
  void everyFaultOfATextIsNamed() {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> TernaryWords.parse("01X", "0121", "0b1", "?01"));
    assertEquals(
        "row 1: 4 cells, row 0 has 3\nrow 2, cell 1: 'b' is not 0, 1 or X\nrow 3, cell 0: '?' is not 0, 1 or X",
        e.getMessage());
    assertThrows(InvalidInputException.class, () -> TernaryWords.parse());
    assertThrows(InvalidInputException.class, () -> TernaryWords.parse(""));
  }

  @Test
  void shapesAreChecked() {
    TernaryWords words = TernaryWords.parse("01X");
    assertThrows(IllegalArgumentException.class, () -> TernaryWords.of(1, 65, new long[1]));
    assertThrows(IllegalArgumentException.class, () -> TernaryWords.of(new boolean[][] {{true}, {}}));
    assertThrows(IllegalArgumentException.class, () -> TernaryWords.of(new byte[][] {{3}}));
    assertThrows(IllegalArgumentException.class, () -> words.columns(2, 2));
    assertThrows(IllegalArgumentException.class, () -> words.rows(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> words.cell(0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> words.cell(1, 0));
  }
}
