package io.matchline.unit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Name and purpose of a configuration record, or of an enum constant where its name is not the kebab-case one.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface Named {
  /// The name in a file, for example `rram-hfo2`.
  String value();

  /// One sentence.
  String doc() default "";
}
