package io.matchline.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Patch;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseSourcesTest {
  private static final Patch PATCH = new Patch(1000, 200, 5, 100);
  private static final NoiseFields FIELDS = new NoiseFields(Backends.open(Backend.JAVA), 42);
  private static final NoiseSettings ALL =
      new NoiseSettings(
          true, true, true, true, 300, 1, 0.2, 0.6667, true, true, true, true, true, true, true, true);

  private static final double[] FALLEN_V = fallenV();

  private static double[] fallenV() {
    double[] fallen = new double[20_000];
    Arrays.fill(fallen, 0.4);
    return fallen;
  }

  private static final Set<NoiseStream> UNIFORM =
      Set.of(NoiseStream.STUCK_AT, NoiseStream.TELEGRAPH_TRAP, NoiseStream.TELEGRAPH_STATE);

  private static NoiseSources sources(NoiseSettings settings) {
    return new NoiseSources(settings, FIELDS, 7);
  }

  /// Everything that the settings can influence, by stream.
  private static Map<NoiseStream, double[]> draw(NoiseSettings settings) {
    NoiseSources s = sources(settings);
    Map<NoiseStream, double[]> drawn = new LinkedHashMap<>();
    drawn.put(NoiseStream.DEVICE_SPREAD, doubles(s.deviceNormals(PATCH)));
    drawn.put(NoiseStream.CYCLE_SPREAD, doubles(s.cycleNormals(3, PATCH)));
    drawn.put(NoiseStream.STUCK_AT, s.stuckUniforms(PATCH));
    drawn.put(NoiseStream.THERMAL, s.thermalV(9, PATCH, 5e-15, 25e-15, FALLEN_V));
    drawn.put(NoiseStream.SENSE_OFFSET, s.offsetV(12e-3, PATCH));
    drawn.put(NoiseStream.STROBE_JITTER, s.jitterS(1e-12, 9, PATCH));
    drawn.put(NoiseStream.CONVERTER_OFFSET, s.converterOffsetV(3e-3, PATCH));
    CellNoiseSources cells = s.cells();
    drawn.put(NoiseStream.AGEING, doubles(cells.ageingNormals(PATCH)));
    drawn.put(NoiseStream.READ, doubles(cells.readNormals(9, PATCH)));
    drawn.put(NoiseStream.FLICKER, doubles(cells.flickerNormals(9, PATCH)));
    drawn.put(NoiseStream.TELEGRAPH_TRAP, cells.trapUniforms(PATCH));
    drawn.put(NoiseStream.TELEGRAPH_AMPLITUDE, doubles(cells.trapNormals(PATCH)));
    drawn.put(NoiseStream.TELEGRAPH_STATE, cells.trapStates(9, PATCH));
    return drawn;
  }

  private static double[] doubles(float[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
  }

  private static Set<NoiseStream> changed(Map<NoiseStream, double[]> a, Map<NoiseStream, double[]> b) {
    return a.keySet().stream().filter(s -> !Arrays.equals(a.get(s), b.get(s))).collect(Collectors.toSet());
  }

  /// The settings with everything on, but for one component.
  private static NoiseSettings with(int index, Object value) throws ReflectiveOperationException {
    RecordComponent[] components = NoiseSettings.class.getRecordComponents();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(component.getAccessor().invoke(ALL));
    }
    values.set(index, value);
    Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return NoiseSettings.class.getDeclaredConstructor(types).newInstance(values.toArray());
  }

  /// No key is left unread, and none reaches into another source's numbers.
  @Test
  void everyKeyChangesItsOwnStreamOnly() throws ReflectiveOperationException {
    Map<String, Set<NoiseStream>> owner = new LinkedHashMap<>();
    owner.put("deviceSpread", Set.of(NoiseStream.DEVICE_SPREAD));
    owner.put("cycleSpread", Set.of(NoiseStream.CYCLE_SPREAD));
    owner.put("stuckAt", Set.of(NoiseStream.STUCK_AT));
    owner.put("thermal", Set.of(NoiseStream.THERMAL));
    owner.put("temperatureK", Set.of(NoiseStream.THERMAL));
    owner.put("aperture", Set.of(NoiseStream.THERMAL));
    owner.put("overdriveV", Set.of(NoiseStream.THERMAL));
    owner.put("gamma", Set.of(NoiseStream.THERMAL));
    owner.put("senseOffset", Set.of(NoiseStream.SENSE_OFFSET));
    owner.put("strobeJitter", Set.of(NoiseStream.STROBE_JITTER));
    owner.put("converterOffset", Set.of(NoiseStream.CONVERTER_OFFSET));
    owner.put("leakage", Set.of());
    owner.put("ageing", Set.of(NoiseStream.AGEING));
    owner.put("read", Set.of(NoiseStream.READ));
    owner.put("flicker", Set.of(NoiseStream.FLICKER));
    owner.put(
        "telegraph",
        Set.of(NoiseStream.TELEGRAPH_TRAP, NoiseStream.TELEGRAPH_AMPLITUDE, NoiseStream.TELEGRAPH_STATE));
    Map<String, Object> other = Map.of("temperatureK", 77.0, "aperture", 0.25, "overdriveV", 0.3, "gamma", 1.0);
    RecordComponent[] components = NoiseSettings.class.getRecordComponents();
    assertEquals(owner.size(), components.length, "keys without an owner");
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      NoiseSettings changedSettings = with(i, other.getOrDefault(name, false));
      assertEquals(owner.get(name), changed(draw(ALL), draw(changedSettings)), name);
    }
  }

  @Test
  void offMeansNothingChanges() {
    draw(NoiseSettings.NONE)
        .forEach(
            (stream, values) -> {
              double neutral = UNIFORM.contains(stream) ? 1 : 0;
              assertTrue(Arrays.stream(values).allMatch(v -> v == neutral), stream.name());
            });
  }

  @Test
  void eventsAndArraysAreDrawnAnew() {
    NoiseSources s = sources(ALL);
    assertFalse(Arrays.equals(s.jitterS(1e-12, 1, PATCH), s.jitterS(1e-12, 2, PATCH)));
    assertFalse(Arrays.equals(s.cycleNormals(1, PATCH), s.cycleNormals(2, PATCH)));
    assertFalse(Arrays.equals(s.thermalV(1, PATCH, 0, 1e-15, FALLEN_V), s.thermalV(2, PATCH, 0, 1e-15, FALLEN_V)));
    assertFalse(Arrays.equals(s.offsetV(12e-3, PATCH), new NoiseSources(ALL, FIELDS, 8).offsetV(12e-3, PATCH)));
    assertArrayEquals(s.offsetV(12e-3, PATCH), s.offsetV(12e-3, PATCH));
  }

  @Test
  void momentsAreThoseOfTheSettings() {
    Map<NoiseStream, double[]> drawn = draw(ALL);
    assertNormal(1, drawn.get(NoiseStream.DEVICE_SPREAD));
    assertNormal(1, drawn.get(NoiseStream.CYCLE_SPREAD));
    assertNormal(Math.sqrt(1.380649e-23 * 300 / 25e-15 * (1 + 4 * 0.6667 * 0.4 / 0.2)), drawn.get(NoiseStream.THERMAL));
    assertNormal(12e-3, drawn.get(NoiseStream.SENSE_OFFSET));
    assertNormal(3e-3, drawn.get(NoiseStream.CONVERTER_OFFSET));
    assertNormal(1e-12, drawn.get(NoiseStream.STROBE_JITTER));
    double[] uniform = drawn.get(NoiseStream.STUCK_AT);
    assertEquals(0.5, Arrays.stream(uniform).average().orElseThrow(), 4 / Math.sqrt(12.0 * uniform.length));
    assertTrue(Arrays.stream(uniform).allMatch(u -> u > 0 && u < 1));
  }

  /// Mean and standard deviation within four standard errors.
  private static void assertNormal(double sigma, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double deviation = Math.sqrt(Arrays.stream(x).map(v -> v * v).average().orElseThrow());
    assertEquals(0, mean, 4 * sigma / Math.sqrt(x.length));
    assertEquals(sigma, deviation, 4 * sigma / Math.sqrt(2.0 * x.length));
  }

  @Test
  void streamsHaveDistinctNumbers() {
    int[] ids = Arrays.stream(NoiseStream.values()).mapToInt(NoiseStream::id).toArray();
    assertEquals(ids.length, Arrays.stream(ids).distinct().count());
    assertTrue(Arrays.stream(ids).allMatch(id -> id >= 0 && id <= 255));
  }
}
