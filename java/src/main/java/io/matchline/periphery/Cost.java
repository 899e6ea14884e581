package io.matchline.periphery;

/// Energy and latency of one multiplication of a vector.
///
/// @param arrayEnergyJ of the cells and wires: ∫ Σ V·I of the row terminals dt, J
/// @param dacEnergyJ of the row converters, J
/// @param adcEnergyJ of the column converters, J
/// @param addEnergyJ of shift-and-add, J
/// @param latencyS from the first row voltage to the last sum, s; tiles work at once
public record Cost(double arrayEnergyJ, double dacEnergyJ, double adcEnergyJ, double addEnergyJ, double latencyS) {
  public double energyJ() {
    return arrayEnergyJ + dacEnergyJ + adcEnergyJ + addEnergyJ;
  }
}
