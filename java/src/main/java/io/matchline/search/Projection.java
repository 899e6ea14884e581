package io.matchline.search;

/// What a code of signs is the sign of: bit p that of `plane[p] · (e − centre)`.
///
/// @param planes `[bits][dimensions]`
/// @param centred whether the centre is the mean of the stored rows; otherwise it is 0
public record Projection(float[][] planes, boolean centred) {}
