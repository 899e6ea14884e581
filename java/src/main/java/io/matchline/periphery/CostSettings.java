package io.matchline.periphery;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import io.matchline.unit.Unit;

/// What the parts around the array cost. The array's own energy comes from the solved currents.
@Named(value = "cost", doc = "time and energy of the periphery")
public record CostSettings(
    @Param(doc = "time for which the rows are driven in a round", unit = Unit.SECOND, min = 0, max = 1,
            standard = "100 ns", source = "the cycle of ISAAC (Shafiee et al., ISCA 2016)")
        double readTimeS,
    @Param(doc = "energy of a row converter for one voltage", unit = Unit.JOULE, min = 0, max = 1,
            standard = "0.39 pJ", source = "ISAAC: 4 mW of 8 × 128 one-bit converters, 100 ns each")
        double dacEnergyJ,
    @Param(doc = "energy of a column converter for one conversion, over the number of its codes", unit = Unit.JOULE,
            min = 0, max = 1, standard = "6.51 fJ", source = "ISAAC: 16 mW of 8 eight-bit converters at 1.2 GS/s")
        double adcCodeEnergyJ,
    @Param(doc = "time of a conversion", unit = Unit.SECOND, min = 0, max = 1, standard = "0.833 ns",
            source = "ISAAC: 1.2 GS/s")
        double adcTimeS,
    @Param(doc = "energy of a shift-and-add", unit = Unit.JOULE, min = 0, max = 1, standard = "21 fJ",
            source = "ISAAC: 0.2 mW of the four units beside 8 converters at 1.2 GS/s")
        double addEnergyJ,
    @Param(doc = "time of a shift-and-add", unit = Unit.SECOND, min = 0, max = 1, standard = "1 ns",
            source = "our choice")
        double addTimeS) {
  /// Cost of one multiplication of a vector.
  ///
  /// @param arrayPowerW power that the rows deliver into the array, summed over rounds, W
  /// @param adcBits 0: converters without codes, which are free
  public Cost cost(Work work, double arrayPowerW, int adcBits) {
    double codes = adcBits == 0 ? 0 : 1 << adcBits;
    double roundS = readTimeS + work.turns() * adcTimeS;
    return new Cost(
        arrayPowerW * readTimeS,
        work.drives() * dacEnergyJ,
        work.conversions() * codes * adcCodeEnergyJ,
        work.additions() * addEnergyJ,
        work.rounds() * roundS + work.addSteps() * addTimeS);
  }
}
