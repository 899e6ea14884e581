package io.matchline.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.data.Image;
import io.matchline.data.Npz;
import io.matchline.data.NpyArray;
import io.matchline.kernel.Backend;
import io.matchline.kernel.Backends;
import io.matchline.kernel.Workers;
import io.matchline.unit.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsFileTest {
  private static final int SIDE = 19;
  private static final int CHANNELS = 3;

  @TempDir private Path folder;

  private static EmbeddingModel conv4(int side, int outputs, long seed) {
    return new EmbeddingModel(
        new EmbeddingNetwork.Conv4(CHANNELS, outputs), side, new Method.Plain(), seed, Backends.open(Backend.FFM));
  }

  private static float[] embedding(EmbeddingModel model, Image image) {
    try (Workers workers = new Workers(1)) {
      return model.embed(List.of(image), workers)[0];
    }
  }

  private static Image image(int side) {
    Random random = new Random(4);
    float[] ink = new float[side * side];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = random.nextFloat();
    }
    return new Image(side, side, ink);
  }

  @Test
  void writtenWeightsComeBack() {
    Path path = folder.resolve("weights.npz");
    try (EmbeddingModel one = conv4(SIDE, 0, 1);
        EmbeddingModel two = conv4(SIDE, 0, 2)) {
      WeightsFile.write(path, one.parameters());
      WeightsFile.read(path, WeightsLayout.MATCHLINE, two.parameters());
      assertArrayEquals(embedding(one, image(SIDE)), embedding(two, image(SIDE)));
      assertArrayEquals(new int[] {3, 3, 1, CHANNELS}, Npz.read(path).get("block1.conv.weight").shape());
    }
  }

  /// A network in PyTorch's layout, computed in double here after PyTorch's definition of its modules.
  @ParameterizedTest
  @CsvSource({"19, 0", "35, 5"})
  void pytorchWeightsGiveItsEmbeddings(int side, int outputs) {
    Map<String, NpyArray> state = new LinkedHashMap<>();
    Random random = new Random(9);
    List<double[][]> blocks = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      int inputs = b == 0 ? 1 : CHANNELS;
      double[][] block = {
        values(random, CHANNELS * inputs * 9, 0), values(random, CHANNELS, 0), values(random, CHANNELS, 1),
        values(random, CHANNELS, 0), values(random, CHANNELS, 0), values(random, CHANNELS, 2)
      };
      blocks.add(block);
      state.put("encoder." + b + ".0.weight", floats(block[0], CHANNELS, inputs, 3, 3));
      state.put("encoder." + b + ".0.bias", floats(block[1], CHANNELS));
      state.put("encoder." + b + ".1.weight", floats(block[2], CHANNELS));
      state.put("encoder." + b + ".1.bias", floats(block[3], CHANNELS));
      state.put("encoder." + b + ".1.running_mean", floats(block[4], CHANNELS));
      state.put("encoder." + b + ".1.running_var", floats(block[5], CHANNELS));
      state.put("encoder." + b + ".1.num_batches_tracked", NpyArray.of(new long[] {40}));
    }
    int places = side >> 4;
    int flat = CHANNELS * places * places;
    double[] weight = values(random, outputs * flat, 0);
    double[] bias = values(random, outputs, 0);
    if (outputs > 0) {
      state.put("head.weight", floats(weight, outputs, flat));
      state.put("head.bias", floats(bias, outputs));
    }
    Path path = folder.resolve("torch.npz");
    Npz.write(path, state);
    try (EmbeddingModel model = conv4(side, outputs, 1)) {
      WeightsFile.read(path, WeightsLayout.PYTORCH, model.parameters());
      float[] found = embedding(model, image(side));
      double[] features = reference(blocks, side);
      double[] wanted = outputs == 0 ? features : product(weight, features, bias);
      assertEquals(wanted.length, found.length);
      for (int i = 0; i < wanted.length; i++) {
        assertEquals(wanted[i], found[i], 1e-4 * Math.max(1, Math.abs(wanted[i])));
      }
    }
  }

  private static double[] product(double[] weight, double[] x, double[] bias) {
    double[] y = bias.clone();
    for (int i = 0; i < weight.length; i++) {
      y[i / x.length] += weight[i] * x[i % x.length];
    }
    return y;
  }

  /// `[channel][y][x]` throughout.
  private static double[] reference(List<double[][]> blocks, int side) {
    float[] ink = image(side).ink();
    double[][][] x = new double[1][side][side];
    for (int i = 0; i < ink.length; i++) {
      x[0][i / side][i % side] = ink[i];
    }
    for (int b = 0; b < 4; b++) {
      x = block(x, blocks.get(b), b < 3);
    }
    return Stream.of(x).flatMap(Stream::of).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static double[][][] block(double[][][] x, double[][] p, boolean relu) {
    int side = x[0].length;
    double[][][] pooled = new double[CHANNELS][side / 2][side / 2];
    for (int o = 0; o < CHANNELS; o++) {
      for (int py = 0; py < side / 2; py++) {
        for (int px = 0; px < side / 2; px++) {
          double most = Double.NEGATIVE_INFINITY;
          for (int corner = 0; corner < 4; corner++) {
            double sum = p[1][o] + conv(x, p[0], o, 2 * py + corner / 2, 2 * px + corner % 2);
            double normal = (sum - p[4][o]) / Math.sqrt(p[5][o] + 1e-5) * p[2][o] + p[3][o];
            most = Math.max(most, relu ? Math.max(0, normal) : normal);
          }
          pooled[o][py][px] = most;
        }
      }
    }
    return pooled;
  }

  private static double conv(double[][][] x, double[] weight, int out, int y, int column) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < 9; k++) {
        int fromY = y + k / 3 - 1;
        int fromX = column + k % 3 - 1;
        if (fromY >= 0 && fromX >= 0 && fromY < x[i].length && fromX < x[i].length) {
          sum += weight[(out * x.length + i) * 9 + k] * x[i][fromY][fromX];
        }
      }
    }
    return sum;
  }

  private static double[] values(Random random, int count, double above) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (above + random.nextDouble() - 0.5);
    }
    return values;
  }

  private static NpyArray floats(double[] values, int... shape) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return NpyArray.of(floats, shape);
  }

  @Test
  void whatDoesNotFitIsNamed() {
    Path path = folder.resolve("weights.npz");
    try (EmbeddingModel model = conv4(SIDE, 0, 1);
        EmbeddingModel wide = new EmbeddingModel(
            new EmbeddingNetwork.Mlp(4, 3), SIDE, new Method.Plain(), 1, Backends.open(Backend.FFM))) {
      WeightsFile.write(path, wide.parameters());
      String message = message(path, WeightsLayout.MATCHLINE, model);
      assertEquals(20 + 8, message.lines().count());
      assertEquals("DIR/weights.npz: the array block1.conv.weight of shape [3 × 3 × 1 × 3] is missing",
          message.lines().findFirst().orElseThrow());
      Npz.write(path, Map.of("x.weight", NpyArray.of(new float[6], 2, 3)));
      assertEquals("DIR/weights.npz: the weight for block1.conv has the shape [2, 3]; [out][in][height][width] is needed",
          message(path, WeightsLayout.PYTORCH, model));
    }
  }

  private String message(Path path, WeightsLayout layout, EmbeddingModel model) {
    var fault = assertThrows(InvalidInputException.class, () -> WeightsFile.read(path, layout, model.parameters()));
    return fault.getMessage().replace(folder.toString(), "DIR");
  }
}
