package io.matchline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Every way to run the kernels on this machine: {FFM, JNA} × {levels of the processor}, and the Java twins.
public final class KernelVariants {
  private KernelVariants() {}

  /// What to do with one variant; `name` is for messages, for example `jna/avx2`.
  @FunctionalInterface
  public interface Check {
    void run(String name, Kernels kernels);
  }

  /// Runs `check` on every variant, one after the other. The level is process-wide: it is put back afterwards, and
  /// nothing else may run kernels meanwhile.
  public static void forEach(Check check) {
    for (Backend backend : List.of(Backend.FFM, Backend.JNA)) {
      NativeKernels kernels = (NativeKernels) Backends.open(backend);
      CpuLevel before = kernels.level();
      try {
        for (CpuLevel level : CpuLevel.values()) {
          if (kernels.capLevel(level) == level) {
            check.run(backend.key() + "/" + level.key(), kernels);
          }
        }
      } finally {
        kernels.capLevel(before);
      }
    }
    check.run(Backend.JAVA.key(), Backends.open(Backend.JAVA));
  }

  /// A digest for the outputs of one variant.
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Compares a digest with `golden/<stem>.sha256` among the test resources.
  public static void assertGolden(String stem, String variant, MessageDigest digest) {
    assertEquals(golden(stem), HexFormat.of().formatHex(digest.digest()), stem + " of " + variant);
  }

  private static String golden(String stem) {
    String path = "/golden/" + stem + ".sha256";
    try (InputStream in = KernelVariants.class.getResourceAsStream(path)) {
      assertNotNull(in, path + " is missing");
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
