package io.matchline.device;

/// How the devices of an array differ.
///
/// @param spread device to device: standard deviation of ln G, drawn once at programming
/// @param cycleSpread cycle to cycle: standard deviation of ln G, drawn at every write
/// @param stuckLrs share of devices that stay in the low-resistive state
/// @param stuckHrs share of devices that stay in the high-resistive state
public record Variation(double spread, double cycleSpread, double stuckLrs, double stuckHrs) {
  public Variation {
    share("spread", spread);
    share("cycle-spread", cycleSpread);
    share("stuck-lrs", stuckLrs);
    share("stuck-hrs", stuckHrs);
    if (stuckLrs + stuckHrs > 1) {
      throw new IllegalArgumentException(
          "stuck-lrs = %s and stuck-hrs = %s sum to more than 1".formatted(stuckLrs, stuckHrs));
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s = %s is outside 0 … 1".formatted(name, value));
    }
  }
}
