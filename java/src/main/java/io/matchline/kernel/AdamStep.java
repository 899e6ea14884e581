package io.matchline.kernel;

/// A step of Adam: `ml_adam_step` of `matchline.h`. What depends on its number t is in `rate` and `root`.
///
/// @param rate learning rate / (1 − β₁ᵗ)
/// @param root 1 / √(1 − β₂ᵗ)
/// @param gain1 1 − β₁
/// @param gain2 1 − β₂
/// @param decay learning rate · weight decay
public record AdamStep(
    float rate, float root, float beta1, float beta2, float gain1, float gain2, float epsilon, float decay) {}
