package io.matchline.kernel;

/// A step of gradient descent: `ml_sgd_step` of `matchline.h`.
public record SgdStep(float rate, float momentum, float decay) {}
