package io.matchline.programming;

import io.matchline.device.AnalogStates;
import io.matchline.device.ProgrammingLaw;
import io.matchline.device.State;
import io.matchline.kernel.Patch;
import io.matchline.noise.CellNoiseSources;
import java.util.BitSet;
import java.util.Optional;

/// One write of a patch: pulse after pulse until every cell is close enough or has had its last one.
final class Writing {
  private final AnalogStates device;
  private final WriteVerify method;
  private final CellNoiseSources sources;
  private final Patch patch;
  private final int write;
  private final double[] targetS;

  private final double[] aimS;
  private final double[] conductanceS;
  private final int[] pulses;
  private final BitSet stuck = new BitSet();
  private final BitSet missed = new BitSet();
  private final BitSet open = new BitSet();

  Writing(CellProgrammer programmer, Patch patch, double[] targetS, int write) {
    this.device = programmer.device();
    this.method = programmer.method();
    this.sources = programmer.sources();
    this.patch = patch;
    this.write = write;
    this.targetS = targetS;
    this.aimS = targetS.clone();
    this.conductanceS = new double[targetS.length];
    this.pulses = new int[targetS.length];
  }

  ProgrammedCells run() {
    open.set(0, targetS.length);
    setStuckCells();
    float[] deviceNormal = sources.deviceNormals(patch);
    for (int pulse = 0; pulse < method.pulses() && !open.isEmpty(); pulse++) {
      pulse(method.event(write, pulse), deviceNormal);
    }
    if (method.verifies()) {
      missed.or(open);
    }
    boolean scattered = sources.settings().programming() && !method.verifies();
    return new ProgrammedCells(
        patch,
        targetS,
        conductanceS,
        pulses,
        stuck,
        missed,
        scattered ? device::programmingSigmaS : ProgrammingLaw.NONE);
  }

  /// A stuck cell gets all pulses unless it happens to be close enough.
  private void setStuckCells() {
    double[] uniform = sources.stuckUniforms(patch);
    for (int i = 0; i < uniform.length; i++) {
      Optional<State> state = device.variation().stuckAt(uniform[i]);
      if (state.isPresent()) {
        conductanceS[i] = device.stuckS(state.get());
        boolean close = isClose(i);
        pulses[i] = close ? 1 : method.pulses();
        stuck.set(i);
        missed.set(i, method.verifies() && !close);
        open.clear(i);
      }
    }
  }

  private void pulse(int event, float[] deviceNormal) {
    float[] cycleNormal = sources.cycleNormals(event, patch);
    float[] programmingNormal = sources.programmingNormals(event, patch);
    for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
      conductanceS[i] =
          device.writtenS(aimS[i], targetS[i], deviceNormal[i], cycleNormal[i], programmingNormal[i]);
      pulses[i]++;
      if (method.verifies() && isClose(i)) {
        open.clear(i);
      } else {
        aimS[i] = Math.max(0, aimS[i] + method.correction() * (targetS[i] - conductanceS[i]));
      }
    }
  }

  private boolean isClose(int i) {
    return Math.abs(conductanceS[i] - targetS[i]) <= method.toleranceS();
  }
}
