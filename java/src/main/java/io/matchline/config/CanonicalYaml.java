package io.matchline.config;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Writes bound records back as YAML: every key, also those left at their standard value, in the order of the records,
/// numbers in the plain SI unit. Equal configurations give equal text, and {@link ConfigReader} reads it back to equal
/// records.
public final class CanonicalYaml {
  private final Path folder;
  private final StringBuilder out = new StringBuilder();

  private CanonicalYaml(Path folder) {
    this.folder = folder;
  }

  /// @param type what the configuration was bound to
  /// @param folder what file names are written relative to: that of the configuration file
  public static <T> String of(Class<T> type, T config, Path folder) {
    CanonicalYaml yaml = new CanonicalYaml(folder);
    yaml.block(Schema.of(type), config, "");
    return yaml.out.toString();
  }

  /// SHA-256 of a canonical text, in 64 lower-case hexadecimal digits.
  public static String hash(String canonical) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void block(Kind kind, Object value, String indent) {
    if (kind instanceof Kind.Choice choice) {
      out.append(indent).append(choice.key()).append(": ").append(quoted(chosen(choice, value).name())).append('\n');
    }
    for (Key key : blockOf(kind, value).keys()) {
      Object part = read(key, value);
      out.append(indent).append(key.name()).append(':');
      if (isBlock(key.kind()) && !isEmpty(key.kind())) {
        out.append('\n');
        block(key.kind(), part, indent + "  ");
      } else {
        out.append(' ').append(flow(key.kind(), part)).append('\n');
      }
    }
  }

  private String flow(Kind kind, Object value) {
    return switch (kind) {
      case Kind.Real _, Kind.Whole _, Kind.Toggle _ -> value.toString();
      case Kind.Text _ -> quoted((String) value);
      case Kind.FilePath _ -> quoted(relative((Path) value));
      case Kind.Word word -> quoted(word.words().get(((Enum<?>) value).ordinal()));
      case Kind.Many many ->
          ((List<?>) value).stream().map(item -> flow(many.element(), item)).collect(joining(", ", "[", "]"));
      case Kind.Nested _, Kind.Choice _ -> flowBlock(kind, value);
    };
  }

  private String flowBlock(Kind kind, Object value) {
    String name = kind instanceof Kind.Choice choice ? choice.key() + ": " + quoted(chosen(choice, value).name()) : "";
    String keys = blockOf(kind, value).keys().stream()
        .map(key -> key.name() + ": " + flow(key.kind(), read(key, value)))
        .collect(joining(", "));
    return "{" + name + (name.isEmpty() || keys.isEmpty() ? "" : ", ") + keys + "}";
  }

  private String relative(Path file) {
    boolean comparable = file.isAbsolute() == folder.isAbsolute();
    Path written = comparable && file.startsWith(folder) ? folder.relativize(file) : file;
    return written.toString().replace('\\', '/');
  }

  private static boolean isBlock(Kind kind) {
    return kind instanceof Kind.Nested || kind instanceof Kind.Choice;
  }

  private static boolean isEmpty(Kind kind) {
    return kind instanceof Kind.Nested nested && nested.block().keys().isEmpty();
  }

  private static Block blockOf(Kind kind, Object value) {
    return switch (kind) {
      case Kind.Nested nested -> nested.block();
      case Kind.Choice choice -> chosen(choice, value);
      default -> throw new IllegalStateException(kind + " is not a block");
    };
  }

  private static Block chosen(Kind.Choice choice, Object value) {
    return choice.alternatives().stream().filter(block -> block.type() == value.getClass()).findFirst().orElseThrow();
  }

  private static Object read(Key key, Object owner) {
    try {
      Method accessor = key.component().getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + key.name(), e);
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c >= 0xfeff) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
