package io.matchline.kernel;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Levels outside the range of accurate crossing times never reach a kernel.
class LevelBoundsTest {
  @ParameterizedTest
  @EnumSource(Backend.class)
  void theMessageNamesTheFirstLevelOutside(Backend backend) {
    Kernels kernels = Backends.open(backend);
    assertEquals(refusal("1 = 0.9999995"), message(kernels, 1, 0.9999995));
    assertEquals(refusal("1 = 0.99999901"), message(kernels, 0.999999, 0.99999901, 2));
    assertEquals(refusal("2 = 1.9999E-4"), message(kernels, 0.5, 2e-4, 1.9999e-4));
    assertEquals(refusal("0 = 1.0000001"), message(kernels, 1.0000001));
  }

  private static String refusal(String level) {
    return "level %s V is neither within 2.0E-4 … 0.999999 times the precharge voltage 1.0 V nor equal to it"
        .formatted(level);
  }

  private static String message(Kernels kernels, double... levelsV) {
    try (Arena arena = Arena.ofConfined()) {
      MatchLine line = new MatchLine(2, SenseEnd.NEAR, 5, 1e-15, 1e-15, 0, 1, 0);
      MemorySegment g = arena.allocate(2L * AnalogCells.LANES * Double.BYTES, 64).fill((byte) 0);
      AnalogCells cells = AnalogCells.undriven(AnalogCells.LANES, 2, g);
      MemorySegment value = arena.allocate((long) levelsV.length * AnalogCells.LANES * Double.BYTES, 64);
      MemorySegment at = arena.allocateFrom(JAVA_DOUBLE, levelsV);
      Samples samples = new Samples(levelsV.length, at, value, AnalogCells.LANES);
      return assertThrows(
              IllegalArgumentException.class,
              () -> kernels.crossing(LineModel.LADDER, line, cells, cells.all(), samples))
          .getMessage();
    }
  }
}
