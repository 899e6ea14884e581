package io.matchline.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.report.Interval;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingResultTest {
  private static final TestCell CONDITION = cell(0.5, 0.1);

  private static TestCell cell(double accuracy, double half) {
    return new TestCell(
        new TestTask(5, 1), "cosine", 0, 0, false, new Interval(accuracy, accuracy - half, accuracy + half));
  }

  private static TrainingResult result(long firstSeed, double... accuracy) {
    List<ModelResult> models = new ArrayList<>();
    for (int i = 0; i < accuracy.length; i++) {
      models.add(new ModelResult(
          firstSeed + i, new double[0], 1, 1, Double.NaN, List.of(), List.of(cell(accuracy[i], 0.1))));
    }
    return new TrainingResult(models);
  }

  /// Models differ by far more than what each of them gains, and that does not widen the interval of the gain.
  @Test
  void gainsArePaired() {
    TrainingResult before = result(1, 0.5, 0.7, 0.9);
    TrainingResult after = result(1, 0.51, 0.72, 0.93);
    Interval gain = after.gain(before, CONDITION).orElseThrow();
    assertEquals(0.02, gain.value(), 1e-12);
    assertEquals(Interval.Z95 * 0.01 / Math.sqrt(3), gain.halfWidth(), 1e-12);
  }

  @Test
  void othersAreNotPaired() {
    assertTrue(result(1, 0.5, 0.6).gain(result(2, 0.5, 0.6), CONDITION).isEmpty());
    assertTrue(result(1, 0.5).gain(result(1, 0.4), CONDITION).isEmpty());
    assertTrue(result(1, 0.5, 0.6).gain(result(1, 0.5, 0.6, 0.7), CONDITION).isEmpty());
    TestCell other = new TestCell(new TestTask(5, 5), "cosine", 0, 0, false, CONDITION.accuracy());
    assertTrue(result(1, 0.5, 0.6).gain(result(1, 0.5, 0.6), other).isEmpty());
  }
}
