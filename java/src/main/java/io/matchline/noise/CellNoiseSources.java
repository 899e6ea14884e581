package io.matchline.noise;

import io.matchline.kernel.Patch;

/// The noise of the analog cells of one array, drawn as its settings say. A source that is off gives the numbers that
/// change nothing: 0 for a normal one, 1 for a uniform one.
///
/// Patches are (row, cell), global indices. Results are `[rows][cells]`.
///
/// @param array number of the array, 0 … 2²⁴−1
public record CellNoiseSources(CellNoise settings, NoiseFields fields, int array) {
  /// Numbers of the devices, the same at every write.
  public float[] deviceNormals(Patch cells) {
    return draws().normals(settings.deviceSpread(), NoiseStream.DEVICE_SPREAD, 0, cells);
  }

  /// Numbers of one pulse for the log-normal spread.
  public float[] cycleNormals(int pulse, Patch cells) {
    return draws().normals(settings.cycleSpread(), NoiseStream.CYCLE_SPREAD, pulse, cells);
  }

  /// Numbers of one pulse for the spread around the target.
  public float[] programmingNormals(int pulse, Patch cells) {
    return draws().normals(settings.programming(), NoiseStream.PROGRAMMING, pulse, cells);
  }

  /// Uniform numbers that select stuck cells.
  public double[] stuckUniforms(Patch cells) {
    return draws().uniforms(settings.stuckAt(), NoiseStream.STUCK_AT, 0, cells);
  }

  /// Numbers of the cells for drift or relaxation, the same at every time.
  public float[] ageingNormals(Patch cells) {
    return draws().normals(settings.ageing(), NoiseStream.AGEING, 0, cells);
  }

  /// Numbers of one multiplication for the noise of reads.
  public float[] readNormals(int multiplication, Patch cells) {
    return draws().normals(settings.read(), NoiseStream.READ, multiplication, cells);
  }

  /// Numbers of the cells for how much their reads fluctuate, the same at every read.
  public float[] fluctuationNormals(Patch cells) {
    return draws().normals(settings.read(), NoiseStream.FLUCTUATION, 0, cells);
  }

  /// Numbers of one multiplication for flicker noise.
  public float[] flickerNormals(int multiplication, Patch cells) {
    return draws().normals(settings.flicker(), NoiseStream.FLICKER, multiplication, cells);
  }

  /// Uniform numbers that select the cells with a trap.
  public double[] trapUniforms(Patch cells) {
    return draws().uniforms(settings.telegraph(), NoiseStream.TELEGRAPH_TRAP, 0, cells);
  }

  /// Numbers of the cells for the amplitudes of their traps.
  public float[] trapNormals(Patch cells) {
    return draws().normals(settings.telegraph(), NoiseStream.TELEGRAPH_AMPLITUDE, 0, cells);
  }

  /// Uniform numbers of one multiplication that say whose trap is occupied.
  public double[] trapStates(int multiplication, Patch cells) {
    return draws().uniforms(settings.telegraph(), NoiseStream.TELEGRAPH_STATE, multiplication, cells);
  }

  private SwitchedDraws draws() {
    return new SwitchedDraws(fields, array);
  }
}
