package io.matchline.spice;

/// What the kernels say about a point.
///
/// @param point the question
/// @param value in the unit of the quantity
public record Answer(Point point, double value) {}
