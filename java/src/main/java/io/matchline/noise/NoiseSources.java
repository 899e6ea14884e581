package io.matchline.noise;

import io.matchline.kernel.Patch;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The noise of one array, drawn as its settings say. A source that is off gives the numbers that change nothing.
///
/// Patches of devices are (row, cell), patches of sense amplifiers (row, column tile), all global indices. Results are
/// `[rows][cells]`.
///
/// @param array number of the array, 0 … 2²⁴−1
public record NoiseSources(NoiseSettings settings, NoiseFields fields, int array) {
  /// Numbers of the devices for ageing and the noise of reads; event = index of the search.
  public CellNoiseSources cells() {
    return new CellNoiseSources(settings.cells(), fields, array);
  }

  /// Numbers for the noise of the reads of one search, one for each cell, `[cells][rows]`; 0 when off.
  ///
  /// @param cells rows and cells of words
  public float[] readNormals(int search, Patch cells) {
    return draws().normals(settings.read(), NoiseStream.SEARCH_READ, search, turned(cells));
  }

  /// The same, drawn whether on or off, into an off-heap segment of floats whose cells are `stride` elements apart.
  public void readNormals(int search, Patch cells, MemorySegment out, long stride) {
    fields.normals(NoiseStream.SEARCH_READ, array, search, turned(cells), out, stride);
  }

  private static Patch turned(Patch cells) {
    return new Patch(cells.cellBegin(), cells.cells(), cells.rowBegin(), cells.rows());
  }

  /// Device-to-device normal numbers; 0 when off.
  public float[] deviceNormals(Patch devices) {
    return normals(settings.deviceSpread(), NoiseStream.DEVICE_SPREAD, 0, devices);
  }

  /// Cycle-to-cycle normal numbers of one write; 0 when off.
  public float[] cycleNormals(int write, Patch devices) {
    return normals(settings.cycleSpread(), NoiseStream.CYCLE_SPREAD, write, devices);
  }

  /// Uniform numbers that select stuck devices; 1, which selects none, when off.
  public double[] stuckUniforms(Patch devices) {
    return draws().uniforms(settings.stuckAt(), NoiseStream.STUCK_AT, 0, devices);
  }

  /// Thermal noise at the strobe of one search, V.
  ///
  /// @param nodeF capacitance of the sense node, F
  /// @param totalF capacitance of the whole line, F
  /// @param fallenV by how much the line of each amplifier has fallen, V
  public double[] thermalV(int search, Patch amplifiers, double nodeF, double totalF, double[] fallenV) {
    float[] normal = normals(settings.thermal(), NoiseStream.THERMAL, search, amplifiers);
    double[] noise = new double[normal.length];
    Arrays.setAll(noise, i -> thermalSigmaV(nodeF, totalF, fallenV[i]) * normal[i]);
    return noise;
  }

  /// Standard deviation of the thermal noise, V; 0 when off.
  ///
  /// @param fallenV by how much the line has fallen, V
  public double thermalSigmaV(double nodeF, double totalF, double fallenV) {
    return settings.thermalNoise().sigmaV(nodeF, totalF, fallenV);
  }

  /// Offsets of the sense amplifiers, V, the same at every search; 0 when off.
  public double[] offsetV(double sigmaV, Patch amplifiers) {
    return scaled(settings.senseOffset() ? sigmaV : 0, NoiseStream.SENSE_OFFSET, 0, amplifiers);
  }

  /// Offsets of the converters of match lines, V, the same at every search; 0 when off.
  public double[] converterOffsetV(double sigmaV, Patch converters) {
    return scaled(settings.converterOffset() ? sigmaV : 0, NoiseStream.CONVERTER_OFFSET, 0, converters);
  }

  /// Deviations of the strobe of one search from its nominal time, s; 0 when off.
  public double[] jitterS(double sigmaS, int search, Patch amplifiers) {
    return scaled(settings.strobeJitter() ? sigmaS : 0, NoiseStream.STROBE_JITTER, search, amplifiers);
  }

  private double[] scaled(double sigma, NoiseStream stream, int event, Patch patch) {
    float[] normal = normals(sigma > 0, stream, event, patch);
    double[] value = new double[normal.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = sigma * normal[i];
    }
    return value;
  }

  private float[] normals(boolean on, NoiseStream stream, int event, Patch patch) {
    return draws().normals(on, stream, event, patch);
  }

  private SwitchedDraws draws() {
    return new SwitchedDraws(fields, array);
  }
}
