package io.matchline.data;

import io.matchline.data.Stroke.Point;
import io.matchline.noise.NoiseStream;
import java.util.ArrayList;
import java.util.List;

/// The strokes of one invented character, before anyone draws it; its longer side spans −1 … 1.
///
/// Strokes walk over a lattice of {@value #COLUMNS} × {@value #ROWS} places without coming back to one; a later stroke
/// often starts where an earlier one passed, as in most scripts.
record GlyphShape(List<Stroke> strokes) {
  private static final int COLUMNS = 3;
  private static final int ROWS = 4;
  private static final int REACH = 2;
  private static final double LATTICE_JITTER = 0.08;
  private static final double TOUCHING = 0.6;
  private static final double SMOOTH = 0.65;
  private static final double LOOP = 0.15;
  private static final double DOT = 0.1;

  GlyphShape {
    strokes = List.copyOf(strokes);
  }

  /// The shape of class `classIndex`.
  static GlyphShape of(long seed, int classIndex) {
    Draws draws = new Draws(seed, NoiseStream.GLYPH_SHAPE, classIndex, 0);
    int count = 1 + draws.below(2) + draws.below(2) + draws.below(2);
    List<Stroke> strokes = new ArrayList<>();
    List<Integer> visited = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      strokes.add(stroke(draws, visited, length(draws, count, s)));
    }
    return new GlyphShape(strokes).filling();
  }

  /// Places that a stroke passes; a character of one stroke needs a long one.
  private static int length(Draws draws, int strokes, int index) {
    int walk = 2 + draws.below(2) + draws.below(2);
    if (strokes == 1) {
      return walk + 1;
    }
    return index > 0 && draws.uniform() < DOT ? 1 : walk;
  }

  private static Stroke stroke(Draws draws, List<Integer> visited, int length) {
    boolean touching = !visited.isEmpty() && length > 1 && draws.uniform() < TOUCHING;
    int place = touching ? visited.get(draws.below(visited.size())) : draws.below(COLUMNS * ROWS);
    List<Integer> walk = new ArrayList<>(List.of(place));
    while (walk.size() < length) {
      place = step(draws, walk);
      walk.add(place);
    }
    visited.addAll(walk);
    List<Point> points = new ArrayList<>();
    for (int p : walk) {
      points.add(onPaper(draws, p));
    }
    boolean closed = length > 2 && draws.uniform() < LOOP;
    return new Stroke(points, closed || draws.uniform() < SMOOTH, closed);
  }

  /// A place within reach of the last one that the walk has not passed yet; every place has more of them than a walk
  /// is long.
  private static int step(Draws draws, List<Integer> walk) {
    int from = walk.getLast();
    while (true) {
      int next = draws.below(COLUMNS * ROWS);
      int across = Math.abs(next % COLUMNS - from % COLUMNS);
      int down = Math.abs(next / COLUMNS - from / COLUMNS);
      if (Math.max(across, down) <= REACH && !walk.contains(next)) {
        return next;
      }
    }
  }

  private static Point onPaper(Draws draws, int place) {
    double x = place % COLUMNS + LATTICE_JITTER * draws.bell();
    double y = place / COLUMNS + LATTICE_JITTER * draws.bell();
    return new Point(x, y);
  }

  /// The same shape, centred and scaled.
  private GlyphShape filling() {
    double left = Double.POSITIVE_INFINITY;
    double top = left;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = right;
    for (Stroke stroke : strokes) {
      for (Point p : stroke.points()) {
        left = Math.min(left, p.x());
        right = Math.max(right, p.x());
        top = Math.min(top, p.y());
        bottom = Math.max(bottom, p.y());
      }
    }
    double scale = 2 / Math.max(right - left, bottom - top);
    double middleX = (left + right) / 2;
    double middleY = (top + bottom) / 2;
    return new GlyphShape(strokes.stream().map(s -> s.moved(p -> p.plus(-middleX, -middleY).times(scale))).toList());
  }
}
