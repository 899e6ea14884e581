package io.matchline.search;

/// A fixed embedding of drawn characters that needs no training: where strokes of which direction are.
///
/// 1. The character is centred and scaled by its moments ({@link Frame}).
/// 2. The direction of the stroke at each pixel comes from the structure tensor, the blurred outer product of the
///    gradient with itself (Förstner, Gülch, A fast operator for detection and precise location of distinct points,
///    1987); the coherence of the tensor, 1 on a straight line and 0 where directions mix, weighs the pixel.
/// 3. Each pixel votes for the two nearest of {@value #DIRECTIONS} directions in an {@value #GRID} × {@value #GRID}
///    grid of overlapping Gaussian cells, as in histograms of oriented gradients (Dalal, Triggs, CVPR 2005).
/// 4. The histogram is scaled to sum 1 and its square root taken, so embeddings have length 1 and their cosine is the
///    Bhattacharyya coefficient of the histograms.
///
/// The values are not negative, so all embeddings lie in one narrow cone and sign codes must be centred. The constants
/// were chosen by the score on one-shot runs from Omniglot's background alphabets.
public final class ImageFeatures {
  private static final int GRID = 8;
  private static final int DIRECTIONS = 4;

  /// Length of an embedding.
  public static final int DIMENSIONS = GRID * GRID * DIRECTIONS;

  /// The grid spans −HALF_SPAN … HALF_SPAN spreads of the character.
  private static final double HALF_SPAN = 1.8;

  /// Standard deviation of a cell's Gaussian over the distance between cells.
  private static final double CELL_SIGMA = 0.7;

  /// Standard deviations of both blurs in spreads of the character.
  private static final double BLUR = 0.07;

  private static final double LEAST_BLUR_PIXELS = 0.5;

  private ImageFeatures() {}

  /// The embedding `[DIMENSIONS]` of an image, index (row of grid · GRID + column) · DIRECTIONS + direction; all zero
  /// for an image without ink.
  ///
  /// @param ink `[height · width]`, 0 = paper … 1 = ink
  public static float[] of(int width, int height, float[] ink) {
    if (width < 1 || height < 1 || ink.length != width * height) {
      throw new IllegalArgumentException(
          "%d ink values do not fill %d × %d pixels".formatted(ink.length, width, height));
    }
    Plane plane = new Plane(width, height);
    double mass = 0;
    for (int p = 0; p < ink.length; p++) {
      plane.value()[p] = ink[p];
      mass += ink[p];
    }
    return mass > 0 ? normalised(histogram(plane)) : new float[DIMENSIONS];
  }

  private static double[] histogram(Plane ink) {
    Frame frame = Frame.of(ink);
    double sigma = Math.max(LEAST_BLUR_PIXELS, BLUR * frame.pixels());
    StructureTensor tensor = StructureTensor.of(ink.blurred(sigma), frame, sigma);
    double[][] across = new double[ink.width()][];
    for (int x = 0; x < across.length; x++) {
      across[x] = membership(frame.x(x));
    }
    double[] histogram = new double[DIMENSIONS];
    for (int y = 0; y < ink.height(); y++) {
      double[] down = membership(frame.y(y));
      for (int x = 0; x < ink.width(); x++) {
        double weight = ink.at(x, y);
        if (weight > 0) {
          vote(histogram, across[x], down, tensor.turns(x, y), weight * tensor.coherence(x, y));
        }
      }
    }
    return histogram;
  }

  /// Weight of a coordinate in each cell along one axis.
  private static double[] membership(double coordinate) {
    double[] weight = new double[GRID];
    double pitch = 2 * HALF_SPAN / GRID;
    for (int g = 0; g < GRID; g++) {
      double away = (coordinate + HALF_SPAN - (g + 0.5) * pitch) / (CELL_SIGMA * pitch);
      weight[g] = StrictMath.exp(-0.5 * away * away);
    }
    return weight;
  }

  /// @param turns direction, 0 … 1 for half a turn
  private static void vote(double[] histogram, double[] across, double[] down, double turns, double weight) {
    double place = turns * DIRECTIONS;
    int low = (int) place;
    double share = place - low;
    int first = low % DIRECTIONS;
    int second = (low + 1) % DIRECTIONS;
    for (int gy = 0; gy < GRID; gy++) {
      for (int gx = 0; gx < GRID; gx++) {
        double vote = weight * down[gy] * across[gx];
        int cell = (gy * GRID + gx) * DIRECTIONS;
        histogram[cell + first] += vote * (1 - share);
        histogram[cell + second] += vote * share;
      }
    }
  }

  private static float[] normalised(double[] histogram) {
    double sum = 0;
    for (double v : histogram) {
      sum += v;
    }
    float[] embedding = new float[histogram.length];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = sum > 0 ? (float) StrictMath.sqrt(histogram[i] / sum) : 0;
    }
    return embedding;
  }
}
