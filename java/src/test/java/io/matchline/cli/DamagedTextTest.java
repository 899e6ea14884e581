package io.matchline.cli;

import io.matchline.config.Document;
import io.matchline.data.MatrixFile;
import io.matchline.data.MatrixRule;
import io.matchline.data.Npy;
import io.matchline.data.NpyArray;
import io.matchline.experiment.Experiment;
import io.matchline.tcam.DischargeCases;
import io.matchline.tcam.Level;
import io.matchline.unit.Mutations;
import io.matchline.unit.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Configurations, tables and words damaged at random.
class DamagedTextTest {
  private static final int ROUNDS = 200;

  @TempDir private Path folder;
  private final Mutations mutations = new Mutations(3);

  private static List<byte[]> files(Path folder, String end) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(end)).sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void configurations() throws IOException {
    mutations.run(files(Path.of("../examples"), ".yaml"), ROUNDS, folder.resolve("a.yaml"),
        file -> Document.read(file).variants(Experiment.class));
  }

  @Test
  void dischargeTables() throws IOException {
    byte[] table = utf8("""
        # cases
        sense,id,precharge_v,conductances_s,times_s,levels_v,wire_resistance_ohm,near_capacitance_f,cell_capacitance_f,wire_capacitance_f,cell_table
        far,"a,b",0.9,1e-4 2e-6  3E-6,1e-10,,0,3.6e-15,,2e-16,
        """);
    List<byte[]> tables = new ArrayList<>(files(Path.of("src/test/resources/bad/discharge"), ".csv"));
    tables.add(table);
    for (Level level : Level.values()) {
      mutations.run(tables, ROUNDS / 30, folder.resolve("a.csv"), file -> DischargeCases.read(file, level));
    }
  }

  @Test
  void words() throws IOException {
    List<byte[]> words = List.of(utf8("# words\n01X10\n1*xX0\n"), utf8("0,1,X,1\n1,1,0,0\n"));
    mutations.run(words, ROUNDS * 3, folder.resolve("a.txt"), WordFile::read);
  }

  @Test
  void wordArrays() throws IOException {
    Path path = folder.resolve("a.npy");
    Npy.write(path, new NpyArray(NpyArray.Type.U1, new int[] {2, 3}, ByteBuffer.allocate(6)));
    byte[] bits = Files.readAllBytes(path);
    Npy.write(path, new NpyArray(NpyArray.Type.F4, new int[] {2, 3}, ByteBuffer.allocate(24)));
    mutations.run(List.of(bits, Files.readAllBytes(path)), ROUNDS * 3, path, WordFile::read);
  }

  @Test
  void matrices() throws IOException {
    MatrixRule rule = new MatrixRule("conductance", Unit.SIEMENS, false, 5, 4);
    List<byte[]> matrices = List.of(utf8("# S\n1e-4,2E-6\n0,.5\n"), utf8("1\n\n3.\n"));
    mutations.run(matrices, ROUNDS * 3, folder.resolve("a.csv"), file -> MatrixFile.read(file, rule));
    Path path = folder.resolve("a.npy");
    Npy.write(path, NpyArray.of(new double[] {0, 1e-4, 2, 3, 4, 5}, 2, 3));
    mutations.run(List.of(Files.readAllBytes(path)), ROUNDS * 3, path, file -> MatrixFile.read(file, rule));
  }
}
