package io.matchline.data;

import io.matchline.data.Stroke.Point;
import io.matchline.noise.NoiseStream;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// How one person draws: a slant, size and pen of their own, and a wobble that is new in every drawing.
///
/// @param slant shear of upright lines
/// @param turn rotation, rad
/// @param width half width of a character, pixels
/// @param height half height of a character, pixels
/// @param penWidth pixels
record Hand(double slant, double turn, double width, double height, double penWidth) {
  private static final double HALF_SIZE = 28;
  private static final double PLACE_WOBBLE = 0.09;
  private static final double STROKE_WOBBLE = 0.08;
  private static final double TREMOR = 0.022;
  private static final double SHIFT = 5;

  /// Hand number `drawer`, the same for every character.
  static Hand of(long seed, int drawer) {
    Draws draws = new Draws(seed, NoiseStream.GLYPH_HAND, drawer, 0);
    double size = HALF_SIZE * StrictMath.exp(0.15 * draws.bell());
    double aspect = StrictMath.exp(0.08 * draws.bell());
    return new Hand(
        0.12 * draws.bell(), 0.05 * draws.bell(), size * aspect, size / aspect, draws.uniform(2.6, 4.2));
  }

  /// Draws a character; `number` tells the drawings of this hand apart.
  Image draw(long seed, int drawer, int number, GlyphShape shape) {
    Draws draws = new Draws(seed, NoiseStream.GLYPH_HAND, drawer, 1L + number);
    double left = Glyphs.SIDE / 2.0 + SHIFT * draws.bell();
    double top = Glyphs.SIDE / 2.0 + SHIFT * draws.bell();
    Hand mood = mood(draws);
    List<List<Point>> paths = new ArrayList<>();
    for (Stroke stroke : shape.strokes()) {
      List<Point> path = tremble(draws, wobble(draws, stroke).path());
      paths.add(path.stream().map(p -> mood.place(p).plus(left, top)).toList());
    }
    Pen pen = new Pen(Glyphs.SIDE, Glyphs.SIDE, penWidth);
    onPaper(paths).forEach(pen::draw);
    return pen.image();
  }

  /// The drawing, moved and where need be made smaller so that the pen stays on the paper.
  private List<List<Point>> onPaper(List<List<Point>> paths) {
    DoubleSummaryStatistics across = span(paths, Point::x);
    DoubleSummaryStatistics down = span(paths, Point::y);
    double size = Math.max(across.getMax() - across.getMin(), down.getMax() - down.getMin());
    double shrink = Math.min(1, (Glyphs.SIDE - 1 - 2 * penWidth) / size);
    double moveX = inside(shrink * across.getMin(), shrink * across.getMax());
    double moveY = inside(shrink * down.getMin(), shrink * down.getMax());
    return paths.stream()
        .map(path -> path.stream().map(p -> p.times(shrink).plus(moveX, moveY)).toList())
        .toList();
  }

  private static DoubleSummaryStatistics span(List<List<Point>> paths, ToDoubleFunction<Point> axis) {
    return paths.stream().flatMap(List::stream).collect(Collectors.summarizingDouble(axis));
  }

  /// The smallest move that brings an interval onto the paper.
  private double inside(double least, double greatest) {
    return Math.max(penWidth - least, Math.min(Glyphs.SIDE - 1 - penWidth - greatest, 0));
  }

  /// The hand as it is for one drawing.
  private Hand mood(Draws draws) {
    double stretch = StrictMath.exp(0.10 * draws.bell());
    return new Hand(
        slant + 0.08 * draws.bell(), turn + 0.07 * draws.bell(), width * stretch, height / stretch, penWidth);
  }

  private Point place(Point p) {
    double x = width * (p.x() - slant * p.y());
    double y = height * p.y();
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    return new Point(cos * x - sin * y, sin * x + cos * y);
  }

  private static Stroke wobble(Draws draws, Stroke stroke) {
    double dx = STROKE_WOBBLE * draws.bell();
    double dy = STROKE_WOBBLE * draws.bell();
    return stroke.moved(p -> p.plus(dx + PLACE_WOBBLE * draws.bell(), dy + PLACE_WOBBLE * draws.bell()));
  }

  /// A slow random deviation along the path.
  private static List<Point> tremble(Draws draws, List<Point> path) {
    List<Point> result = new ArrayList<>();
    double dx = 0;
    double dy = 0;
    for (Point p : path) {
      dx = 0.8 * dx + 0.6 * TREMOR * draws.bell();
      dy = 0.8 * dy + 0.6 * TREMOR * draws.bell();
      result.add(p.plus(dx, dy));
    }
    return result;
  }
}
