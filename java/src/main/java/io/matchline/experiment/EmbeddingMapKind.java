package io.matchline.experiment;

import io.matchline.analysis.ClusterScores;
import io.matchline.analysis.Tsne;
import io.matchline.data.DataFolder;
import io.matchline.kernel.Kernels;
import io.matchline.kernel.Patch;
import io.matchline.kernel.Workers;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.report.HtmlReport;
import io.matchline.report.Interval;
import io.matchline.report.JsonValue;
import io.matchline.report.Progress;
import io.matchline.search.Reference;
import io.matchline.tcam.CellWords;
import io.matchline.tcam.SymbolWords;
import io.matchline.tcam.TernaryWords;
import io.matchline.unit.InvalidInputException;
import java.util.List;

/// Maps of embeddings as a run kind.
///
/// @param workers share the points of a map
record EmbeddingMapKind(DataFolder folder, Kernels kernels, Workers workers)
    implements RunKind<EmbeddingMap, EmbeddingMapResult> {
  @Override
  public String name() {
    return "embedding-map";
  }

  @Override
  public String steps() {
    return "maps";
  }

  @Override
  public long prepare(List<EmbeddingMap> points) {
    return 2L * points.size();
  }

  @Override
  public EmbeddingMapResult run(EmbeddingMap point, Progress progress) {
    LabelledEmbeddings loaded = LabelledEmbeddings.load(point.embeddings(), point.seed(), folder, kernels, workers);
    float[][] rows = noisy(point.values().of(loaded.rows()), point);
    CellWords words =
        point.features().encoder(kernels, point.seed(), rows[0].length).stored(rows, Reference.of(rows));
    try {
      EmbeddingMapResult.One raw = map(directions(rows), loaded.label(), point);
      progress.step(1);
      EmbeddingMapResult.One coded = map(numbers(words), loaded.label(), point);
      progress.step(1);
      return new EmbeddingMapResult(loaded.label(), loaded.classNames(), raw, coded);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  private EmbeddingMapResult.One map(double[][] points, int[] label, EmbeddingMap config) {
    Tsne.Layout layout = Tsne.of(points, config.tsne(), workers);
    int k = config.neighbours();
    return new EmbeddingMapResult.One(
        layout.x(),
        layout.y(),
        layout.divergence(),
        Interval.ofMean(ClusterScores.purity(points, label, k, workers)),
        Interval.ofMean(ClusterScores.purity(layout.points(), label, k, workers)),
        Interval.ofMean(ClusterScores.silhouette(points, label, workers)),
        Interval.ofMean(ClusterScores.silhouette(layout.points(), label, workers)),
        ClusterScores.trustworthiness(points, layout.points(), k, workers));
  }

  private float[][] noisy(float[][] rows, EmbeddingMap config) {
    int dimensions = rows[0].length;
    double squares = 0;
    for (float[] row : rows) {
      for (float v : row) {
        squares += (double) v * v;
      }
    }
    double sigma = config.noise() * Math.sqrt(squares / rows.length / dimensions);
    float[] normal = new float[rows.length * dimensions];
    new NoiseFields(kernels, config.seed())
        .normals(NoiseStream.EMBEDDINGS, 2, 0, new Patch(0, rows.length, 0, dimensions), normal);
    float[][] noisy = new float[rows.length][dimensions];
    for (int i = 0; i < normal.length; i++) {
      noisy[i / dimensions][i % dimensions] = rows[i / dimensions][i % dimensions] + (float) sigma * normal[i];
    }
    return noisy;
  }

  /// Embeddings of length 1, whose squared distances are 2 (1 − cosine).
  private static double[][] directions(float[][] rows) {
    double[][] directions = new double[rows.length][rows[0].length];
    for (int r = 0; r < rows.length; r++) {
      double squares = 0;
      for (float v : rows[r]) {
        squares += (double) v * v;
      }
      double length = squares > 0 ? Math.sqrt(squares) : 1;
      for (int d = 0; d < rows[r].length; d++) {
        directions[r][d] = rows[r][d] / length;
      }
    }
    return directions;
  }

  /// Cells as numbers: squared distances of bits are mismatches, X lies halfway.
  private static double[][] numbers(CellWords words) {
    double[][] numbers = new double[words.rows()][words.cells()];
    for (int r = 0; r < numbers.length; r++) {
      for (int c = 0; c < words.cells(); c++) {
        numbers[r][c] = switch (words) {
          case TernaryWords bits -> switch (bits.cell(r, c)) {
            case ZERO -> 0;
            case ONE -> 1;
            case X -> 0.5;
          };
          case SymbolWords states -> states.symbol()[r][c];
          default -> throw new IllegalArgumentException("words without one number per cell have no map");
        };
      }
    }
    return numbers;
  }

  @Override
  public JsonValue.Fields toJson(EmbeddingMapResult result) {
    return result.toJson();
  }

  @Override
  public EmbeddingMapResult fromJson(JsonValue.Fields json) {
    return EmbeddingMapResult.fromJson(json);
  }

  @Override
  public JsonValue.Fields shown(EmbeddingMapResult result) {
    return result.toJson();
  }

  @Override
  public HtmlReport report(RunRequest<EmbeddingMap> request, List<EmbeddingMapResult> results) {
    return new EmbeddingMapReport(request, results).page();
  }
}
