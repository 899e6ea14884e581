package io.matchline.periphery;

/// What the periphery does for one multiplication of a vector.
///
/// @param drives voltages that row converters set
/// @param conversions currents that column converters read
/// @param additions shift-and-add operations
/// @param rounds input slices, one after the other
/// @param turns conversions that one converter makes in a round
/// @param addSteps additions one after the other behind the last conversion
public record Work(long drives, long conversions, long additions, int rounds, int turns, int addSteps) {
  /// The work of a grid of tiles that all work at once.
  public static Work of(TileGrid grid, InputCode inputs, AdcSettings adc) {
    long drives = 0;
    long conversions = 0;
    long additions = 0;
    int turns = 0;
    for (TileGrid.Tile tile : grid.tiles()) {
      Readout readout = new Readout(grid.code(), tile.outputs(), adc);
      drives += tile.inputs();
      conversions += readout.currents();
      additions += readout.currents();
      turns = Math.max(turns, Math.min(adc.share(), readout.currents()));
    }
    int rounds = inputs.slices();
    int addSteps = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(grid.inputTiles() - 1);
    return new Work(drives * rounds, conversions * rounds, additions * rounds, rounds, turns, addSteps);
  }
}
