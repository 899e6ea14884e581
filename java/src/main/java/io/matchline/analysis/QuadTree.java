package io.matchline.analysis;

import java.util.Arrays;

/// Points of a plane in nested squares, each with the number and the centre of mass of what it holds.
///
/// Barnes, Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324 (1986) 446.
final class QuadTree {
  private static final int MAX_DEPTH = 48;
  private static final int NONE = -1;

  private final double[] x;
  private final double[] y;
  private final int[] next;
  private int cells;
  private int[] child = new int[4 * 64];
  private int[] first = new int[64];
  private int[] mass = new int[64];
  private double[] sumX = new double[64];
  private double[] sumY = new double[64];
  private double[] midX = new double[64];
  private double[] midY = new double[64];
  private double[] half = new double[64];

  /// What a point feels of all others.
  ///
  /// @param forceX Σ q² (x_i − x_j), q = 1 / (1 + d²)
  /// @param forceY the same of y
  /// @param sum Σ q
  record Repulsion(double forceX, double forceY, double sum) {}

  QuadTree(double[] x, double[] y) {
    this.x = x;
    this.y = y;
    this.next = new int[x.length];
    Arrays.fill(next, NONE);
    double lowX = Arrays.stream(x).min().orElseThrow();
    double lowY = Arrays.stream(y).min().orElseThrow();
    double width = Math.max(Arrays.stream(x).max().orElseThrow() - lowX, Arrays.stream(y).max().orElseThrow() - lowY);
    cell(lowX + width / 2, lowY + width / 2, width / 2);
    for (int i = 0; i < x.length; i++) {
      insert(i);
    }
  }

  private int cell(double middleX, double middleY, double halfWidth) {
    if (cells == first.length) {
      grow();
    }
    int cell = cells++;
    Arrays.fill(child, 4 * cell, 4 * cell + 4, NONE);
    first[cell] = NONE;
    midX[cell] = middleX;
    midY[cell] = middleY;
    half[cell] = halfWidth;
    return cell;
  }

  private void grow() {
    int more = 2 * first.length;
    child = Arrays.copyOf(child, 4 * more);
    first = Arrays.copyOf(first, more);
    mass = Arrays.copyOf(mass, more);
    sumX = Arrays.copyOf(sumX, more);
    sumY = Arrays.copyOf(sumY, more);
    midX = Arrays.copyOf(midX, more);
    midY = Arrays.copyOf(midY, more);
    half = Arrays.copyOf(half, more);
  }

  private void insert(int point) {
    int cell = 0;
    for (int depth = 0; ; depth++) {
      int before = mass[cell]++;
      sumX[cell] += x[point];
      sumY[cell] += y[point];
      if (before == 0 || depth == MAX_DEPTH) {
        next[point] = first[cell];
        first[cell] = point;
        return;
      }
      if (first[cell] != NONE) {
        int moved = first[cell];
        first[cell] = NONE;
        int below = below(cell, moved);
        mass[below] = 1;
        sumX[below] = x[moved];
        sumY[below] = y[moved];
        first[below] = moved;
      }
      cell = below(cell, point);
    }
  }

  /// The quarter of a cell that a point is in, made where it is not there yet.
  private int below(int cell, int point) {
    boolean right = x[point] > midX[cell];
    boolean upper = y[point] > midY[cell];
    int place = 4 * cell + (right ? 1 : 0) + (upper ? 2 : 0);
    if (child[place] == NONE) {
      double quarter = half[cell] / 2;
      int made = cell(midX[cell] + (right ? quarter : -quarter), midY[cell] + (upper ? quarter : -quarter), quarter);
      child[place] = made;
    }
    return child[place];
  }

  /// Cells narrower than `theta` times the distance of their centre of mass count as one place.
  ///
  /// @param stack room for cells to be visited, see {@link #stack()}
  Repulsion on(int point, double theta, int[] stack) {
    double forceX = 0;
    double forceY = 0;
    double sum = 0;
    int open = 0;
    stack[open++] = 0;
    while (open > 0) {
      int cell = stack[--open];
      double awayX = x[point] - sumX[cell] / mass[cell];
      double awayY = y[point] - sumY[cell] / mass[cell];
      double square = awayX * awayX + awayY * awayY;
      if (first[cell] == NONE && 4 * half[cell] * half[cell] >= theta * theta * square) {
        for (int quarter = 0; quarter < 4; quarter++) {
          if (child[4 * cell + quarter] != NONE) {
            stack[open++] = child[4 * cell + quarter];
          }
        }
      } else if (first[cell] == NONE) {
        double q = 1 / (1 + square);
        forceX += mass[cell] * q * q * awayX;
        forceY += mass[cell] * q * q * awayY;
        sum += mass[cell] * q;
      } else {
        for (int other = first[cell]; other != NONE; other = next[other]) {
          if (other != point) {
            double q = 1 / (1 + squareOf(point, other));
            forceX += q * q * (x[point] - x[other]);
            forceY += q * q * (y[point] - y[other]);
            sum += q;
          }
        }
      }
    }
    return new Repulsion(forceX, forceY, sum);
  }

  /// Room for {@link #on}: three cells wait at every depth but the last.
  static int[] stack() {
    return new int[3 * MAX_DEPTH + 8];
  }

  private double squareOf(int a, int b) {
    return (x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b]);
  }
}
