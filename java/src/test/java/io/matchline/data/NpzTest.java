package io.matchline.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matchline.unit.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
  /// `numpy.savez` of `a.weight` = arange(8) − 3.5 as floats of shape (2, 1, 2, 2), `step` = array(7) and
  /// `d` = [0.1, −2.0], by NumPy 1.24.2.
  private static final String STORED =
      "UEsDBBQAAAAAAAAAIQDlRcZroAAAAKAAAAAMABQAYS53ZWlnaHQubnB5AQAQAKAAAAAAAAAAoAAAAAAAAACTTlVNUFkBAHYAeydkZXNjci"
          + "c6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMSwgMiwgMiksIH0gICAgICAgICAgICAgICAgICAgICAg"
          + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgAAYMAAACDAAADAvwAAAL8AAAA/AADAPwAAIEAAAGBAUEsDBBQAAAAAAAAAIQAjuP"
          + "BsiAAAAIgAAAAIABQAc3RlcC5ucHkBABAAiAAAAAAAAACIAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpOCcsICdmb3J0cmFuX29y"
          + "ZGVyJzogRmFsc2UsICdzaGFwZSc6ICgpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC"
          + "AgICAgICAgICAKBwAAAAAAAABQSwMEFAAAAAAAAAAhAEQ3AImQAAAAkAAAAAUAFABkLm5weQEAEACQAAAAAAAAAJAAAAAAAAAAk05VTVBZ"
          + "AQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgIC"
          + "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqamZmZmZm5PwAAAAAAAADAUEsBAhQDFAAAAAAAAAAhAOVFxmug"
          + "AAAAoAAAAAwAAAAAAAAAAAAAAIABAAAAAGEud2VpZ2h0Lm5weVBLAQIUAxQAAAAAAAAAIQAjuPBsiAAAAIgAAAAIAAAAAAAAAAAAAACAAd"
          + "4AAABzdGVwLm5weVBLAQIUAxQAAAAAAAAAIQBENwCJkAAAAJAAAAAFAAAAAAAAAAAAAACAAaABAABkLm5weVBLBQYAAAAAAwADAKMAAABn"
          + "AgAAAAA=";

  /// The same by `numpy.savez_compressed`.
  private static final String DEFLATED =
      "UEsDBBQAAAAIAAAAIQDlRcZrYwAAAKAAAAAMABQAYS53ZWlnaHQubnB5AQAQAKAAAAAAAAAAYwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXK"
          + "RupaBuk2airqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RpGOgqGOgpA0khTR6FWgQzAxcCQcICBQQGID+xnYGAAYXsgG4gVHIBy"
          + "DgBQSwMEFAAAAAgAAAAhACO48GxGAAAAiAAAAAgAFABzdGVwLm5weQEAEACIAAAAAAAAAEYAAAAAAAAAm+wX6hsQychQxlCtnpJanFykbq"
          + "WgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkamjoKtQoUAS52BggAAFBLAwQUAAAACAAAACEARDcAiU4AAACQAAAABQAU"
          + "AGQubnB5AQAQAJAAAAAAAAAATgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2ahrqOgnpZfVFKUmBefX5SSChJ3S8wpTgWKF2ckFq"
          + "QC+RpGOpo6CrUKFACuWTNBYKc9AwQcAABQSwECFAMUAAAACAAAACEA5UXGa2MAAACgAAAADAAAAAAAAAAAAAAAgAEAAAAAYS53ZWlnaHQu"
          + "bnB5UEsBAhQDFAAAAAgAAAAhACO48GxGAAAAiAAAAAgAAAAAAAAAAAAAAIABoQAAAHN0ZXAubnB5UEsBAhQDFAAAAAgAAAAhAEQ3AIlOAA"
          + "AAkAAAAAUAAAAAAAAAAAAAAIABIQEAAGQubnB5UEsFBgAAAAADAAMAowAAAKYBAAAAAA==";

  @TempDir private Path folder;

  @Test
  void readsWhatNumpyWrites() throws IOException {
    for (String file : List.of(STORED, DEFLATED)) {
      Path path = folder.resolve("numpy.npz");
      Files.write(path, Base64.getDecoder().decode(file));
      Map<String, NpyArray> arrays = Npz.read(path);
      assertEquals(List.of("a.weight", "step", "d"), List.copyOf(arrays.keySet()));
      assertArrayEquals(new int[] {2, 1, 2, 2}, arrays.get("a.weight").shape());
      for (int i = 0; i < 8; i++) {
        assertEquals(i - 3.5, arrays.get("a.weight").number(i));
      }
      assertArrayEquals(new int[0], arrays.get("step").shape());
      assertEquals(7, arrays.get("step").integer(0));
      assertEquals(0.1, arrays.get("d").number(0));
      assertArrayEquals(new float[] {0.1f, -2}, arrays.get("d").floats());
    }
  }

  @Test
  void arraysComeBackAndEqualArraysAreEqualFiles() throws IOException {
    Path one = folder.resolve("one.npz");
    Path two = folder.resolve("two.npz");
    Npz.write(one, arrays());
    Npz.write(two, arrays());
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    Map<String, NpyArray> read = Npz.read(one);
    assertEquals(arrays().keySet(), read.keySet());
    assertArrayEquals(arrays().get("w").floats(), read.get("w").floats());
    assertArrayEquals(arrays().get("w").shape(), read.get("w").shape());
    assertEquals(-3, read.get("n").integer(0));
    assertFalse(Files.exists(folder.resolve("one.npz.part")));
  }

  private static Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("w", NpyArray.of(new float[] {1, -0f, Float.NaN, 4, 5, 6, 7, 8}, 1, 2, 2, 2));
    arrays.put("n", NpyArray.of(new long[] {-3}));
    arrays.put("none", NpyArray.of(new double[0], 0, 3));
    return arrays;
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    Path path = folder.resolve("a.npz");
    Npz.write(path, arrays());
    byte[] bytes = Files.readAllBytes(path);
    bytes[130] ^= 1;
    Files.write(path, bytes);
    assertMessage("DIR/a.npz!w.npy: broken archive: the checksum is wrong", path);
  }

  @Test
  void foreignFilesAreNamed() throws IOException {
    Path path = folder.resolve("a.npz");
    assertMessage("DIR/a.npz: no such file", path);
    Files.writeString(path, "0,1,2\n");
    assertMessage("DIR/a.npz: not a readable zip archive: zip END header not found", path);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("data.pkl"));
      zip.write(1);
    }
    assertMessage("DIR/a.npz!data.pkl: not a .npy file; an .npz archive holds nothing else", path);
  }

  private void assertMessage(String expected, Path path) {
    var fault = assertThrows(InvalidInputException.class, () -> Npz.read(path));
    assertEquals(expected, fault.getMessage().replace(folder.toString(), "DIR"));
  }
}
