package io.matchline.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.config.ConfigReader;
import io.matchline.kernel.JavaKernels;
import io.matchline.kernel.Kernels;
import io.matchline.tcam.TernaryWords;
import io.matchline.tcam.Trit;
import io.matchline.unit.InvalidInputException;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final Kernels KERNELS = new JavaKernels();
  private static final Reference NOTHING = Reference.of(new float[][] {{0, 0, 0}});

  private static int mismatches(TernaryWords stored, int row, TernaryWords searched, int query) {
    int count = 0;
    for (int c = 0; c < stored.cells(); c++) {
      Trit s = stored.cell(row, c);
      Trit q = searched.cell(query, c);
      count += s != Trit.X && q != Trit.X && s != q ? 1 : 0;
    }
    return count;
  }

  /// Charikar 2002: bits differ with probability θ/π. 4096 planes, five standard deviations.
  @Test
  void lshDistanceIsTheAngle() {
    int bits = 4096;
    TernaryEncoder encoder = new Lsh(bits, Centre.NONE).encoder(KERNELS, 11, 3);
    for (double angle : new double[] {0.1, 0.5, 1.0, Math.PI / 2, 2.5}) {
      double sine = Math.sin(angle);
      float[][] pair = {{1, 0, 0}, {(float) Math.cos(angle), (float) (0.6 * sine), (float) (0.8 * sine)}};
      TernaryWords words = encoder.stored(pair, NOTHING);
      double share = mismatches(words, 0, words, 1) / (double) bits;
      double p = angle / Math.PI;
      assertEquals(p, share, 5 * Math.sqrt(p * (1 - p) / bits), "angle " + angle);
    }
  }

  @Test
  void lshIgnoresLengthAndFollowsTheSeed() {
    float[][] e = {{0.3f, -0.2f, 0.9f}};
    float[][] doubled = {{0.6f, -0.4f, 1.8f}};
    TernaryEncoder encoder = new Lsh(64, Centre.NONE).encoder(KERNELS, 1, 3);
    assertEquals(encoder.stored(e, NOTHING), encoder.searched(doubled, NOTHING));
    assertEquals(encoder.stored(e, NOTHING), new Lsh(64, Centre.NONE).encoder(KERNELS, 1, 3).stored(e, NOTHING));
    assertNotEquals(encoder.stored(e, NOTHING), new Lsh(64, Centre.NONE).encoder(KERNELS, 2, 3).stored(e, NOTHING));
    TernaryWords longer = new Lsh(128, Centre.NONE).encoder(KERNELS, 1, 3).stored(e, NOTHING);
    assertEquals(encoder.stored(e, NOTHING), longer.columns(0, 64));
  }

  @Test
  void centringTurnsNarrowConesIntoWideAngles() {
    float[][] stored = {{10, 1, 0}, {10, -1, 0}};
    TernaryEncoder centred = new Lsh(512, Centre.STORED).encoder(KERNELS, 3, 3);
    TernaryEncoder plain = new Lsh(512, Centre.NONE).encoder(KERNELS, 3, 3);
    Reference reference = Reference.of(stored);
    assertArrayEquals(new float[] {10, 0, 0}, reference.mean());
    TernaryWords wide = centred.stored(stored, reference);
    TernaryWords narrow = plain.stored(stored, reference);
    assertEquals(512, mismatches(wide, 0, wide, 1));
    assertTrue(mismatches(narrow, 0, narrow, 1) < 64);
  }

  /// A projection over the embedding's length is standard normal, so P(X) = erf(bias/√2): 0.0797 at 0.1, 0.3829 at 0.5.
  @Test
  void ternaryLshLeavesOutWhatIsCloseToThePlane() {
    int bits = 4096;
    float[][] e = {{3, -4, 12}};
    for (double[] expected : new double[][] {{0.1, 0.0796557}, {0.5, 0.3829249}, {2, 0.9544997}}) {
      TernaryEncoder encoder = new TernaryLsh(bits, expected[0], Centre.NONE).encoder(KERNELS, 5, 3);
      TernaryWords stored = encoder.stored(e, NOTHING);
      TernaryWords searched = encoder.searched(e, NOTHING);
      int dontCare = 0;
      for (int c = 0; c < bits; c++) {
        dontCare += stored.cell(0, c) == Trit.X ? 1 : 0;
      }
      double p = expected[1];
      assertEquals(p, dontCare / (double) bits, 5 * Math.sqrt(p * (1 - p) / bits));
      assertTrue(searched.binary());
      assertEquals(0, mismatches(stored, 0, searched, 0));
      assertEquals(new Lsh(bits, Centre.NONE).encoder(KERNELS, 5, 3).stored(e, NOTHING), searched);
    }
  }

  @Test
  void thermometerDistanceIsL1OfTheLevels() {
    int levels = 6;
    ThermometerEncoder encoder = new ThermometerEncoder(levels, 2);
    Reference range = Reference.of(new float[][] {{-1, 4}});
    float[] values = {-3, -1, -0.51f, -0.49f, 0, 1.2f, 3.4f, 3.51f, 4, 9};
    int[] expected = {0, 0, 0, 1, 1, 2, 4, 5, 5, 5};
    float[][] e = new float[values.length][2];
    for (int i = 0; i < values.length; i++) {
      assertEquals(expected[i], encoder.level(values[i], range), "value " + values[i]);
      e[i] = new float[] {values[i], values[values.length - 1 - i]};
    }
    TernaryWords words = encoder.stored(e, range);
    assertEquals(10, words.cells());
    for (int a = 0; a < e.length; a++) {
      for (int b = 0; b < e.length; b++) {
        int l1 = Math.abs(expected[a] - expected[b])
            + Math.abs(expected[e.length - 1 - a] - expected[e.length - 1 - b]);
        assertEquals(l1, mismatches(words, a, words, b));
      }
    }
    assertEquals("1100010000", words.text(5));
    assertEquals(0, encoder.level(7, Reference.of(new float[][] {{2, 2}})));
  }

  @Test
  void signsAreTakenFromTheCentre() {
    float[][] e = {{1, 5, -2}, {3, 1, -4}};
    TernaryEncoder centred = new Sign(Centre.STORED).encoder(KERNELS, 0, 3);
    TernaryEncoder plain = new Sign(Centre.NONE).encoder(KERNELS, 0, 3);
    assertEquals("011", centred.stored(e, Reference.of(e)).text(0));
    assertEquals("100", centred.stored(e, Reference.of(e)).text(1));
    assertEquals("110", plain.searched(e, Reference.of(e)).text(0));
  }

  @Test
  void cellCountsFollowTheSettings() {
    assertEquals(256, new Lsh(256, Centre.STORED).cells(10));
    assertEquals(256, new TernaryLsh(256, 0.1, Centre.STORED).cells(10));
    assertEquals(30, new Thermometer(4).cells(10));
    assertEquals(10, new Sign(Centre.STORED).cells(10));
    for (Features f : new Features[] {new Lsh(70, Centre.NONE), new Thermometer(3), new Sign(Centre.NONE)}) {
      Encoder encoder = f.encoder(KERNELS, 1, 3);
      assertEquals(f.cells(3), encoder.cells());
      assertEquals(f.cells(3), encoder.stored(new float[][] {{1, 2, 3}}, NOTHING).cells());
    }
  }

  @Test
  void featuresComeFromFiles() {
    assertEquals(new Lsh(256, Centre.STORED), ConfigReader.read("f", "kind: lsh", Features.class));
    assertEquals(
        new TernaryLsh(64, 0.25, Centre.NONE),
        ConfigReader.read("f", "{ kind: tlsh, bits: 64, bias: 0.25, centre: none }", Features.class));
    assertEquals(new Thermometer(4), ConfigReader.read("f", "{ kind: thermometer, levels: 4 }", Features.class));
    assertEquals(new Sign(Centre.STORED), ConfigReader.read("f", "kind: sign", Features.class));
    var e = assertThrows(
        InvalidInputException.class, () -> ConfigReader.read("f", "{ kind: lsh, bits: 70000 }", Features.class));
    assertTrue(e.getMessage().startsWith("f:1: bits = 70000 is above 65520"), e.getMessage());
  }

  @Test
  void settingsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> new Lsh(0, Centre.STORED));
    assertThrows(IllegalArgumentException.class, () -> new TernaryLsh(8, -0.1, Centre.STORED));
    assertThrows(IllegalArgumentException.class, () -> new TernaryLsh(8, Double.NaN, Centre.STORED));
    assertThrows(IllegalArgumentException.class, () -> new Thermometer(1));
    assertThrows(IllegalArgumentException.class, () -> Reference.of(new float[0][]));
    TernaryEncoder encoder = new Lsh(8, Centre.STORED).encoder(KERNELS, 1, 3);
    var e = assertThrows(
        IllegalArgumentException.class, () -> encoder.stored(new float[][] {{1, 2, 3}, {1, 2}}, NOTHING));
    assertEquals("embedding 1 has 2 numbers, the encoder takes 3", e.getMessage());
  }
}
