package io.matchline.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveTableTest {
  @TempDir private Path folder;

  private String problems(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("curves.csv"), text);
    return assertThrows(InvalidInputException.class, () -> new TableCurrent(file)).getMessage();
  }

  @Test
  void everyProblemIsNamed() throws IOException {
    assertEquals(
        """
        curves.csv:3: -1.0E-6 A at 0.1 V: the current must have the sign of the voltage
        curves.csv:4: voltage_v = NaN is not a finite number
        curves.csv:5: 2 fields, the header has 3
        curves.csv:7: a second point at 0.3 V for the state 1.0
        curves.csv:8: state = on is not a finite number
        curves.csv: the state 2.0 needs points above 0 V
        curves.csv: the current of the state 3.0 falls towards 0.2 V""",
        problems(
            """
            # measured
            state,voltage_v,current_a
            1,0.1,-1e-6
            1,NaN,1e-6
            1,0.2
            1,0.3,2e-6
            1,0.3,1e-6
            on,0.1,1e-6
            2,-0.2,-1e-6
            2,-0.1,0
            3,0.1,2e-6
            3,0.2,1e-6
            """));
  }

  @Test
  void curvesMustDiffer() throws IOException {
    String header = "state,voltage_v,current_a\n";
    assertEquals("curves.csv: 1 curves; at least 2 are needed", problems(header + "1,0.1,1e-6\n"));
    assertEquals("curves.csv: 0 curves; at least 2 are needed", problems(header));
    assertEquals(
        "curves.csv: two curves conduct the same 8.0E-6 S at 0 V",
        problems(header + "1,0.125,1e-6\n2,0.125,1e-6\n"));
    assertEquals(
        "curves.csv:1: the columns are [state, current_a]; they must be [state, voltage_v, current_a]",
        problems("state,current_a\n"));
    assertThrows(InvalidInputException.class, () -> new TableCurrent(folder.resolve("none.csv")));
  }
}
