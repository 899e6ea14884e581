package io.matchline.programming;

import io.matchline.device.CellLaws;
import io.matchline.device.FlickerLaw;
import io.matchline.noise.CellNoise;
import io.matchline.noise.CellNoiseSources;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// What multiplications, or searches, see of aged cells: conductances with the noise of each read.
///
/// G · (1 + flicker · z) · (1 − trap) + σ(G) · z′, at least 0 S, with numbers z, z′ and a state of the trap that hold during
/// a multiplication.
public final class CellReads {
  private final AgedCells cells;
  private final CellNoiseSources sources;
  private final TrapStates traps;
  private final double[] readSigmaS;
  private final double[] flickerSigma;
  private final double[] trapAmplitude;
  private final boolean reading;
  private final boolean flickering;

  /// @throws IllegalArgumentException for conductances and times outside the laws
  public CellReads(AgedCells cells, CellLaws laws, CellNoiseSources sources) {
    this.cells = cells;
    this.sources = sources;
    this.traps = new TrapStates(laws.telegraph(), sources, cells.patch());
    int count = cells.conductanceS().length;
    readSigmaS = new double[count];
    flickerSigma = new double[count];
    trapAmplitude = new double[count];
    boolean read = sources.settings().read();
    float[] fluctuation =
        read && laws.readNoise().fluctuates() ? sources.fluctuationNormals(cells.patch()) : new float[count];
    for (int i = 0; i < count; i++) {
      readSigmaS[i] = read ? laws.readNoise().sigmaS(cells.conductanceS()[i], fluctuation[i]) : 0;
      flickerSigma[i] = flickerSigma(laws, i);
    }
    if (laws.telegraph().cells() > 0) {
      double[] uniform = sources.trapUniforms(cells.patch());
      float[] normal = sources.trapNormals(cells.patch());
      Arrays.setAll(trapAmplitude, i -> laws.telegraph().amplitude(uniform[i], normal[i]));
    }
    reading = anyAbove0(readSigmaS);
    flickering = anyAbove0(flickerSigma);
  }

  private static boolean anyAbove0(double[] values) {
    return DoubleStream.of(values).anyMatch(v -> v > 0);
  }

  /// Whether reads may differ from the aged conductances.
  public static boolean noisy(CellLaws laws, CellNoise on, double elapsedS) {
    return on.read() && laws.readNoise().given() || !onlyNormal(laws, on, elapsedS);
  }

  /// Whether a read is max(0, G + σ · z) with one normal number z, G being the aged conductance and σ that of
  /// {@link #sigmaS()}: there is neither flicker nor telegraph noise.
  public static boolean onlyNormal(CellLaws laws, CellNoise on, double elapsedS) {
    boolean flickering = on.flicker() && laws.flicker() != FlickerLaw.NONE && elapsedS > 0;
    boolean trapped = on.telegraph() && laws.telegraph().cells() > 0;
    return !flickering && !trapped;
  }

  /// Stuck cells and cells that are switched off have no flicker law.
  private double flickerSigma(CellLaws laws, int i) {
    double targetS = cells.targetS()[i];
    boolean known = sources.settings().flicker() && !cells.stuck().get(i) && laws.window().contains(targetS);
    return known ? laws.flicker().relativeSigma(targetS, cells.elapsedS()) : 0;
  }

  /// Conductances during one multiplication, `[rows][cells]`, S, at least 0.
  ///
  /// @param multiplication index of the multiplication, from 0
  /// @param conductanceS where they go
  /// @throws IllegalArgumentException when `conductanceS` does not have one element for each cell
  public void read(int multiplication, double[] conductanceS) {
    read(multiplication, reading ? sources.readNormals(multiplication, cells.patch()) : null, conductanceS);
  }

  /// The same with numbers from elsewhere for the normal noise of the reads.
  ///
  /// @param readNormal one for each cell; null where the cells have no such noise
  public void read(int multiplication, float[] readNormal, double[] conductanceS) {
    if (conductanceS.length != readSigmaS.length) {
      throw new IllegalArgumentException(
          "%d elements for %d cells".formatted(conductanceS.length, readSigmaS.length));
    }
    System.arraycopy(cells.conductanceS(), 0, conductanceS, 0, conductanceS.length);
    if (flickering) {
      float[] normal = sources.flickerNormals(multiplication, cells.patch());
      for (int i = 0; i < conductanceS.length; i++) {
        conductanceS[i] *= 1 + flickerSigma[i] * normal[i];
      }
    }
    if (!isNormal()) {
      traps.at(multiplication).stream().forEach(i -> conductanceS[i] *= 1 - trapAmplitude[i]);
    }
    for (int i = 0; i < conductanceS.length; i++) {
      double readS = readNormal == null ? 0 : readSigmaS[i] * readNormal[i];
      conductanceS[i] = Math.max(0, conductanceS[i] + readS);
    }
  }

  /// Whether the noise of every cell is normal and independent from cell to cell, so that a sum over cells may be drawn
  /// as one normal number: there are no traps.
  public boolean isNormal() {
    return !anyAbove0(trapAmplitude);
  }

  /// Standard deviation of the conductance of each cell from read to read without traps, `[rows][cells]`, S. Where
  /// {@link #isNormal()}, the mean is the aged conductance but for reads that would fall below 0 S.
  public double[] sigmaS() {
    double[] sigmaS = new double[readSigmaS.length];
    for (int i = 0; i < sigmaS.length; i++) {
      double flickerS = flickerSigma[i] * cells.conductanceS()[i];
      sigmaS[i] = Math.sqrt(readSigmaS[i] * readSigmaS[i] + flickerS * flickerS);
    }
    return sigmaS;
  }
}
