package io.matchline.crossbar;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Nested dissection of the nodes of a crossbar.
///
/// Only the rows cross a cut between two columns, and only the columns one between two rows; so the row nodes along a
/// cut separate its two sides, or the column nodes do. Separators are eliminated after what they separate. After
/// A. George, Nested dissection of a regular finite element mesh, SIAM J. Numer. Anal. 10 (1973).
final class Dissection {
  private final int columns;
  private final int cells;
  private final int[] order;
  private int free;

  private Dissection(int rows, int columns) {
    this.columns = columns;
    this.cells = rows * columns;
    this.order = new int[2 * cells];
    this.free = order.length;
  }

  /// Nodes in the order of their elimination: `i · columns + j` is the row node of a cell, `rows · columns` more the
  /// column node.
  static int[] order(int rows, int columns) {
    Dissection dissection = new Dissection(rows, columns);
    int[] nodes = new int[2 * dissection.cells];
    Arrays.setAll(nodes, n -> n);
    dissection.place(nodes, new Box(0, rows, 0, columns));
    return dissection.order;
  }

  /// Rows `[top, bottom)` and columns `[left, right)`.
  private record Box(int top, int bottom, int left, int right) {
    boolean wide() {
      return right - left >= bottom - top;
    }

    boolean single() {
      return right - left == 1 && bottom - top == 1;
    }
  }

  private void place(int[] nodes, Box box) {
    if (box.single()) {
      append(nodes);
    } else if (box.wide()) {
      int cut = (box.left + box.right) / 2;
      append(select(nodes, n -> isRowNode(n) && column(n) == cut));
      place(select(nodes, n -> column(n) < cut), new Box(box.top, box.bottom, box.left, cut));
      place(
          select(nodes, n -> column(n) > cut || column(n) == cut && !isRowNode(n)),
          new Box(box.top, box.bottom, cut, box.right));
    } else {
      int cut = (box.top + box.bottom) / 2;
      append(select(nodes, n -> !isRowNode(n) && row(n) == cut));
      place(select(nodes, n -> row(n) < cut), new Box(box.top, cut, box.left, box.right));
      place(
          select(nodes, n -> row(n) > cut || row(n) == cut && isRowNode(n)),
          new Box(cut, box.bottom, box.left, box.right));
    }
  }

  private void append(int[] nodes) {
    free -= nodes.length;
    System.arraycopy(nodes, 0, order, free, nodes.length);
  }

  private static int[] select(int[] nodes, IntPredicate wanted) {
    return Arrays.stream(nodes).filter(wanted).toArray();
  }

  private boolean isRowNode(int node) {
    return node < cells;
  }

  private int row(int node) {
    return node % cells / columns;
  }

  private int column(int node) {
    return node % columns;
  }
}
