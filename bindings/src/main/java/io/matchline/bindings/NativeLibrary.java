package io.matchline.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;

/// Finds the shared library and loads it once into the process.
///
/// `-Dmatchline.library=/path/to/libmatchline.so` overrides the copy inside the jar.
public final class NativeLibrary {
  /// System property with the path of the library to use instead of the packaged one.
  public static final String OVERRIDE = "matchline.library";

  private static final String REMEDY =
      " Build it with `make -C native library`, point -D" + OVERRIDE + "=... to a built one, or run with --backend java.";

  private NativeLibrary() {}

  /// Loads the library if this has not happened yet.
  ///
  /// @return the file it was loaded from
  /// @throws NativeLoadException with a remedy in its message
  public static Path load() {
    try {
      return Loaded.FROM;
    } catch (ExceptionInInitializerError e) {
      throw new NativeLoadException(e.getCause().getMessage(), e.getCause());
    } catch (NoClassDefFoundError e) {
      throw new NativeLoadException("the native library failed to load earlier in this process." + REMEDY, e);
    }
  }

  /// Where the jar keeps the library of this platform, for example `META-INF/native/linux-x86_64/libmatchline.so`.
  static String resource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    return "META-INF/native/"
        + (os.startsWith("mac") ? "macos" : os)
        + "-"
        + Map.of("amd64", "x86_64", "arm64", "aarch64").getOrDefault(arch, arch)
        + "/libmatchline.so";
  }

  /// The class initializer runs once per process, which is what loading a library wants.
  private static final class Loaded {
    static final Path FROM = find();

    static {
      try {
        System.load(FROM.toString());
      } catch (UnsatisfiedLinkError e) {
        throw new NativeLoadException("cannot load " + FROM + ": " + e.getMessage() + "." + REMEDY, e);
      }
    }

    private static Path find() {
      String override = System.getProperty(OVERRIDE);
      if (override == null) {
        return extract();
      }
      Path path = Path.of(override).toAbsolutePath();
      if (!Files.isReadable(path)) {
        throw new NativeLoadException("-D" + OVERRIDE + "=" + override + " is not a readable file." + REMEDY);
      }
      return path;
    }

    private static Path extract() {
      try (InputStream packaged = NativeLibrary.class.getClassLoader().getResourceAsStream(resource())) {
        if (packaged == null) {
          throw new NativeLoadException("no native library for this platform (" + resource() + ")." + REMEDY);
        }
        Path file = Files.createTempFile("libmatchline-", ".so");
        file.toFile().deleteOnExit();
        Files.copy(packaged, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
      } catch (IOException e) {
        throw new NativeLoadException(
            "cannot extract " + resource() + " to the temporary folder: " + e.getMessage() + "." + REMEDY, e);
      }
    }
  }
}
