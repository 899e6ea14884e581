package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matchline.bindings.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The sanitizer really watches the kernels that Java calls. Runs in the Maven profile asan.
@EnabledIfEnvironmentVariable(named = "ASAN_OPTIONS", matches = ".+", disabledReason = "runs with -Pasan")
class AsanTest {
  @Test
  void anOverflowInAKernelIsReported() throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-D" + NativeLibrary.OVERRIDE + "=" + System.getProperty(NativeLibrary.OVERRIDE),
                "-cp",
                System.getProperty("java.class.path"),
                AsanProbe.class.getName())
            .redirectErrorStream(true);
    // The sanitizer does not see masked 512-bit stores; the guard pages of the C tests do.
    command.environment().put("MATCHLINE_MAX_ISA", "scalar");
    Process probe = command.start();
    String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertNotEquals(0, probe.waitFor(), output);
    assertTrue(output.contains("AddressSanitizer: heap-buffer-overflow"), output);
    assertTrue(output.contains("ml_exp"), output);
  }
}
