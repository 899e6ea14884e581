package io.matchline.experiment;

/// What noise is measured in.
///
/// @param rms of the embeddings of plain training
/// @param matched noise over `rms` at which plain training has the accuracy that is asked for, NaN where none is
record NoiseUnit(double rms, double matched) {}
