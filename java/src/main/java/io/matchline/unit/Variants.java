package io.matchline.unit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a sealed interface whose permitted records are the alternatives of a configuration block; the permits clause
/// is the one list of them. A record's name is that of {@link Named}, otherwise its class name in kebab-case. In a file
/// the name alone stands for the block with all other keys at their standard values.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variants {
  /// The key whose value names the alternative, for example `model`.
  String key();
}
