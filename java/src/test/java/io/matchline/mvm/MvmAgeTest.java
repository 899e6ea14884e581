package io.matchline.mvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.config.ConfigReader;
import io.matchline.unit.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A multiplier is only as old as its device's ageing is known.
class MvmAgeTest {
  private static MvmSettings read(String model, String age) {
    return ConfigReader.read("mvm.yaml", "device: " + model + "\nage: " + age + "\n", MvmSettings.class);
  }

  @ParameterizedTest
  @CsvSource({"rram-wan, 3 ks", "pcm, 10 Ms", "rram-hfo2, 0 s", "ohmic, 1 Gs"})
  void knownAgesAreRead(String model, String age) {
    read(model, age);
  }

  @ParameterizedTest
  @CsvSource({
    "rram-wan, 10 ms, 'a time of 10 ms after programming is outside 1 s … 172.8 ks, where the relaxation of rram-wan is known (0 s: as programmed)'",
    "pcm, 5 s, 'a time of 5 s after programming is outside 20 s … ∞, where the drift of pcm is known (0 s: as programmed)'",
    "rram-hfo2, 1 s, 'a time of 1.0 s after programming: nothing is known about the ageing of rram-hfo2, only 0 s is'"
  })
  void unknownAgesAreFaultsOfTheFile(String model, String age, String rule) {
    var e = assertThrows(InvalidInputException.class, () -> read(model, age));
    assertEquals("mvm.yaml:1: " + rule, e.getMessage());
  }
}
