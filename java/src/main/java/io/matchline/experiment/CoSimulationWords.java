package io.matchline.experiment;

import io.matchline.kernel.Patch;
import io.matchline.noise.NoiseFields;
import io.matchline.noise.NoiseStream;
import io.matchline.tcam.TernaryWords;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The words of a co-simulation.
///
/// @param stored random words
/// @param queries the co-simulated row's word with some cells flipped
record CoSimulationWords(TernaryWords stored, TernaryWords queries) {
  static CoSimulationWords of(CoSimulation config, NoiseFields fields) {
    int cells = config.array().tile().columns();
    boolean[][] stored = new boolean[config.rows()][cells];
    double[] uniform = new double[config.rows() * cells];
    fields.uniforms(NoiseStream.STORED_WORDS, 0, 0, new Patch(0, config.rows(), 0, cells), uniform);
    for (int i = 0; i < uniform.length; i++) {
      stored[i / cells][i % cells] = uniform[i] < 0.5;
    }
    boolean[][] queries = new boolean[config.mismatches().size()][];
    for (int q = 0; q < queries.length; q++) {
      queries[q] = stored[config.coSimulated().row()].clone();
      flip(queries[q], config.mismatches().get(q), q, fields);
    }
    return new CoSimulationWords(TernaryWords.of(stored), TernaryWords.of(queries));
  }

  /// The cells with the lowest random numbers.
  private static void flip(boolean[] word, int count, int query, NoiseFields fields) {
    double[] uniform = new double[word.length];
    fields.uniforms(NoiseStream.QUERY_WORDS, 0, query, new Patch(0, 1, 0, word.length), uniform);
    IntStream.range(0, word.length)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> uniform[j]))
        .limit(count)
        .forEach(j -> word[j] = !word[j]);
  }
}
