package io.matchline.crossbar;

/// What a crossbar of nonlinear cells answers to a batch of vectors.
///
/// @param columnCurrentA currents from the columns into their terminals, `[vectors][columns]` A
/// @param rowCurrentA currents from the row terminals into the rows, `[vectors][rows]` A
/// @param residual per vector the bound on the error of its column currents over its largest terminal current
/// @param steps per vector the linear circuits solved
/// @param iterations per vector the iterations of all of them
public record NonlinearSolution(
    double[] columnCurrentA, double[] rowCurrentA, double[] residual, int[] steps, int[] iterations) {
  NonlinearSolution(int vectors, int rows, int columns) {
    this(
        new double[Math.multiplyExact(vectors, columns)],
        new double[Math.multiplyExact(vectors, rows)],
        new double[vectors],
        new int[vectors],
        new int[vectors]);
  }
}
