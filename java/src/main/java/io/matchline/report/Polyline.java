package io.matchline.report;

/// Path data of a curve. Of many points in one column of pixels only the first, the lowest, the highest and the last
/// are kept, which draws the same picture.
final class Polyline {
  private final StringBuilder data = new StringBuilder();
  private boolean penUp = true;
  private long column = Long.MIN_VALUE;
  private double lastX;
  private double lastY;
  private double lowest;
  private double highest;
  private int waiting;

  void gap() {
    flush();
    penUp = true;
    column = Long.MIN_VALUE;
  }

  /// Continues straight to a point.
  void add(double x, double y) {
    long newColumn = (long) Math.floor(x);
    if (newColumn != column || penUp) {
      flush();
      write(x, y);
      column = newColumn;
      lowest = y;
      highest = y;
    } else {
      waiting++;
      lowest = Math.min(lowest, y);
      highest = Math.max(highest, y);
    }
    lastX = x;
    lastY = y;
  }

  /// Continues horizontally to the point's column and then vertically to the point.
  void step(double x, double y) {
    if (!penUp) {
      add(x, lastY);
    }
    add(x, y);
  }

  String data() {
    flush();
    return data.toString();
  }

  /// The outline between two curves of the same columns.
  static String area(Polyline upper, Polyline lower) {
    String[] back = lower.data().substring(Math.min(1, lower.data.length())).split("[ML]");
    StringBuilder outline = new StringBuilder(upper.data());
    for (int i = back.length - 1; i >= 0 && !outline.isEmpty(); i--) {
      outline.append('L').append(back[i]);
    }
    return outline.isEmpty() ? "" : outline.append('Z').toString();
  }

  private void flush() {
    if (waiting > 1) {
      write(lastX, lowest);
      write(lastX, highest);
    }
    if (waiting > 0) {
      write(lastX, lastY);
    }
    waiting = 0;
  }

  private void write(double x, double y) {
    data.append(penUp ? 'M' : 'L').append(Numbers.px(x)).append(' ').append(Numbers.px(y));
    penUp = false;
  }
}
