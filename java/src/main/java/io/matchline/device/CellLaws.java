package io.matchline.device;

/// What happens to the conductance of a programmed cell: it ages, and every read of it is noisy.
///
/// @param window targets for which the laws of programming, ageing and flicker noise are known; other cells have none
/// @param ageing drift or relaxation
/// @param flicker slow noise of reads
/// @param readNoise normal noise of reads
/// @param telegraph random telegraph noise of reads
public record CellLaws(
    ConductanceWindow window, Ageing ageing, FlickerLaw flicker, ReadNoise readNoise, TelegraphNoise telegraph) {
  private static final ConductanceWindow ANY = new ConductanceWindow(0, 1);

  /// Laws of a device without a window and without flicker noise.
  static CellLaws of(Ageing ageing, ReadNoise readNoise, TelegraphNoise telegraph) {
    return new CellLaws(ANY, ageing, FlickerLaw.NONE, readNoise, telegraph);
  }
}
