package io.matchline.unit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one key of a configuration record. Parser, help, documentation and error messages all read it here.
///
/// The component's type is `double`, `int`, `long`, `boolean`, `String`, an enum, another record, a sealed interface
/// of records ({@link Variants}), a `java.nio.file.Path` (in the file relative to it) or a `List` of these.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /// One sentence, the field's terms.
  String doc();

  /// The key in the file; empty: the component's name without the suffix of its unit ({@link Unit#nameSuffix}), in
  /// kebab-case (`lrsOhm` is `lrs`, `stuckLrs` is `stuck-lrs`).
  String key() default "";

  /// Unit of a number or of each number of a list; numbers in the file may carry it with an SI prefix.
  Unit unit() default Unit.ONE;

  /// Lowest valid value, inclusive, in the SI unit.
  double min() default Double.NEGATIVE_INFINITY;

  /// Highest valid value, inclusive, in the SI unit.
  double max() default Double.POSITIVE_INFINITY;

  /// Value when the key is absent, written as in a file (`10 kΩ`, `{}`, `[]`, empty for an empty text);
  /// {@link #REQUIRED}: the key must be there.
  String standard() default REQUIRED;

  /// Where the range or the standard value comes from.
  String source() default "";

  String REQUIRED = "\0";
}
