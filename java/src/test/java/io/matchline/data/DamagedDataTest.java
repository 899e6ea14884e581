package io.matchline.data;

import io.matchline.unit.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Binary data files damaged at random.
class DamagedDataTest {
  private static final int ROUNDS = 400;

  @TempDir private Path folder;
  private final Mutations mutations = new Mutations(4);

  @Test
  void npy() throws IOException {
    Path path = folder.resolve("a.npy");
    Npy.write(path, new NpyArray(NpyArray.Type.U1, new int[] {2, 3}, ByteBuffer.allocate(6)));
    byte[] bytes = Files.readAllBytes(path);
    Npy.write(path, new NpyArray(NpyArray.Type.F8, new int[] {4}, ByteBuffer.allocate(32)));
    mutations.run(List.of(bytes, Files.readAllBytes(path)), ROUNDS, path, Npy::read);
  }

  @Test
  void idx() throws IOException {
    Path path = Samples.idx(folder.resolve("a.gz"), 0x803, new int[] {2, 3, 4}, new byte[24]);
    byte[] zipped = Files.readAllBytes(path);
    mutations.run(List.of(zipped), ROUNDS, path, file -> IdxFile.read(file, 3));
    byte[] plain = ByteBuffer.allocate(16 + 24).putInt(0x803).putInt(2).putInt(3).putInt(4).array();
    mutations.run(List.of(plain), ROUNDS, path, file -> {
      byte[] damaged = Files.readAllBytes(file);
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(damaged);
      }
      IdxFile.read(file, 3);
    });
  }

  @Test
  void png() throws IOException {
    mutations.run(List.of(Samples.png(9, 5, 3, 17)), ROUNDS, folder.resolve("a.png"),
        file -> PngFile.read(Files.readAllBytes(file), "a.png"));
  }

  @Test
  void zip() throws IOException {
    byte[] drawing = Samples.png(Omniglot.SIDE, Omniglot.SIDE, 7);
    Path path = Samples.zip(
        folder.resolve("omniglot/images_evaluation.zip"),
        Map.of("images_evaluation/A/character01/1_01.png", drawing));
    mutations.run(List.of(Files.readAllBytes(path)), ROUNDS, path,
        file -> Omniglot.load(Samples.folder(folder), Omniglot.Part.EVALUATION));
  }
}
