package io.matchline.bindings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.bindings.generated.MatchlineH;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The generated bindings, the header they were made from and the library belong together. No jextract is needed here.
class DriftTest {
  private static final Path HEADER = Path.of("../native/include/matchline.h");

  @Test
  void headerIsTheOneTheBindingsWereGeneratedFrom() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(HEADER));
    assertEquals(
        Files.readString(Path.of("src/generated/matchline.h.sha256")).strip(),
        HexFormat.of().formatHex(digest),
        "matchline.h changed: regenerate the bindings with ./mvnw -N -Pjextract generate-sources");
  }

  @Test
  void everyFunctionAndStructOfTheHeaderIsIncluded() throws IOException {
    String header = Files.readString(HEADER);
    String arguments = Files.readString(Path.of("jextract.args"));
    assertEquals(names(header, "ML_API \\w+ (ml_\\w+)\\("), names(arguments, "--include-function (\\w+)"));
    assertEquals(names(header, "typedef struct (ml_\\w+) \\{"), names(arguments, "--include-struct (\\w+)"));
    assertEquals(names(header, "#define (ML_\\w+) [-0-9]"), names(arguments, "--include-constant (\\w+)"));
  }

  private static TreeSet<String> names(String text, String pattern) {
    TreeSet<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(match -> found.add(match.group(1)));
    assertTrue(!found.isEmpty(), pattern);
    return found;
  }

  @Test
  void bothWaysOfCallingPassTheHandshake() {
    for (NativeCalls calls : List.of(FfmCalls.load(), JnaCalls.load())) {
      assertEquals(MatchlineH.ML_ABI_VERSION(), calls.abiVersion());
      assertEquals(-1, calls.layout(Handshake.expected().size()));
      assertEquals(-1, calls.layout(-1));
    }
  }

  @Test
  void anotherAbiVersionIsRefusedWithTheRemedy() {
    NativeLoadException refused =
        assertThrows(NativeLoadException.class, () -> Handshake.check(MatchlineH.ML_ABI_VERSION() + 1, table(Handshake.expected())));
    assertTrue(refused.getMessage().contains("./mvnw package"), refused.getMessage());
  }

  private static IntUnaryOperator table(List<Integer> entries) {
    return index -> index < entries.size() ? entries.get(index) : -1;
  }

  @Test
  void aDriftedStructIsRefused() {
    List<Integer> drifted = new ArrayList<>(Handshake.expected());
    drifted.set(1, drifted.get(1) + 4);
    assertThrows(NativeLoadException.class, () -> Handshake.check(MatchlineH.ML_ABI_VERSION(), table(drifted)));
    List<Integer> longer = new ArrayList<>(Handshake.expected());
    longer.add(8);
    assertThrows(NativeLoadException.class, () -> Handshake.check(MatchlineH.ML_ABI_VERSION(), table(longer)));
  }
}
