package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.bindings.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Whether the address sanitizer of the profile `asan` is in force at all. The scalar kernels show it: GCC's sanitizer does
/// not see the masked loads and stores of AVX-512, which the guard pages of the C tests watch.
class OverflowTest {
  @Test
  @EnabledIfEnvironmentVariable(named = "LD_PRELOAD", matches = ".*libasan.*")
  void sanitizerStopsAnOverflow() throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-D" + NativeLibrary.OVERRIDE + "=" + System.getProperty(NativeLibrary.OVERRIDE),
                "-cp",
                System.getProperty("java.class.path"),
                Overflow.class.getName())
            .redirectErrorStream(true);
    command.environment().put("MATCHLINE_MAX_ISA", "scalar");
    Process child = command.start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertNotEquals(0, child.waitFor(), output);
    assertTrue(output.contains("AddressSanitizer: heap-buffer-overflow"), output);
    assertTrue(output.contains("ml_exp"), output);
  }
}
