package io.matchline.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.kernel.SenseEnd;
import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The designs of the shipped transistor models, and how a wrong one is answered.
class TransistorLineTest {
  private static final Path MODELS = Path.of("../spice-models");

  private static TransistorLineModel model(String name) {
    return (TransistorLineModel) SpiceModel.named(MODELS, name);
  }

  @Test
  void theDesignsSpanWhatTheyClaim() {
    List<LineDesign> designs = Stream.of("transistor-2t2r", "transistor-2fefet", "transistor-16t")
        .flatMap(name -> model(name).designs().stream())
        .map(DesignLines::design)
        .toList();
    assertEquals(94, designs.size());
    for (int cells : new int[] {16, 32, 64, 128, 256}) {
      assertTrue(designs.stream().filter(d -> d.line().cells() == cells).count() >= 6, cells + " cells");
    }
    assertTrue(designs.stream().anyMatch(d -> d.line().wireResistanceOhm() < 0.7));
    assertTrue(designs.stream().anyMatch(d -> d.line().wireResistanceOhm() > 18));
    for (SenseEnd end : SenseEnd.values()) {
      assertTrue(designs.stream().filter(d -> d.line().sense() == end).count() > 20, end.toString());
    }
  }

  /// The level claims nothing about crossings before the search lines have risen.
  @Test
  void everyCrossingComesAfterTheRise() {
    for (String name : List.of("transistor-2t2r", "transistor-2fefet", "transistor-16t")) {
      Map<String, LineDesign> designs =
          model(name).designs().stream()
              .map(DesignLines::design)
              .collect(Collectors.toMap(LineDesign::name, Function.identity()));
      for (ReferencePoint p : model(name).table().points()) {
        double riseS = designs.get(p.point().id().split("-")[0]).riseS();
        assertTrue(p.point().quantity() != Quantity.CROSSING_S || p.value() >= riseS, name + " " + p);
      }
    }
  }

  @Test
  void everyProblemOfADesignIsListed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("designs.csv");
    List<String> shipped = Files.readAllLines(MODELS.resolve("transistor-2t2r/designs.csv"));
    String[] fields = shipped.get(1).split(",");
    List<String> header = List.of(shipped.getFirst().split(","));
    fields[header.indexOf("cells")] = "1.5";
    fields[header.indexOf("sense")] = "middle";
    fields[header.indexOf("lines")] = "1@nere 4far";
    fields[header.indexOf("lrs_ohm")] = "0";
    fields[header.indexOf("rise_s")] = "";
    Files.writeString(file, shipped.getFirst() + "\n" + String.join(",", fields) + "\n");
    var problem = assertThrows(
        InvalidInputException.class, () -> DesignReader.read(file, TransistorCellKind.RESISTIVE));
    assertEquals(
        """
        designs.csv:2: cells = 1.5 is not a whole number of 1 … 4096
        designs.csv:2: sense = middle is neither near nor far
        designs.csv:2: rise_s is empty; every design needs it
        designs.csv:2: lrs_ohm = 0 is not above 0
        designs.csv:2: lines = 1@nere has an unknown place; the nearest known one is near
        designs.csv:2: lines = 4far is not mismatches@place, for example 4@far""",
        problem.getMessage());
  }

  @Test
  void mismatchesSitWhereTheyShould() {
    assertEquals("11000000", MismatchPlace.NEAR.pattern(8, 2, 1, 0));
    assertEquals("00011000", MismatchPlace.MIDDLE.pattern(8, 2, 1, 0));
    assertEquals("00000011", MismatchPlace.FAR.pattern(8, 2, 1, 0));
    assertEquals("00100010", MismatchPlace.SPREAD.pattern(8, 2, 1, 0));
    String random = MismatchPlace.RANDOM.pattern(256, 7, 1, 0);
    assertEquals(7, random.chars().filter(c -> c == '1').count());
    assertEquals(random, MismatchPlace.RANDOM.pattern(256, 7, 1, 0));
    assertTrue(!random.equals(MismatchPlace.RANDOM.pattern(256, 7, 2, 0)));
  }
}
