package io.matchline.config;

import io.matchline.unit.Named;
import io.matchline.unit.Param;
import java.lang.reflect.RecordComponent;
import java.util.Locale;

/// How Java names are written in a file.
final class Names {
  private Names() {}

  /// `stuckLrs` is `stuck-lrs`, `RramHfo2` is `rram-hfo2`, `ADCBits` is `adc-bits`.
  static String kebab(String camel) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      boolean afterLower = i > 0 && !Character.isUpperCase(camel.charAt(i - 1));
      boolean beforeLower = i + 1 < camel.length() && Character.isLowerCase(camel.charAt(i + 1));
      if (i > 0 && Character.isUpperCase(c) && (afterLower || beforeLower)) {
        out.append('-');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  static String key(RecordComponent component, Param param) {
    return param.key().isEmpty() ? kebab(withoutUnit(component.getName(), param.unit().nameSuffix())) : param.key();
  }

  static String block(Class<?> type) {
    Named named = type.getAnnotation(Named.class);
    return named == null ? kebab(type.getSimpleName()) : named.value();
  }

  static String word(Enum<?> constant) {
    try {
      Named named = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Named.class);
      return named == null ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-') : named.value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String withoutUnit(String name, String suffix) {
    int stem = name.length() - suffix.length();
    boolean ends = !suffix.isEmpty() && stem > 0 && name.endsWith(suffix);
    return ends && !Character.isUpperCase(name.charAt(stem - 1)) ? name.substring(0, stem) : name;
  }
}
