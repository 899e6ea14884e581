package io.matchline.nn;

/// How normal weights begin and are drawn.
///
/// @param rho initial ρ, for example −5
/// @param local as in {@link GaussianWeights}
public record GaussianStart(double rho, boolean local) {}
