package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDeviceTest {
  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("device.csv"), List.of(lines));
  }

  private static TableDevice device(Path table) {
    return new TableDevice(table, 0.1, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE);
  }

  private void assertProblems(String wanted, String... lines) throws IOException {
    Path table = file(lines);
    var e = assertThrows(InvalidInputException.class, () -> device(table));
    assertEquals(wanted, e.getMessage().replace(table.toString(), "device.csv"));
  }

  @Test
  void conductancesAreTaken() throws IOException {
    TableDevice device = device(file("# measured", "state,conductance_s", "lrs, 1.1e-4", "hrs,2e-6"));
    assertEquals(1.1e-4, device.nominalS(State.LRS));
    assertEquals(2e-6, device.nominalS(State.HRS));
  }

  /// The current is linear between the points: 15 µA at 0.1 V, so 150 µS; 60 µA at 0.3 V, so 200 µS.
  @Test
  void curvesAreReadAtTheReadVoltage() throws IOException {
    Path table =
        file("state,voltage_v,current_a", "hrs,0.1,1e-7", "lrs,0.2,3e-5", "lrs,0,0", "lrs,0.4,9e-5", "hrs,0.4,1e-6");
    assertEquals(1.5e-4, device(table).nominalS(State.LRS), 1e-18);
    assertEquals(1e-6, device(table).nominalS(State.HRS), 1e-20);
    assertEquals(2e-4, new TableDevice(table, 0.3, 0, 0, 0, 0, ReadNoise.NONE, TelegraphNoise.NONE).nominalS(State.LRS), 1e-18);
  }

  @Test
  void allProblemsAreReportedWithTheirLines() throws IOException {
    assertProblems(
        """
        device.csv:2: state = on is neither lrs nor hrs
        device.csv:3: conductance_s = high is not a finite number
        device.csv:4: conductance_s = NaN is not a finite number
        device.csv:5: 3 fields, the header has 2
        device.csv:7: a second line for hrs
        device.csv: no valid line for the state lrs""",
        "state,conductance_s", "on,1e-4", "lrs,high", "lrs,NaN", "lrs,1,2", "hrs,1e-6", "hrs,1e-6");
  }

  @Test
  void problemsOfCurvesAreReportedToo() throws IOException {
    assertProblems(
        """
        device.csv:4: a second point at 0.2 V for lrs
        device.csv:5: current_a = (empty) is not a finite number
        device.csv: read = 0.1 V is outside the points of lrs, 0.2 … 0.3 V
        device.csv: hrs conducts -1.0E-6 S, which is not above 0 S""",
        "state,voltage_v,current_a", "lrs,0.2,1e-5", "lrs,0.3,1e-5", "lrs,0.2,1e-5", "lrs,0.1,", "hrs,0.1,-1e-7");
  }

  @Test
  void filesThatAreNoTablesAreRejected() throws IOException {
    assertProblems(
        "device.csv:1: the columns are [g]; they must be [state, conductance_s] or [state, voltage_v, current_a]", "g");
    assertProblems(
        "device.csv: lrs conducts 1.0E-6 S, which is not above the 1.0E-4 S of hrs",
        "state,conductance_s", "lrs,1e-6", "hrs,1e-4");
    Path missing = folder.resolve("none.csv");
    var e = assertThrows(InvalidInputException.class, () -> device(missing));
    assertEquals(missing + ": no such file", e.getMessage());
    Path binary = Files.write(folder.resolve("b.csv"), new byte[] {(byte) 0xc3, 0x28, 0, (byte) 0x80, 10});
    assertThrows(InvalidInputException.class, () -> device(binary));
    Path empty = Files.write(folder.resolve("e.csv"), new byte[0]);
    assertThrows(InvalidInputException.class, () -> device(empty));
  }
}
