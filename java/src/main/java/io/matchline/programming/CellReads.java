package io.matchline.programming;

import io.matchline.device.AnalogStates;
import io.matchline.device.TelegraphNoise;
import io.matchline.noise.CellNoiseSources;
import java.util.stream.DoubleStream;

/// What multiplications see of aged cells: conductances with the noise of each read.
///
/// G · (1 + flicker · z) · (1 − trap) + σ(G) · z′, at least 0 S, with numbers z, z′ and a state of the trap that are drawn
/// at every multiplication and hold during it.
public final class CellReads {
  private final AgedCells cells;
  private final CellNoiseSources sources;
  private final TelegraphNoise telegraph;
  private final double[] readSigmaS;
  private final double[] flickerSigma;
  private final double[] trapAmplitude;

  /// @throws IllegalArgumentException for conductances and times outside the laws of the device
  public CellReads(AgedCells cells, AnalogStates device, CellNoiseSources sources) {
    this.cells = cells;
    this.sources = sources;
    this.telegraph = device.telegraph();
    int count = cells.conductanceS().length;
    readSigmaS = new double[count];
    flickerSigma = new double[count];
    trapAmplitude = new double[count];
    double[] trapUniform = sources.trapUniforms(cells.patch());
    float[] trapNormal = sources.trapNormals(cells.patch());
    for (int i = 0; i < count; i++) {
      readSigmaS[i] = sources.settings().read() ? device.readNoise().sigmaS(cells.conductanceS()[i]) : 0;
      flickerSigma[i] = flickerSigma(device, i);
      trapAmplitude[i] = device.telegraph().amplitude(trapUniform[i], trapNormal[i]);
    }
  }

  /// Stuck cells and cells that are switched off have no flicker law.
  private double flickerSigma(AnalogStates device, int i) {
    double targetS = cells.targetS()[i];
    boolean known = sources.settings().flicker() && !cells.stuck().get(i) && device.window().contains(targetS);
    return known ? device.flicker().relativeSigma(targetS, cells.elapsedS()) : 0;
  }

  /// Conductances during one multiplication, `[rows][cells]`, S, at least 0.
  ///
  /// @param multiplication index of the multiplication, from 0
  /// @param conductanceS where they go
  /// @throws IllegalArgumentException when `conductanceS` does not have one element for each cell
  public void read(int multiplication, double[] conductanceS) {
    if (conductanceS.length != readSigmaS.length) {
      throw new IllegalArgumentException(
          "%d elements for %d cells".formatted(conductanceS.length, readSigmaS.length));
    }
    float[] readNormal = sources.readNormals(multiplication, cells.patch());
    float[] flickerNormal = sources.flickerNormals(multiplication, cells.patch());
    double[] trapState = sources.trapStates(multiplication, cells.patch());
    for (int i = 0; i < conductanceS.length; i++) {
      double slowS = cells.conductanceS()[i] * (1 + flickerSigma[i] * flickerNormal[i]);
      double trapped = telegraph.isOccupied(trapState[i]) ? trapAmplitude[i] : 0;
      conductanceS[i] = Math.max(0, slowS * (1 - trapped) + readSigmaS[i] * readNormal[i]);
    }
  }

  /// Whether the noise of every cell is normal and independent from cell to cell, so that a sum over cells may be drawn
  /// as one normal number: there are no traps.
  public boolean isNormal() {
    return DoubleStream.of(trapAmplitude).allMatch(a -> a == 0);
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
